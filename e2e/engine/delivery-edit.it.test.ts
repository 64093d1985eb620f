import { english } from '../../messages/english';
import { replyInWords, type Reply } from '../../messages/reply-in-words';
import { describe, expect, it, onTestFinished } from 'vitest';
import { auditInWords } from '../../main/app/records/audit-words';
import { ScanLog } from '../../protocol/http';
import { deviceIdOf, serialNumber } from '../../protocol/ids';
import type { DeliveryKind, DeliveryView } from '../../protocol/model';
import type { CommandInput, CommandName, CommandOutput, IpcReply } from '../../protocol/ipc';
import type { ControlInput } from '../../simulator/factory/control-request';
import { until, untilDone, type EngineConsole } from '../support/engine-console';
import { bodies, effects, keysOf } from '../support/received';
import { startScanLine, testConsole, type ScanLine } from '../support/scan-line';

const OPERATION = 'edits';

async function closedScan(control: readonly ControlInput[]): Promise<ScanLine> {
  const line = await startScanLine({ count: 4, control });
  await line.console.scan({ operationId: OPERATION, roster: line.fleet.roster });
  await untilDone(line.console);
  return line;
}

function refusing(route: DeliveryKind): ControlInput {
  return { kind: 'answer', status: 422, body: '{"message":"Unknown line"}', route, count: 1 };
}

/** A log in which the first device that passed has another result, or is left out. */
function withoutPass(raw: string, result: '0' | null): ScanLog {
  const log = ScanLog.parse(JSON.parse(raw));
  const at = log.scaninfo.findIndex((device) => device.result === '1');
  const instead = log.scaninfo.slice(at, at + 1).flatMap((device) => (result === null ? [] : [{ ...device, result }]));
  return { ...log, scaninfo: log.scaninfo.toSpliced(at, 1, ...instead) };
}

/** The one IPC door with the role check of main. */
function door({ app }: EngineConsole) {
  const unexpected: unknown[] = [];
  const route = app.door((_command, error) => void unexpected.push(error));
  onTestFinished(() => expect(unexpected).toEqual([]));
  return async <N extends CommandName>(name: N, input: CommandInput<N>): Promise<Reply<CommandOutput<N>>> =>
    replyInWords((await route({ name, input })) as IpcReply<CommandOutput<N>>, english);
}

function last(console: EngineConsole, kind: DeliveryKind): DeliveryView {
  const found = console.deliveries().findLast((one) => one.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} was sent`);
  return found;
}

async function trail({ store }: EngineConsole, action: string) {
  const entries = await store.listAudit(50);
  return entries.flatMap((entry) => auditInWords(entry) ?? []).filter((line) => line.action === action);
}

describe('a rejected log', () => {
  it('can be opened, corrected and sent under a key of its own, which the trail tells', async () => {
    const { console, factory } = await closedScan([refusing('log')]);
    const ask = door(console);
    const { key } = last(console, 'log');
    const opened = await ask('delivery.details', { key });
    if (!opened.ok) throw new Error(opened.error.sentence);
    expect(opened.value).toMatchObject({
      editable: 'body',
      replaces: null,
      tries: [{ outcome: 'rejected', status: 422, answer: '{"message":"Unknown line"}' }],
      view: { key, state: 'rejected', attempts: 1 },
    });
    expect(opened.value.body).toBe(factory.received('logs')[0]?.raw);

    const body = JSON.stringify(withoutPass(opened.value.body, '0'), null, 2);
    const edited = await ask('delivery.edit', { key, change: { kind: 'body', body } });
    if (!edited.ok) throw new Error(edited.error.sentence);
    const next = edited.value.key;
    expect(next).not.toBe(key);
    await until('the edited log to be taken', () => last(console, 'log').state === 'accepted');
    expect(keysOf(factory, 'logs')).toEqual([key, next]);
    expect(effects(factory, 'logs')).toBe(1);
    expect(bodies(factory, 'logs')[1]).toEqual(withoutPass(opened.value.body, '0'));

    expect(await ask('delivery.retry', { key })).toMatchObject({ ok: false, error: { code: 'notAllowedNow' } });
    expect(await ask('delivery.edit', { key, change: { kind: 'body', body } })).toMatchObject({ ok: false });
    expect(await ask('delivery.details', { key })).toMatchObject({ value: { editable: 'no', view: { replacedBy: next } } });
    expect(await ask('delivery.details', { key: next })).toMatchObject({ value: { replaces: key, view: { state: 'accepted' } } });
    const [line] = await trail(console, 'edited and sent');
    expect(line).toMatchObject({
      person: 'tester',
      before: expect.stringContaining('.result: "1"') as string,
      after: expect.stringContaining('.result: "0"') as string,
    });
    expect(line?.before).toContain(key);
    expect(line?.after).toContain(next);
    expect(await console.store.verifyChain()).toBeNull();
  });

  it('keeps the link over a restart, and two editors at once make one message', async () => {
    const { console, factory } = await closedScan([refusing('log')]);
    const ask = door(console);
    const { key } = last(console, 'log');
    const change = (first: '0' | null) => ({
      kind: 'body' as const,
      body: JSON.stringify(withoutPass(factory.received('logs')[0]?.raw ?? '', first)),
    });
    const answers = await Promise.all([
      ask('delivery.edit', { key, change: change('0') }),
      ask('delivery.edit', { key, change: change(null) }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    await untilDone(console);
    await console.app.stop();
    const reopened = await testConsole({ apiBase: factory.baseUrl, file: console.file });
    const [old, next] = reopened.deliveries().filter(({ kind }) => kind === 'log');
    expect(old).toMatchObject({ key, state: 'rejected', replacedBy: next?.key });
    expect(factory.received('logs')).toHaveLength(2);
  });

  it('is resent with the before and after on record, in one transaction with it', async () => {
    const { console } = await closedScan([refusing('log')]);
    const { key } = last(console, 'log');
    expect(await door(console)('delivery.retry', { key })).toMatchObject({ ok: true });
    expect(await trail(console, 'sent again')).toMatchObject([
      { person: 'tester', before: 'rejected: The receiver refused it (status 422): Unknown line', after: 'queued' },
    ]);
  });
});

describe('a rejected Pair', () => {
  it('goes without the serial numbers taken out, which the next sheet offers once a person has settled them', async () => {
    const { console, factory } = await closedScan([refusing('pair')]);
    const ask = door(console);
    const { digest, serials } = console.desk.pairSheet(console.operation);
    await console.desk.confirmPair(console.operation, digest);
    await until('the refusal', () => last(console, 'pair').state === 'rejected');
    const { key } = last(console, 'pair');
    const [out = '', ...kept] = serials;

    expect(await ask('delivery.edit', { key, change: { kind: 'takeOut', serials: ['STRANGER'] } })).toMatchObject({
      ok: false,
      error: { sentence: 'STRANGER is not in this message.' },
    });
    expect(await ask('delivery.edit', { key, change: { kind: 'body', body: '{"snArray":["STRANGER"]}' } })).toMatchObject({
      ok: false,
      error: { sentence: 'This message is not edited in that way.' },
    });
    expect(await ask('delivery.edit', { key, change: { kind: 'takeOut', serials: [out] } })).toMatchObject({ ok: true });
    await until('the rest to be taken', () => last(console, 'pair').state === 'accepted');
    expect(bodies(factory, 'pairs').map(({ snArray }) => snArray)).toEqual([serials, kept]);
    expect(new Set(keysOf(factory, 'pairs')).size).toBe(2);
    expect(await ask('delivery.retry', { key })).toMatchObject({ ok: false });

    expect(console.desk.pairSheet(console.operation)).toMatchObject({ serials: [], refused: [{ sn: out, outcome: 'rejected' }] });
    expect(
      await ask('pair.settle', {
        operation: console.operation,
        ids: [deviceIdOf(serialNumber(out))],
        as: 'sendAgain',
        reason: 'Moved to the right step',
      }),
    ).toMatchObject({ ok: true, value: { counts: { pairRefused: 0 } } });
    expect(await trail(console, 'let a refused device be paired again')).toMatchObject([{ person: 'tester', before: out }]);
    const sheet = console.desk.pairSheet(console.operation);
    await console.desk.confirmPair(console.operation, sheet.digest);
    await until('the last one', () =>
      console.desk.pairSheet(console.operation).sent.every(({ outcome }) => outcome === 'accepted'),
    );
    expect(bodies(factory, 'pairs').map(({ snArray }) => snArray)).toEqual([serials, kept, [out]]);

    await console.app.stop();
    const reopened = await testConsole({ apiBase: factory.baseUrl, file: console.file });
    expect(reopened.desk.pairSheet(reopened.operation).sent.map(({ outcome }) => outcome)).toEqual(serials.map(() => 'accepted'));
    expect(await reopened.store.verifyChain()).toBeNull();
  });

  it('is not edited when its devices were confirmed otherwise meanwhile', async () => {
    const { console } = await closedScan([refusing('pair')]);
    const { digest, serials } = console.desk.pairSheet(console.operation);
    await console.desk.confirmPair(console.operation, digest);
    await until('the refusal', () => last(console, 'pair').state === 'rejected');
    const { key } = last(console, 'pair');
    await console.desk.settlePair(
      console.operation,
      serials.map((sn) => deviceIdOf(serialNumber(sn))),
      'sendAgain',
      'Unlocked in MES',
    );
    await console.desk.confirmPair(console.operation, console.desk.pairSheet(console.operation).digest);
    expect(
      await door(console)('delivery.edit', { key, change: { kind: 'takeOut', serials: serials.slice(0, 1) } }),
    ).toMatchObject({
      ok: false,
      error: { sentence: expect.stringContaining('confirmed, scanned again or settled since') as string },
    });
  });

  it('answered with 200 and rejections that nobody can read: unknown, with the answer to look at', async () => {
    const { console } = await closedScan([
      { kind: 'answer', status: 200, body: '{"rejected":[{"serial":"?"}]}', route: 'pair', count: 1 },
    ]);
    await console.desk.confirmPair(console.operation, console.desk.pairSheet(console.operation).digest);
    await until('an outcome', () => last(console, 'pair').state === 'unknown');
    const details = await door(console)('delivery.details', { key: last(console, 'pair').key });
    expect(details).toMatchObject({
      value: { editable: 'no', tries: [{ outcome: 'unknown', status: 200, answer: '{"rejected":[{"serial":"?"}]}' }] },
    });
    expect(console.desk.pairSheet(console.operation)).toMatchObject({ serials: [] });
  });
});

it('editing needs a supervisor where people sign in, looking and resending an operator', async () => {
  const { console } = await closedScan([refusing('log')]);
  const ask = door(console);
  const { key } = last(console, 'log');
  await ask('person.save', { badge: 'E1', name: 'Eva', role: 'engineer', pin: '1111' });
  await ask('person.save', { badge: 'O1', name: 'Olu', role: 'operator', pin: '2222' });
  await ask('person.save', { badge: 'S1', name: 'Sam', role: 'supervisor', pin: '3333' });
  await ask('person.signOut', {});
  expect(await ask('delivery.details', { key })).toMatchObject({ error: { code: 'notSignedIn' } });
  await ask('person.signIn', { badge: 'O1', pin: '2222' });
  const details = await ask('delivery.details', { key });
  if (!details.ok) throw new Error(details.error.sentence);
  const body = JSON.stringify(withoutPass(details.value.body, '0'));
  expect(await ask('delivery.edit', { key, change: { kind: 'body', body } })).toMatchObject({
    ok: false,
    error: { code: 'notAllowed', sentence: 'This needs the role supervisor; Olu is operator.' },
  });
  await ask('person.signIn', { badge: 'S1', pin: '3333' });
  expect(await ask('delivery.edit', { key, change: { kind: 'body', body } })).toMatchObject({ ok: true });
  expect(await trail(console, 'edited and sent')).toMatchObject([{ person: 'S1' }]);
});
