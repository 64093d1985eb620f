import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { createRandom } from '../../simulator/random';
import type { Fault } from './fault';
import type { FaultRow } from './fault-row';
import { startBroker, type PrivateRabbitMq } from './harness/project';
import { Harness } from './harness/harness';

export interface RunOptions {
  readonly long: boolean;
  /** Null: as often as the form says. */
  readonly times: number | null;
  readonly seed: number;
  readonly lanes: number;
  readonly onRow: (row: FaultRow) => void;
}

/** Runs the faults, some at a time, each lane on a broker of its own; rows come in the order of the faults. */
export async function runRows(
  faults: readonly Fault[],
  { long, times, seed, lanes, onRow }: RunOptions,
): Promise<readonly FaultRow[]> {
  // On the checkout's own disk: a temporary folder may be in memory, where a sync costs nothing.
  const folder = await mkdtemp(path.join(__dirname, 'records-'));
  const rows = new Map<Fault, FaultRow>();
  // Those that take longest first, so that no lane waits for one of them alone.
  const waiting = faults.toSorted((a, b) => b.weight - a.weight);
  const work = async (): Promise<void> => {
    const broker = await startBroker();
    try {
      for (let fault = waiting.shift(); fault !== undefined; fault = waiting.shift()) {
        const row = await runOne(fault, broker, path.join(folder, fault.name), {
          long,
          seed,
          times: times ?? fault.times[long ? 'long' : 'short'],
        });
        rows.set(fault, row);
        onRow(row);
      }
    } finally {
      await broker.stop();
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(lanes, faults.length) }, work));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return faults.flatMap((fault) => rows.get(fault) ?? []);
}

async function runOne(
  fault: Fault,
  broker: PrivateRabbitMq,
  folder: string,
  { long, seed, times }: { readonly long: boolean; readonly seed: number; readonly times: number },
): Promise<FaultRow> {
  const harness = new Harness({ broker, folder, long, random: createRandom(`${fault.name} ${seed}`) });
  const beganAt = performance.now();
  try {
    await fault.run(harness, times);
    return await harness.close(fault.name, fault.title, times, beganAt);
  } catch (error) {
    return harness.failed(fault.name, fault.title, times, beganAt, error);
  } finally {
    await harness.clear();
  }
}
