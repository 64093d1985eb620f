import { expect, it } from 'vitest';
import { serialNumber, deviceIdOf } from '../../../protocol/ids';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import type { IncomingMessage, MessageBus } from '../../domain/ports/bus';
import { systemIdentities } from '../../identities';
import { quietEngine } from '../testing/quiet-engine';
import { A, OPERATION, PairRig, PERSON, reportOf } from '../testing/pair-rig';
import { ReportIngest } from './report-ingest';

const IDLE_MS = 5_000;
const MAX_MS = 20_000;
const OTHER = 'of before';
/** So many messages the broker gives the console before it has acknowledged one. */
const PREFETCH = 50;
const nothing = (): void => undefined;

/** Engine and ingest over real records that take what they take when the test says so, and a queue that is read as the console reads it. */
async function reading() {
  const rig = await PairRig.inMemory();
  const { clock } = rig;
  await rig.scan(OTHER, { B1: A });
  let release: (() => void) | null = null;
  let gate: Promise<void> | null = null;
  const store = {
    ...rig.store,
    findOperation: async (...asked: Parameters<typeof rig.store.findOperation>) => {
      await gate;
      return rig.store.findOperation(...asked);
    },
  };
  const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
  let ingest: ReportIngest | null = null;
  const engine = quietEngine({ store, clock, log, isBehind: () => ingest?.isBehind() === true });
  ingest = new ReportIngest({
    engine,
    store,
    clock,
    log,
    ids: systemIdentities,
    bus: () => ({}) as MessageBus,
    gate: { closed: false } as ConstructorParameters<typeof ReportIngest>[0]['gate'],
    health: { received: nothing, triedAgain: nothing, filed: nothing, quarantined: nothing },
    onQuarantined: nothing,
  });
  const taker = ingest;
  const queue: IncomingMessage[] = [];
  let open = 0;
  const isReading = (): boolean => open > 0 || queue.length > 0;
  const read = (): void => {
    while (open < PREFETCH && queue.length > 0) {
      const next = queue.shift();
      if (next === undefined) return;
      open += 1;
      void taker.onReport(next).finally(() => {
        open -= 1;
        setImmediate(read);
      });
    }
  };
  await engine.start({
    operationId: OPERATION,
    operatorId: PERSON,
    scanMode: 0,
    roster: [serialNumber('A1')],
    policy: { ...DEFAULT_SETTINGS.scan, idleMs: IDLE_MS, maxMs: MAX_MS },
  });
  return {
    clock,
    engine,
    /** The records take nothing that is not of the open scan, until `goOn`. */
    hold: (): void => {
      gate = new Promise((resolve) => {
        release = resolve;
      });
    },
    goOn: async (): Promise<void> => {
      gate = null;
      release?.();
      while (isReading()) await new Promise(setImmediate);
    },
    comes: (operationId: string, sn: string, count = 1): void => {
      for (let one = 0; one < count; one += 1) {
        const { stored } = reportOf({ operationId, sn, bootId: `b${one}`, mac: A });
        queue.push({ bytes: stored.bytes, properties: {}, source: 'reply', strayId: null });
      }
      read();
    },
    turn: async (): Promise<void> => {
      for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
      await rig.store.listHeld();
    },
    statusOf: (sn: string) => engine.session?.devices.get(deviceIdOf(serialNumber(sn)))?.status,
    end: async (): Promise<void> => {
      engine.stop();
      await rig.end();
    },
  };
}

/** Time passes as it does, a little at a time, with what it brings about. */
async function pass({ clock, turn }: Awaited<ReturnType<typeof reading>>, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 500) {
    clock.pass(500);
    await turn();
  }
}

it.each([
  ['idle', IDLE_MS + 3_000],
  ['longest', MAX_MS + 3_000],
])(
  'whoever answered in time is not late because its answer stood behind others over the end of the %s time',
  async (_which, ms) => {
    const world = await reading();
    world.hold();
    world.comes(OTHER, 'B1', PREFETCH);
    world.comes(OPERATION, 'A1');
    await pass(world, ms);
    expect(world.engine.session?.phase).toBe('scanning');
    await world.goOn();
    expect(world.statusOf('A1')).toBe('reported');
    await pass(world, 1_000);
    // The look-up, too, has its time.
    expect(world.engine.session?.phase).toBe('scanning');
    await world.end();
  },
);

it('behind many messages that are all stored in one moment others are waited for', async () => {
  const world = await reading();
  world.hold();
  world.comes(OTHER, 'B1', PREFETCH);
  await pass(world, IDLE_MS - 500);
  world.clock.pass(400);
  await world.goOn();
  world.clock.pass(100);
  await world.turn();
  expect(world.engine.session?.phase).toBe('scanning');
  await pass(world, 500);
  expect(world.engine.session?.phase).toBe('closed');
  await world.end();
});

it('a backlog that never ends holds a scan open for its longest time, and no longer', async () => {
  const world = await reading();
  world.hold();
  world.comes(OTHER, 'B1', PREFETCH + 1);
  await pass(world, IDLE_MS + MAX_MS - 500);
  expect(world.engine.session?.phase).toBe('scanning');
  await pass(world, 1_500);
  expect(world.engine.session).toMatchObject({ phase: 'closed', closeReason: 'idle' });
  await world.goOn();
  await world.end();
});

it('no message of another scan that comes and is stored at once holds a scan open', async () => {
  const world = await reading();
  for (let second = 0; second < IDLE_MS; second += 500) {
    world.comes(OTHER, 'B1');
    await world.turn();
    await pass(world, 500);
  }
  expect(world.engine.session?.phase).toBe('closed');
  await world.end();
});
