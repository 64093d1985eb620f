import { english } from '../../messages/english';
import { replyInWords, type Reply } from '../../messages/reply-in-words';
import { expect, it, onTestFinished } from 'vitest';
import { verbatim } from '../../protocol/texts/text';
import { createSystemClock } from '../../main/adapters/clock/system-clock';
import { auditInWords } from '../../main/app/records/audit-words';
import { COMMANDS } from '../../main/app/commands';
import { type CommandName, commands } from '../../protocol/ipc';
import { Snapshot } from '../../protocol/window-state';
import { until, type EngineConsole } from '../support/engine-console';
import { startScanLine, testConsole } from '../support/scan-line';

const OPERATION = 'BI-SHUT-1';
const STATION = 'Line 2, station 7';
const QUARTER_MS = 15 * 60_000;

function door({ app }: EngineConsole) {
  const unexpected: unknown[] = [];
  const route = app.door((_command, error) => void unexpected.push(error));
  onTestFinished(() => expect(unexpected).toEqual([]));
  return async (name: CommandName, input: unknown = {}): Promise<Reply<unknown>> =>
    replyInWords(await route({ name, input }), english);
}

/** A scan that runs, started by an operator who is signed in; time goes as the system's, and further where that much is to have passed. */
async function runningScan() {
  let ahead = 0;
  const system = createSystemClock();
  const line = await startScanLine({
    count: 8,
    station: { name: STATION },
    clock: { ...system, now: () => system.now() + ahead, elapsed: () => system.elapsed() + ahead },
  });
  const ask = door(line.console);
  await ask('person.save', { badge: 'E1', name: 'Eva', role: 'engineer', pin: '1111' });
  await ask('person.save', { badge: 'O1', name: 'Olu', role: 'operator', pin: '3333' });
  await ask('person.save', { badge: 'S1', name: 'Sam', role: 'supervisor', pin: '2222' });
  await ask('person.signIn', { badge: 'O1', pin: '3333' });
  await line.console.scan({ operationId: OPERATION, roster: line.fleet.roster });
  return {
    ...line,
    ask,
    leave: (ms: number) => {
      ahead += ms;
    },
  };
}

it('who leaves the console is signed out; the scan goes on, and nothing of it leaves main until somebody signs in', async () => {
  const { console, fleet, ask, leave } = await runningScan();
  const { app, patches, notices } = console;
  leave(QUARTER_MS);
  expect(await ask('person.active')).toEqual({ ok: true, value: null });
  expect(app.signIn.shut).toBe(true);
  const told = patches.length;
  const lastSeq = patches.at(-1)?.seq ?? 0;
  app.notices.notice('warning', verbatim(`Device ${fleet.roster[0]} is in a notice.`));

  // Everything that the door has, while nobody is signed in.
  const secrets = [
    ...fleet.roster,
    OPERATION,
    STATION,
    app.settings.current.broker.url,
    app.settings.current.api.baseUrl,
    'Olu',
    'O1',
  ];
  const inputs: Partial<Record<CommandName, unknown>> = { 'person.signIn': { badge: 'XX', pin: '0000' } };
  for (const name of Object.keys(commands) as CommandName[]) {
    const reply = await ask(name, inputs[name]);
    const text = JSON.stringify(reply);
    expect({ name, leaks: secrets.filter((secret) => text.includes(secret)) }).toEqual({ name, leaks: [] });
    const refused = COMMANDS[name].role === null ? {} : { ok: false, error: { code: 'notSignedIn' } };
    expect({ name, reply }).toMatchObject({ name, reply: refused });
  }

  await until('the scan to close by itself', () => app.engine.session?.phase === 'closed', 60_000);
  expect(console.statuses()).toHaveLength(fleet.roster.length);
  expect(console.statuses().every((status) => status.endsWith(' pass'))).toBe(true);
  expect(patches.slice(told).map(({ seq, ...rest }) => ({ after: seq - lastSeq, rest }))).toEqual([
    { after: 2, rest: { signIn: { required: true, person: null } } },
  ]);
  expect(notices).toEqual([]);

  await ask('person.signIn', { badge: 'S1', pin: '2222' });
  const seen = await ask('app.snapshot');
  if (!seen.ok) throw new Error(seen.error.sentence);
  const snapshot = Snapshot.parse(seen.value);
  expect(snapshot.devices).toHaveLength(fleet.roster.length);
  expect(snapshot.settings.station.name).toBe(STATION);
  expect(notices).toEqual([`Device ${fleet.roster[0]} is in a notice.`]);
  await until('the gap that makes the window ask again', () => (patches.at(-1)?.seq ?? 0) >= lastSeq + 4);
  const trail = (await console.store.listAudit(20)).flatMap((entry) => auditInWords(entry) ?? []);
  expect(trail.find(({ action }) => action === 'signed out')).toMatchObject({
    person: 'O1',
    after: 'automatic, nobody was there for 15 min',
  });
});

it('a PIN that stands in a reason is refused before it is kept', async () => {
  const { console, fleet, ask } = await runningScan();
  const [id] = fleet.roster;
  const reply = await ask('device.waive', {
    operation: console.operation,
    ids: [id],
    reason: 'label 2222 misprinted',
    approval: { badge: 'S1', pin: '2222' },
  });
  expect(reply).toMatchObject({ ok: false, error: { sentence: expect.stringContaining('The PIN stands in the reason') } });
  expect(JSON.stringify(await console.store.listAudit(100))).not.toContain('2222');
});

it.each(['nobody', 'another person'])('a file dialog that is answered by %s gives out and takes in nothing', async (then) => {
  const written: string[] = [];
  let answer = (): void => undefined;
  const answered = (): Promise<void> =>
    new Promise((resolve) => {
      answer = resolve;
    });
  const console = await testConsole({
    apiBase: 'http://127.0.0.1:9',
    dialogs: {
      chooseFile: async () => {
        await answered();
        return '/nowhere/settings.json';
      },
      saveText: async (_title, name, _text, keepSame) => {
        await answered();
        keepSame();
        written.push(name);
        return `/saved/${name}`;
      },
    },
  });
  const ask = door(console);
  await ask('person.save', { badge: 'E1', name: 'Eva', role: 'engineer', pin: '1111' });
  await ask('person.save', { badge: 'E2', name: 'Ede', role: 'engineer', pin: '2222' });
  const inputs: Partial<Record<CommandName, unknown>> = { 'support.bundle': { reportsOf: null } };
  for (const name of ['settings.export', 'settings.import', 'roster.open', 'support.bundle', 'aside.export'] as const) {
    await ask('person.signIn', { badge: 'E1', pin: '1111' });
    answer = () => undefined;
    const nothing = answer;
    const reply = ask(name, inputs[name]);
    await until('the dialog', () => answer !== nothing);
    await ask('person.signOut');
    if (then === 'another person') await ask('person.signIn', { badge: 'E2', pin: '2222' });
    answer();
    expect(await reply).toMatchObject({ ok: false, error: { code: 'notSignedIn' } });
  }
  expect(written).toEqual([]);
  const trail = (await console.store.listAudit(50)).flatMap((entry) => auditInWords(entry) ?? []);
  expect(trail.filter(({ action }) => /export|import|bundle/.test(action))).toEqual([]);
});
