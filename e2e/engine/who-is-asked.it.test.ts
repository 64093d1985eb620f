import { inWords } from '../../messages/testing/in-words';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { generateDevices } from '../../simulator/devices/generate-devices';
import { startFactory, type Factory } from '../../simulator/factory/factory-server';
import { startFleet } from '../../simulator/fleet/start-fleet';
import { brokerUrl, until, untilDone, type EngineConsole, type EngineConsoleOptions } from '../support/engine-console';
import { openHandDevice, type HandDevice } from '../support/hand-device';
import { openRawBroker, type RawBroker } from '../support/raw-broker';
import { bodies } from '../support/received';
import { startScanLine, testConsole } from '../support/scan-line';

const DEVICES = generateDevices({ count: 4, macs: 3, seed: 21 });
const SERIALS = DEVICES.map(({ serial }) => serial);
const LONG = { idleMs: 60_000, maxMs: 120_000 };

interface HandLine {
  readonly factory: Factory;
  readonly console: EngineConsole;
  readonly devices: readonly [HandDevice, HandDevice, HandDevice, HandDevice];
}

let broker: RawBroker;

beforeEach(async () => {
  broker = await openRawBroker();
  onTestFinished(() => broker.close());
});

/** Four devices that answer when the test says so, and a console that waits for them. */
async function handLine(scan: EngineConsoleOptions['scan'] = {}): Promise<HandLine> {
  const factory = await startFactory({ devices: DEVICES.map(({ mes }) => mes) });
  onTestFinished(() => factory.close());
  const [a, b, c, d] = await Promise.all(DEVICES.map((device) => openHandDevice(broker, device)));
  if (!a || !b || !c || !d) throw new Error('four devices were made');
  const console = await testConsole({ apiBase: factory.baseUrl, scan: { ...LONG, ...scan } });
  await until('the console to be connected', () => console.app.connections.broker.state === 'up');
  return { factory, console, devices: [a, b, c, d] };
}

async function heard(console: EngineConsole, agents: number): Promise<void> {
  await until(`${agents} agents to be heard`, () => console.app.connections.view().agentsPresent === agents);
}

describe('a device that comes after Start', () => {
  it('is asked as soon as it says hello, and the scan is complete with it', async () => {
    const { console, devices } = await handLine();
    const [first] = devices;
    const late = generateDevices({ count: 3, macs: 2, seed: 77 });
    await console.scan({ operationId: 'came-late', roster: [first.sn, ...late.map(({ serial }) => serial)] });
    await first.answer(await first.asked('came-late'));
    const fleet = await startFleet({ amqpUrl: brokerUrl(), devices: late });
    onTestFinished(() => fleet.stop());
    await until('the others to have a verdict', () => console.app.view.session()?.counts.waiting === 0);
    expect(fleet.counters()).toMatchObject({ agents: 3, commandsHeard: 3, answers: 3 });
    expect(console.app.view.session()?.counts).toMatchObject({ expected: 4, waiting: 0, duplicates: 0, guests: 0 });
  });

  it('is asked once: not after it has answered, not while its answer is on the way, not when it leaves, not when it is not on the roster', async () => {
    const { console, devices } = await handLine();
    const [answered, asked, leaves, guest] = devices;
    await console.scan({ operationId: 'once', roster: [answered.sn, asked.sn, leaves.sn] });
    await answered.answer(await answered.asked('once'));
    await until('its verdict', () => console.device(answered.sn).status === 'pass');
    await answered.hello();
    await asked.hello('alive');
    await leaves.hello('goodbye');
    await guest.hello();
    // The one that does get a second command comes last, so the others would have theirs by then.
    await asked.hello('hello');
    await until('the one that came back to be asked again', () => asked.commands.length === 2);
    expect(asked.commands.map(({ direct, attempt }) => [direct, attempt])).toEqual([
      [false, 1],
      [true, 1],
    ]);
    for (const device of [answered, leaves, guest]) expect(device.commands).toHaveLength(1);
  });
});

describe('a device that is not on the roster', () => {
  it('is a guest: counted beside the sum, in the log, not paired', async () => {
    const { console, factory, devices } = await handLine();
    const [a, b, guest] = devices;
    await console.scan({ operationId: 'guests', roster: [a.sn, b.sn] });
    await guest.answer(await guest.asked('guests'));
    await until('the guest', () => console.app.view.session()?.counts.guests === 1);
    for (const device of [a, b]) await device.answer(await device.asked('guests'));
    await untilDone(console);
    expect(console.app.view.session()).toMatchObject({ closeReason: 'complete', counts: { expected: 2, pass: 2, guests: 1 } });
    expect(inWords(console.desk.pairSheet(console.operation))).toMatchObject({
      serials: [a.sn, b.sn],
      heldBack: [{ sn: guest.sn, why: 'It passed, but it is not on the roster.' }],
    });
    expect(bodies(factory, 'logs').map(({ scaninfo }) => scaninfo.map(({ sn }) => sn))).toEqual([[a.sn, b.sn, guest.sn]]);
  });

  it('is paired where the plant says so', async () => {
    const { console, devices } = await handLine({ pairGuests: true });
    const [a, , guest] = devices;
    await console.scan({ operationId: 'paired-guests', roster: [a.sn] });
    for (const device of [guest, a]) await device.answer(await device.asked('paired-guests'));
    await untilDone(console);
    expect(console.desk.pairSheet(console.operation).serials).toEqual([a.sn, guest.sn]);
  });

  it('is what is scanned when there is no roster: whoever answers, until nothing more comes', async () => {
    const { console, factory, fleet } = await startScanLine({ count: 8, faults: { silent: 2 }, scan: { idleMs: 1_500 } });
    await console.scan({ operationId: 'whoever' });
    await untilDone(console);
    expect(console.app.view.session()).toMatchObject({
      closeReason: 'idle',
      rosterSize: null,
      counts: { expected: 6, pass: 6, noAnswer: 0, guests: 0 },
    });
    expect(console.desk.pairSheet(console.operation).serials.toSorted()).toEqual(
      fleet.oracle
        .filter(({ fault }) => fault === null)
        .map(({ serial }) => serial)
        .toSorted(),
    );
    expect(factory.received('notifications').map(({ raw }) => raw)).toEqual([
      '{"id":"whoever","status":"6 devices passed scanning"}',
    ]);
  });
});

describe('an answer that comes too late', () => {
  it('is kept apart and moves no verdict; from another unit with the same serial it holds the device out of Pair', async () => {
    const { console, devices } = await handLine();
    const [a, b, c, d] = devices;
    await console.scan({ operationId: 'late', roster: SERIALS });
    await a.answer(await a.asked('late'));
    const commands = await Promise.all([b, c, d].map((device) => device.asked('late')));
    await until('a verdict', () => console.device(a.sn).status === 'pass');
    await console.app.engine.finish(console.operation);
    const before = console.app.exports.scanLog(console.operation);
    for (const [index, device] of [b, c].entries()) {
      const command = commands[index];
      if (command !== undefined) await device.answer(command);
    }
    const [own, other] = DEVICES;
    if (own === undefined || other === undefined) throw new Error('four devices were made');
    const twin = await openHandDevice(broker, { ...other, serial: own.serial });
    await twin.answer(await a.asked('late'));
    await until('all three to be set aside', () => console.app.engine.requireSession().counts.late === 3);
    expect(console.statuses()).toEqual([`${a.sn} pass`, `${b.sn} noAnswer`, `${c.sn} noAnswer`, `${d.sn} noAnswer`]);
    expect(console.app.exports.scanLog(console.operation)).toEqual(before);
    expect(console.desk.pairSheet(console.operation)).toMatchObject({ serials: [] });
    expect(inWords(console.desk.pairSheet(console.operation).heldBack)[0]).toMatchObject({
      sn: a.sn,
      why: expect.stringMatching(/^Another device( \(\S+\))? claimed this serial number\.$/),
    });
    const aside = await console.app.exports.aside(10);
    expect(aside.map(({ kind, sn }) => `${kind} ${sn}`).toSorted()).toEqual(
      [a.sn, b.sn, c.sn].map((sn) => `late ${sn}`).toSorted(),
    );
    for (const { excerpt, sn } of aside) expect(excerpt).toContain(sn);
  });

  it('to the scan before the rescan does not count as the answer to the rescan', async () => {
    const { console, devices } = await handLine();
    const [a] = devices;
    await console.scan({ operationId: 'attempts', roster: [a.sn] });
    const first = await a.asked('attempts');
    await console.app.engine.finish(console.operation);
    const [row] = inWords(console.app.view.snapshot().devices);
    await console.desk.rescan(console.operation, row === undefined ? [] : [row.id]);
    const second = await a.asked('attempts', 2);
    await a.answer(first);
    await until('it to be set aside', () => console.app.engine.requireSession().counts.late === 1);
    expect(console.device(a.sn)).toMatchObject({ status: 'waiting', attempt: 2 });
    await a.answer(second);
    await untilDone(console);
    expect(console.device(a.sn)).toMatchObject({ status: 'pass', attempt: 2 });
  });
});

describe('a rescan', () => {
  it('of one device whose agent is known is asked of that agent alone', async () => {
    const { console, factory, devices } = await handLine();
    for (const device of devices) await device.hello();
    await heard(console, 4);
    await console.scan({ operationId: 'rescan', roster: SERIALS });
    for (const device of devices) await device.answer(await device.asked('rescan'));
    await untilDone(console);
    const [a, ...others] = devices;
    const row = inWords(console.app.view.snapshot().devices).find(({ sn }) => sn === a.sn);
    await console.desk.rescan(console.operation, row === undefined ? [] : [row.id]);
    const command = await a.asked('rescan', 2);
    expect(command).toMatchObject({ direct: true, targets: null, attempt: 2 });
    await a.answer(command);
    await untilDone(console);
    expect(console.app.view.session()).toMatchObject({ round: 2, counts: { expected: 4, pass: 4, duplicates: 0 } });
    for (const other of others) expect(other.commands).toHaveLength(1);
    expect(console.device(a.sn).earlier).toMatchObject([{ attempt: 1, status: 'pass' }]);
    expect(factory.received('logs')).toHaveLength(2);
  });

  it('of one device without a known agent goes to everybody but names it, and our agents stay silent', async () => {
    const { console, devices } = await handLine();
    const fleet = await startFleet({ amqpUrl: brokerUrl(), count: 5, macs: 2, seed: 99 });
    onTestFinished(() => fleet.stop());
    await heard(console, 5);
    const [a, b] = devices;
    await console.scan({ operationId: 'named', roster: [a.sn, b.sn, ...fleet.roster] });
    for (const device of [a, b]) await device.answer(await device.asked('named'), { legacy: true });
    await untilDone(console);
    expect(fleet.counters().answers).toBe(5);
    const ids = console.app.view
      .snapshot()
      .devices.filter(({ sn }) => sn === a.sn)
      .map(({ id }) => id);
    await console.desk.rescan(console.operation, ids);
    const command = await a.asked('named', 2);
    expect(command).toMatchObject({ direct: false, targets: [a.sn] });
    await a.answer(command, { legacy: true });
    await untilDone(console);
    expect(console.device(a.sn)).toMatchObject({ attempt: 2 });
    expect(fleet.counters().answers).toBe(5);
  });

  it('finds a card that was put back, and the device passes on its second scan', async () => {
    const { console, fleet } = await startScanLine({ count: 6, faults: { recovering: 2 } });
    await console.scan({ operationId: 'recovers', roster: fleet.roster });
    await untilDone(console);
    const failed = console.app.view.snapshot().devices.filter(({ status }) => status === 'fail');
    expect(failed.map(({ sn }) => sn)).toEqual(
      fleet.oracle.filter(({ fault }) => fault === 'recovering').map(({ serial }) => serial),
    );
    await console.desk.rescan(
      console.operation,
      failed.map(({ id }) => id),
    );
    await untilDone(console);
    expect(console.app.view.session()?.counts).toMatchObject({ expected: 6, pass: 6, fail: 0 });
    expect(
      console.app.view
        .snapshot()
        .devices.map(({ attempt }) => String(attempt))
        .toSorted(),
    ).toEqual(['1', '1', '1', '1', '2', '2']);
  });
});

describe('an operation', () => {
  it.each([
    {
      operationIdType: 'auto' as const,
      written: new Map<string, string | number>([
        ['17', 17],
        ['017', '017'],
        ['-3', -3],
        ['1e3', '1e3'],
        ['9007199254740993', '9007199254740993'],
        ['Auftrag 7/ä-"x"', 'Auftrag 7/ä-"x"'],
      ]),
    },
    { operationIdType: 'string' as const, written: new Map<string, string | number>([['17', '17']]) },
    {
      operationIdType: 'number' as const,
      written: new Map<string, string | number>([
        ['0', 0],
        ['A17', 'A17'],
      ]),
    },
  ])('stands in the log by the rule $operationIdType, and as it is everywhere else', async ({ operationIdType, written }) => {
    const { console, factory, devices } = await handLine({ operationIdType });
    const [a] = devices;
    for (const operationId of written.keys()) {
      await console.scan({ operationId, roster: [a.sn] });
      const command = await a.asked(operationId);
      expect(command.operationId).toBe(operationId);
      await a.answer(command);
      await untilDone(console);
      await console.desk.confirmPair(console.operation, console.desk.pairSheet(console.operation).digest);
      await untilDone(console);
    }
    expect(bodies(factory, 'logs').map(({ operationid }) => operationid)).toEqual([...written.values()]);
    expect(bodies(factory, 'notifications').map(({ id }) => id)).toEqual([...written.keys()]);
    expect(bodies(factory, 'pairs').map(({ operationId }) => operationId as string)).toEqual([...written.keys()]);
  });

  it('with scan mode 1 goes to burn instead of Pair, with operator and mode', async () => {
    const { console, factory, devices } = await handLine();
    const [a] = devices;
    await console.scan({ operationId: 'burn', roster: [a.sn], scanMode: 1 });
    const command = await a.asked('burn');
    expect(command).toMatchObject({ scanMode: 1, operatorId: 'tester' });
    await a.answer(command);
    await untilDone(console);
    const sheet = console.desk.pairSheet(console.operation);
    expect(sheet).toMatchObject({ target: 'burn', serials: [a.sn] });
    await console.desk.confirmPair(console.operation, sheet.digest);
    await untilDone(console);
    expect(factory.received('burns').map(({ raw }) => raw)).toEqual([
      `{"snArray":["${a.sn}"],"operationId":"burn","operatorId":"tester","scanMode":1}`,
    ]);
    expect(factory.received('pairs')).toEqual([]);
    expect(console.device(a.sn).pair?.outcome).toBe('accepted');
  });

  it('is refused with a sentence when its name was used before, while another runs, or when the roster is no roster', async () => {
    const { console, devices } = await handLine();
    const [a] = devices;
    const start = (operationId: string, rosterText: string = a.sn) =>
      console.desk.start({ operationId, operatorId: 'tester', scanMode: 0, rosterText });
    await start('used');
    await expect(start('another')).rejects.toThrow('A scan is running. Finish it before you start another.');
    await console.app.engine.finish(console.operation);
    await expect(start('used')).rejects.toThrow(/used/);
    expect(console.app.view.session()).toMatchObject({ operationId: 'used', phase: 'closed' });
    await expect(start('bad-roster', 'sn\nSN1\nDefault string\n')).rejects.toThrow(
      'The roster cannot be used. Line 3: "Default string" is a placeholder, not a serial number.',
    );
    await expect(start('no-roster', '\n# nothing\n')).rejects.toThrow('The roster is empty.');
    await expect(start('x'.repeat(129))).rejects.toThrow('at most 128 characters');
    expect(await console.store.listOperations(10)).toHaveLength(1);
  });

  it('gets a name from the time when it has none, ends at its longest time, and says when nobody listens', async () => {
    await broker.close();
    const factory = await startFactory({ devices: [] });
    onTestFinished(() => factory.close());
    const console = await testConsole({ apiBase: factory.baseUrl, scan: { idleMs: 60_000, maxMs: 1_000 } });
    const session = await console.scan({ operationId: '', roster: ['SN1', 'SN2'] });
    expect(session.operationId).toMatch(/^BI-\d{8}-\d{6}$/);
    await until('the notice', () => console.notices.length > 0);
    expect(console.notices).toEqual(['No agent is listening: nobody took the scan command. Check the devices and their agents.']);
    await untilDone(console);
    expect(console.app.view.session()).toMatchObject({ closeReason: 'maxTime', counts: { expected: 2, noAnswer: 2 } });
    expect((session.closedAt ?? 0) - session.startedAt).toBeGreaterThanOrEqual(1_000);
    expect(bodies(factory, 'logs').map(({ scaninfo }) => scaninfo)).toEqual([[]]);
    expect(console.desk.pairSheet(console.operation)).toMatchObject({ serials: [] });
  });
});
