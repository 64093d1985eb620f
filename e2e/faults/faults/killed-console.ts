import type { Fault } from '../fault';
import { startAgents } from '../harness/agents-process';
import type { ConsoleProcess } from '../harness/console-process';
import { keptState, missingFrom } from '../harness/kept-state';
import { operate, type ScanPlan } from '../harness/operator';
import { ORDINARY_FAULTS, withHeartbeat, type Harness } from '../harness/harness';
import { ConsoleGone, ConsoleRefused } from '../harness/scan-console';
import { pause, PATIENCE_MS } from '../harness/wait';

/** When the console is killed, in the order in which a scan comes there. */
const MOMENTS = ['start', 'intake', 'commit', 'close', 'delivery', 'pair'] as const;
type Moment = (typeof MOMENTS)[number];

/** `kill -9` at random instants of a scan, and of its own start, always reopened on the same records. */
export const killedConsole: Fault = {
  name: 'kill',
  title: 'console killed (kill -9)',
  weight: 50,
  times: { short: 12, long: 240 },
  run: async (harness, times) => {
    // In a process of their own and so dense that some are always between the broker and the disk.
    const rack = await startAgents({
      amqpUrl: withHeartbeat(harness.broker.url),
      count: 60,
      macs: 4,
      seed: 1 + harness.random.below(1_000_000),
      spreadMs: 150,
      helloIntervalMs: 5_000,
      faults: ORDINARY_FAULTS,
    });
    harness.keepBooksOf(rack);
    const factory = await harness.openFactory([rack]);
    // So that there is a while in which a request is on its way.
    factory.control(
      { kind: 'slow', ms: 50, route: ['log', 'notification', 'pair'] },
      { kind: 'slow', ms: 15, route: 'deviceInfo' },
    );
    const console = await harness.openConsole();
    for (let killed = 0, scan = 1; killed < times; scan += 1) {
      const plan = harness.plan(`killed-${scan}`, rack.oracle);
      const base = factory.summary().lookUps.total;
      const done = settled(operate(console, plan));
      const most = Math.min(times - killed, 1 + harness.random.below(4));
      const chosen = new Set(harness.random.shuffle(MOMENTS).slice(0, most));
      for (const moment of MOMENTS.filter((one) => chosen.has(one))) {
        if (!(await reached(harness, moment, plan, base, done))) break;
        killed += await killAndReopen(harness, console, plan, times - killed);
      }
      const { error } = await done;
      if (error !== null) throw error;
    }
  },
};

type Settled = Promise<{ readonly error: Error | null }>;

function settled(work: Promise<void>): Settled {
  return work.then(
    () => ({ error: null }),
    (error: unknown) => ({ error: error instanceof Error ? error : new Error(String(error)) }),
  );
}

/** Waits for the moment and a random while; false when the scan came to its end before. */
async function reached(harness: Harness, moment: Moment, plan: ScanPlan, base: number, done: Settled): Promise<boolean> {
  const { random, factory } = harness;
  const devices = plan.oracle.length - 4;
  const wanted = 1 + random.below(devices);
  const came = (): boolean => {
    // A report is on disk when MES is asked for it, and others are on their way to it.
    const asked = factory.summary().lookUps.total - base;
    switch (moment) {
      case 'start':
        return true;
      case 'intake':
      case 'commit':
        return asked >= wanted;
      case 'close':
        return asked >= devices;
      case 'delivery':
        return factory.received('logs').some(({ body }) => (body as { operationid: unknown }).operationid === plan.operation);
      case 'pair':
        return factory.received('pairs').some(({ body }) => (body as { operationId: unknown }).operationId === plan.operation);
    }
  };
  let over = false;
  void done.then(() => (over = true));
  while (!came()) {
    if (over) return false;
    await pause(moment === 'commit' ? 1 : 5);
  }
  const longest = { start: 120, intake: 40, commit: 4, close: 400, delivery: 70, pair: 70 }[moment];
  await pause(random.next() * longest);
  return !over;
}

/** @returns how often it was killed: now and then once more while it opens */
async function killAndReopen(harness: Harness, console: ConsoleProcess, plan: ScanPlan, left: number): Promise<number> {
  await console.kill();
  const kept = await keptState(console.file, plan.operation, await harness.place());
  let kills = 1;
  if (left > 1 && harness.random.below(4) === 0) {
    console.start();
    await pause(harness.random.next() * 500);
    await console.kill();
    kills += 1;
  }
  const from = performance.now();
  await console.open();
  for (const sentence of missingFrom(await console.invoke('app.snapshot', {}), plan.operation, kept)) harness.broke(sentence);
  await untilConnected(console);
  harness.recovered(from);
  return kills;
}

async function untilConnected(console: ConsoleProcess): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    try {
      if ((await console.invoke('app.snapshot', {})).connections.broker.state === 'up') return;
    } catch (error) {
      if (!(error instanceof ConsoleGone) && !(error instanceof ConsoleRefused)) throw error;
    }
    await pause(10);
  }
  throw new Error('The reopened console did not reach the broker.');
}
