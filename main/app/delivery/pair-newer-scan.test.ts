import { inWords } from '../../../messages/testing/in-words';
import { describe, expect, it } from 'vitest';
import { english } from '../../../messages/english';
import { OperationId, serialNumber, type DeliveryKey, type DeviceId } from '../../../protocol/ids';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { pairSheet } from '../../domain/delivery/pair-sheet';
import { PERSON, A, B, C, UNKNOWN, PairRig } from '../testing/pair-rig';

describe('a list that waits, and a newer scan of its devices', () => {
  it.each([
    ['A1 fails', { A1: B, A2: C }, 'rejected', 'A1 does not pass any more in operation op2, whose verdict is newer: '],
    ['A1 is contested', { A1: A, Z9: A }, 'rejected', 'A1 is on hold in operation op2, whose verdict is newer: '],
    ['A1 passes', { A1: A, A2: C }, 'accepted', ''],
  ] as const)('where %s', async (_, reports, state, why) => {
    for (const restarted of [false, true]) {
      const rig = await PairRig.open();
      const key = await rig.confirmed();
      await rig.scan('op2', reports);
      if (restarted) await rig.scan('op3', { X1: B });
      await rig.up();
      if (restarted) await rig.restart();
      await rig.time();
      await rig.quiet();
      const delivery = await rig.store.loadDelivery(key);
      expect(delivery?.state).toBe(state);
      expect(english(delivery?.problem ?? []).startsWith(why === '' ? '' : `Not sent: ${why}`)).toBe(true);
      await rig.end();
    }
  });

  it('of two verdicts the latest counts', async () => {
    const rig = await PairRig.open();
    const key = await rig.confirmed();
    await rig.scan('op2', { A1: B });
    await rig.scan('op3', { A1: A });
    await rig.up();
    await rig.time();
    await rig.quiet();
    expect((await rig.store.loadDelivery(key))?.state).toBe('accepted');
    await rig.end();
  });
});

/** Scans A1 again in an operation that was there before. */
async function again(rig: PairRig, operationId: string, mac: string | null): Promise<void> {
  await rig.engine.open(operationId);
  await rig.engine.rescan(rig.session.operationId, ['A1'] as DeviceId[], PERSON);
  if (mac !== null) {
    await rig.report('A1', `A1, ${mac}`, mac);
    await rig.mes('A1', A);
  }
  await rig.engine.finish(rig.session.operationId, PERSON);
}

const FAILS_IN_NEW = /^rejected: Not sent: A1 does not pass any more in operation new, whose report of it is newer/;

const endsAs = async (rig: PairRig, key: DeliveryKey): Promise<unknown> => {
  await rig.up();
  await rig.time();
  await rig.quiet();
  const { state, problem } = (await rig.store.loadDelivery(key)) ?? {};
  return `${state}: ${english(problem ?? [])}`;
};

describe('the verdict on a device that was made last, whichever scan was begun first', () => {
  const FAILS = /^rejected: Not sent: A1 does not pass any more in operation (op-0|op2), whose verdict is newer/;
  const HELD = /^rejected: Not sent: A1 is on hold in operation op2, whose verdict is newer/;

  it.each([
    ['it fails in an older scan', async (rig: PairRig) => again(rig, 'op-0', B), FAILS],
    ['it fails and then passes there', async (rig) => again(rig, 'op-0', B).then(() => again(rig, 'op-0', A)), /^accepted/],
    ['it fails and then does not answer there', async (rig) => again(rig, 'op-0', B).then(() => again(rig, 'op-0', null)), FAILS],
    ['it does not answer there', async (rig) => again(rig, 'op-0', null), /^accepted/],
    [
      'it fails in a newer scan and passes in an older one',
      async (rig) => rig.scan('op2', { A1: B }).then(() => again(rig, 'op-0', A)),
      /^accepted/,
    ],
    [
      'it passes in a newer scan and fails in an older one',
      async (rig) => rig.scan('op2', { A1: A }).then(() => again(rig, 'op-0', B)),
      FAILS,
    ],
    [
      'it fails in a newer scan and does not answer there again',
      async (rig) => rig.scan('op2', { A1: B }).then(() => again(rig, 'op2', null)),
      FAILS,
    ],
    [
      'it is on hold in a newer scan and does not answer there again',
      async (rig: PairRig) => rig.scan('op2', { A1: A, Z9: A }).then(() => again(rig, 'op2', null)),
      HELD,
    ],
    ...(
      [
        ['another unit has its serial number', { sn: 'A1', bootId: 'another', mac: B }, HELD],
        ['another device has its address', { sn: 'Z9', bootId: 'Z9', mac: A }, HELD],
        ['a unit without serial number has its address', { sn: 'None', bootId: 'Z9', mac: A }, HELD],
        ['it answers itself after all', { sn: 'A1', bootId: 'A1', mac: A }, /^accepted/],
        ['another device has another address', { sn: 'Z9', bootId: 'Z9', mac: B }, /^accepted/],
      ] as const
    ).map(
      ([what, answer, ends]) =>
        [
          `it passes in a newer scan and does not answer there again, and then it turns out that ${what}`,
          async (rig: PairRig) => {
            await rig.scan('op2', { A1: A });
            await again(rig, 'op2', null);
            await rig.answer({ operationId: 'op2', ...answer });
          },
          ends,
        ] as const,
    ),
    [
      'it passes in a newer scan, and while it is asked again there another device has its address',
      async (rig) => {
        await rig.scan('op2', { A1: A, X9: C });
        await rig.engine.rescan(rig.session.operationId, ['A1', 'X9'] as DeviceId[], PERSON);
        await rig.report('X9', 'X9', A);
      },
      HELD,
    ],
    [
      'it fails in a newer scan, and is asked there again',
      async (rig) => {
        await rig.scan('op2', { A1: B });
        await rig.engine.rescan(rig.session.operationId, ['A1'] as DeviceId[], PERSON);
      },
      FAILS,
    ],
  ] as readonly (readonly [string, (rig: PairRig) => Promise<void>, RegExp])[])('%s', async (_, happens, ends) => {
    for (const restarted of [false, true]) {
      const rig = await PairRig.open();
      await rig.scan('op-0', { A1: A });
      const key = await rig.confirmed();
      await happens(rig);
      if (restarted) await rig.restart();
      expect(await endsAs(rig, key)).toMatch(ends);
      await rig.end();
    }
  });

  it.each([
    ['it fails and then does not answer there', B, FAILS],
    ['it passes and then does not answer there', A, /^accepted/],
    ['it does not answer there, twice', null, /^accepted/],
  ])('in records of an earlier version: %s', async (_, mac, ends) => {
    const rig = await PairRig.open();
    const key = await rig.confirmed();
    await rig.scan('op2', { X9: B, ...(mac === null ? {} : { A1: mac }) }, 0, ['A1', 'X9']);
    await again(rig, 'op2', null);
    await rig.convertRecords();
    expect(await endsAs(rig, key)).toMatch(ends);
    await rig.end();
  });

  it.each([
    [A, 'A1 may be on hold'],
    [B, 'A1 does not pass any more'],
  ])('was made in an operation whose records are damaged: what cannot be told keeps the list back', async (mac, what) => {
    const rig = await PairRig.open();
    const key = await rig.confirmed();
    await rig.scan('op2', { A1: mac });
    await rig.scan('op3', { X1: B });
    await rig.damageRecords('op2');
    await rig.restart();
    expect(await endsAs(rig, key)).toBe(
      `rejected: Not sent: ${what} in operation op2, whose verdict is newer and whose records are damaged: scan it again.`,
    );
    await rig.end();
  });

  const prune = (rig: PairRig, ...ids: string[]): Promise<void> =>
    rig.store.prune({ operationIds: ids.map((id) => OperationId.parse(id)), at: 5, person: 'policy', olderThanDays: 1 });

  it.each([
    ['failed', { A1: B, X1: B }, 'does not pass any more'],
    ['was contested', { A1: A, Z9: A }, 'may be on hold'],
  ] as const)('stays known where its scan is removed from the records: it %s', async (_, reports, what) => {
    for (const when of ['before the removal', 'afterwards']) {
      const rig = await PairRig.open();
      await rig.outbox.start();
      let key = when === 'afterwards' ? null : await rig.confirmed();
      if (key === null) await rig.scan('op', { A1: A });
      await rig.scan('op2', reports);
      await rig.scan('op3', { X2: B });
      await prune(rig, 'op2');
      if (key === null) {
        await rig.engine.open('op');
        key = await rig.confirm();
      }
      expect(await endsAs(rig, key)).toBe(
        `rejected: Not sent: A1 ${what} in operation op2, whose verdict is newer and whose records were removed: scan it again.`,
      );
      await rig.end();
    }
  });

  it('is forgotten with its scan when none is left that was begun before', async () => {
    const rig = await PairRig.open();
    await rig.outbox.start();
    await rig.scan('op', { A1: A });
    await rig.scan('op2', { A1: B, X1: B });
    await rig.scan('op3', { X2: B });
    await rig.quiet();
    const latest = async () => (await rig.store.verdictsOn(['A1', 'X1', 'X2'], null)).map((one) => one.latest?.operationId);
    await prune(rig, 'op2');
    expect(await latest()).toEqual(['op2', 'op2', 'op3']);
    await prune(rig, 'op');
    expect(await latest()).toEqual([undefined, undefined, 'op3']);
    await rig.end();
  });
});

describe('an older report that is judged last', () => {
  it.each([
    [B, FAILS_IN_NEW],
    [A, /^accepted/],
  ])('lets nothing go that fails by the newest report (%s)', async (mac, ends) => {
    for (const restarted of [false, true]) {
      const rig = await PairRig.open();
      await rig.outbox.start();
      // A1 and N1 have one address, which MES gives to both.
      const roster = ['A1', 'N1'].map(serialNumber);
      const policy = DEFAULT_SETTINGS.scan;
      await rig.engine.start({ operationId: OperationId.parse('old'), operatorId: PERSON, scanMode: 0, roster, policy });
      for (const sn of ['A1', 'N1']) {
        await rig.report(sn, sn, A);
        await rig.mes(sn, A);
      }
      await rig.engine.finish(rig.session.operationId, PERSON);
      await rig.scan('new', { A1: mac });
      await rig.engine.open('old');
      await rig.engine.rescan(rig.session.operationId, ['N1'] as DeviceId[], PERSON);
      await rig.report('N1', 'N1', C);
      await rig.mes('N1', C);
      await rig.engine.finish(rig.session.operationId, PERSON);
      const id = 'A1' as DeviceId;
      const seen = rig.session.devices.get(id)?.contests.map(({ key }) => key) ?? [];
      await rig.engine.clearContest(rig.session.operationId, [{ id, seen }], PERSON);
      const key = await rig.confirm();
      if (restarted) await rig.restart();
      expect(await endsAs(rig, key)).toMatch(ends);
      await rig.end();
    }
  });

  it('nor does an interrupted scan whose report MES is asked about after the newer one had failed', async () => {
    const rig = await PairRig.open();
    await rig.outbox.start();
    const policy = DEFAULT_SETTINGS.scan;
    const roster = [serialNumber('A1')];
    await rig.engine.start({ operationId: OperationId.parse('old'), operatorId: PERSON, scanMode: 0, roster, policy });
    await rig.report('A1', 'A1', A);
    await rig.beginAnew();
    await rig.scan('new', { A1: B });
    await rig.engine.open('old');
    await rig.mes('A1', A);
    await rig.engine.finish(rig.session.operationId, PERSON);
    expect(await endsAs(rig, await rig.confirm())).toMatch(FAILS_IN_NEW);
    await rig.end();
  });
});

describe('a serial number that is under way in another operation', () => {
  const offered = async (rig: PairRig): Promise<unknown> => {
    const { serials, heldBack } = pairSheet(rig.session, String, await rig.engine.underWayElsewhere(rig.session));
    return { serials, heldBack: heldBack.map(({ sn, why }) => `${sn}: ${english(why)}`) };
  };

  it('is not offered until that is over, and says why', async () => {
    const rig = await PairRig.open();
    await rig.confirmed();
    await rig.scan('op2', { A1: A });
    const waits = ['A1: It is on its way to pair in operation op already.'];
    expect(await offered(rig)).toEqual({ serials: [], heldBack: waits });
    const { address } = rig;
    rig.address = (kind) => ({ ...address(kind), base: 'http://new' });
    expect(await offered(rig)).toEqual({
      serials: [],
      heldBack: [
        'A1: It stands in a list of operation op that waits for http://factory and is not sent to http://new: see Deliveries.',
      ],
    });
    rig.address = address;
    rig.outcome = UNKNOWN;
    await rig.time();
    await rig.quiet();
    const asked = ['A1: It may have been taken in operation op: open that operation and settle it there.'];
    expect(await offered(rig)).toEqual({ serials: [], heldBack: asked });
    await rig.engine.open('op');
    await rig.engine.settlePair(rig.session.operationId, ['A1', 'A2'] as DeviceId[], 'sendAgain', 'Not taken.', PERSON);
    await rig.engine.open('op2');
    expect(await offered(rig)).toEqual({ serials: ['A1'], heldBack: [] });
    await rig.end();
  });

  it('is not offered either while it fails by a newer scan, and says so', async () => {
    const rig = await PairRig.open();
    await rig.outbox.start();
    await rig.scan('op', { A1: A, A2: C });
    await rig.scan('op2', { A1: B });
    await rig.engine.open('op');
    expect(await offered(rig)).toMatchObject({
      serials: ['A2'],
      heldBack: [expect.stringMatching(/^A1: A1 does not pass any more in operation op2, whose verdict is newer: /)],
    });
    await again(rig, 'op2', A);
    await rig.engine.open('op');
    expect(await offered(rig)).toEqual({ serials: ['A1', 'A2'], heldBack: [] });
    await rig.end();
  });

  it('goes out once when two lists have it all the same', async () => {
    const rig = await PairRig.open();
    const first = await rig.confirmed();
    await rig.scan('op2', { A1: A });
    const second = await rig.confirm();
    await rig.time();
    await rig.quiet();
    await rig.up();
    await rig.time();
    await rig.quiet();
    expect((await rig.store.loadDelivery(first))?.state).toBe('accepted');
    expect(inWords(await rig.store.loadDelivery(second))).toMatchObject({
      state: 'rejected',
      problem: 'Not sent: A1 is on its way to pair in operation op already.',
    });
    await rig.end();
  });
});

describe('what other operations say of devices that passed', () => {
  it('is read once, and again after an entry of theirs was written', async () => {
    const rig = await PairRig.open();
    await rig.outbox.start();
    await rig.scan('op', { A1: A, A2: C });
    await rig.scan('op2', { A1: B, A2: B });
    await rig.engine.open('op');
    const read: string[] = [];
    const loadEvents = rig.store.loadEvents.bind(rig.store);
    rig.store.loadEvents = async (operationId) => {
      read.push(operationId);
      return loadEvents(operationId);
    };
    const heldBack = async (): Promise<readonly string[]> =>
      [...(await rig.engine.underWayElsewhere(rig.session)).values()].map((why) => english([why]).split(', ')[0] ?? '');
    const fail = ['A1', 'A2'].map((sn) => `${sn} does not pass any more in operation op2`);
    for (let look = 0; look < 3; look += 1) expect(await heldBack()).toEqual(fail);
    expect(read).toEqual(['op2']);
    // A late answer of another unit changes what op2 says, although nobody opened it.
    await rig.answer({ operationId: 'op2', sn: 'Z9', bootId: 'Z9', mac: C });
    for (let look = 0; look < 3; look += 1) expect(await heldBack()).toEqual(fail);
    expect(read).toEqual(['op2', 'op2']);
    await again(rig, 'op2', A);
    await rig.engine.open('op');
    read.length = 0;
    for (let look = 0; look < 3; look += 1) expect(await heldBack()).toEqual([expect.stringMatching(/^A2 does not pass/)]);
    expect(read).toEqual(['op2']);
    await rig.end();
  });
});
