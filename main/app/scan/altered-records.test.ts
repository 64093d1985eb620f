import { describe, expect, it } from 'vitest';
import { inWords } from '../../../messages/testing/in-words';
import { deviceIdOf, serialNumber, type DeliveryKey } from '../../../protocol/ids';
import { pairSheet } from '../../domain/delivery/pair-sheet';
import { openContests } from '../../domain/scan/state';
import { deviceDetails } from '../../domain/scan/views';
import { A, B, C, OPERATION, PairRig, PERSON, reportOf } from '../testing/pair-rig';
import { StatisticsService } from '../statistics/statistics-service';
import { loadSession } from './load-session';

/** A2 passes; A1 has another address than MES knows. */
async function oneFailed(): Promise<PairRig> {
  const rig = await PairRig.open();
  await rig.outbox.start();
  await rig.scan(OPERATION, { A1: B, A2: C });
  return rig;
}

function statuses({ session }: PairRig): Record<string, string> {
  return Object.fromEntries([...session.devices.values()].map(({ id, status }) => [id, status]));
}

const idOf = (sn: string): ReturnType<typeof deviceIdOf> => deviceIdOf(serialNumber(sn));
const inReport = (from: string, to: string, sn: string) =>
  [`update report set bytes = cast(replace(cast(bytes as text), '${from}', '${to}') as blob) where sn = ?`, sn] as const;
/** Which the records themselves refuse, as long as they have this. */
const UNGUARDED = ['drop trigger if exists event_stays'] as const;
const inEvents = (kind: string, from: string, to: string) =>
  [`update event set body = replace(body, '${from}', '${to}') where kind = ? and body like '%${from}%'`, kind] as const;

describe('records that were altered after they were filed', () => {
  it.each([
    ['the address in a report that failed', [inReport(B, A, 'A1')]],
    ['the serial number in it', [inReport('"sn":"A1"', '"sn":"A9"', 'A1')]],
    ['all of it', [["update report set bytes = x'7b7d' where sn = ?", 'A1']]],
    ['what MES said of that device', [UNGUARDED, inEvents('mesAnswered', A, B)]],
  ] as const)('%s: no verdict, whatever passes is on hold, and nothing is offered', async (_name, statements) => {
    const rig = await oneFailed();
    expect(statuses(rig)).toEqual({ A1: 'fail', A2: 'pass' });
    await rig.betweenRuns(...statements);
    await rig.restart();
    expect(statuses(rig)).toMatchObject({ A1: 'couldNotCheck', A2: 'pass' });
    expect(pairSheet(rig.session, String).serials).toEqual([]);
    const row = rig.session.devices.get(idOf('A1'));
    expect(row && inWords(deviceDetails(row))).toMatchObject({
      row: {
        reason: 'What it reported, or what MES said of it, was altered in the records after it was filed, so it has no verdict.',
      },
      nextAction: 'Check the disk, then rescan.',
    });
    const { counts } = rig.session;
    expect(counts.expected).toBe(counts.pass + counts.couldNotCheck);
    // A person looked at the one that passed; the other one is asked again, and its new report counts.
    const passed = rig.session.devices.get(idOf('A2'));
    const seen = passed === undefined ? [] : openContests(passed).map(({ key }) => key);
    await rig.engine.clearContest(OPERATION, [{ id: idOf('A2'), seen }], PERSON);
    expect(pairSheet(rig.session, String).serials).toEqual(['A2']);
    await rig.engine.rescan(OPERATION, [idOf('A1')], PERSON);
    await rig.report('A1', 'A1', B);
    await rig.mes('A1', A);
    expect(statuses(rig)).toMatchObject({ A1: 'fail' });
    expect(await rig.store.verifyChain()).toMatch(/altered after it was written|was altered/);
    await rig.end();
  });

  it.each([
    ['its report is gone', ['delete from report where sn = ?', 'A1']],
    ['its report has another text', inReport(C, 'e0:18:7d:2e:ca:6f', 'A1')],
  ] as const)('a rival of a device that passed: %s, and it does not pass unseen', async (_name, statement) => {
    const rig = await PairRig.open();
    await rig.outbox.start();
    const roster = ['A1', 'A2'].map(serialNumber);
    await rig.scan(OPERATION, { A2: C }, 0, roster);
    await rig.engine.rescan(OPERATION, [idOf('A1'), idOf('A2')], PERSON);
    // Two units claim the address of A2: it is contested.
    await rig.report('A2', 'A2', C);
    await rig.mes('A2', C);
    const { report, stored } = reportOf({ operationId: OPERATION, sn: 'A1', bootId: 'x', mac: C, attempt: 2 });
    await rig.engine.receive(
      { ...report, ip: '10.0.0.1' },
      { ...stored, bytes: Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(stored.bytes).toString()), ip: '10.0.0.1' })) },
    );
    await rig.engine.finish(OPERATION, PERSON);
    expect(pairSheet(rig.session, String).serials).toEqual([]);
    await rig.betweenRuns(statement);
    await rig.restart();
    expect(pairSheet(rig.session, String).serials).toEqual([]);
    await rig.end();
  });

  it('a waiver that names one device more lets none of them go', async () => {
    const rig = await PairRig.open();
    await rig.outbox.start();
    await rig.scan(OPERATION, { A1: B, A2: A });
    await rig.engine.waive(OPERATION, [idOf('A1')], 'spare part on its way', PERSON);
    await rig.betweenRuns(UNGUARDED, inEvents('waived', '["A1"]', '["A1","A2"]'));
    await rig.restart();
    expect(statuses(rig)).toEqual({ A1: 'fail', A2: 'fail' });
    await rig.end();
  });

  it.each(['open', 'earlier'])('of a list that waits, in the %s operation: it is not sent', async (which) => {
    const rig = await PairRig.open();
    const key: DeliveryKey = await rig.confirmed();
    if (which === 'earlier') await rig.scan('other', { A3: 'e0:18:7d:2e:ca:6d' });
    await rig.up();
    await rig.betweenRuns(inReport(A, B, 'A1'));
    await rig.restart();
    await rig.time();
    await rig.quiet();
    expect(inWords(await rig.store.loadDelivery(key))).toMatchObject({
      state: 'rejected',
      problem: expect.stringContaining('altered in the records') as string,
    });
    expect(rig.posts.filter(({ taken }) => taken)).toEqual([]);
    await rig.end();
  });

  it.each([
    ['has another address', inReport(B, A, 'A1'), [{ altered: true, macs: [] }]],
    ['is gone', ['delete from report where sn = ?', 'A1'], []],
    ['is named with another serial number', ["update report set sn = 'A2' where sn = ?", 'A1'], []],
  ] as const)('history shows no address of a report that %s', async (_how, statement, seen) => {
    const rig = await oneFailed();
    const macs = () =>
      new StatisticsService({
        shiftStarts: () => [],
        running: () => null,
        store: rig.store,
        offsetAt: () => 0,
        now: Date.now,
      }).macs(OPERATION, 'A1');
    expect(await macs()).toMatchObject([{ altered: false, macs: [B] }]);
    await rig.betweenRuns(statement);
    expect(await macs()).toMatchObject(seen);
    const others = await new StatisticsService({
      shiftStarts: () => [],
      running: () => null,
      store: rig.store,
      offsetAt: () => 0,
      now: Date.now,
    }).macs(OPERATION, 'A2');
    expect(others).toMatchObject([{ altered: false, macs: [C] }]);
    await rig.end();
  });

  it('packed since, it stays as it is: altered', async () => {
    const rig = await oneFailed();
    await rig.betweenRuns(inReport(B, A, 'A1'));
    while (await rig.store.pack(rig.clock.now() + 1e9));
    expect((await loadSession(rig.store, OPERATION))?.devices.get(idOf('A1'))?.status).toBe('couldNotCheck');
    await rig.restart();
    expect(statuses(rig)).toMatchObject({ A1: 'couldNotCheck' });
    await rig.end();
  });
});
