import { type ChildProcess, fork } from 'node:child_process';
import type { Disk } from '../world/disk';
import { type Counts, noCounts } from './counts';
import type { Failure } from './failure';
import type { Options } from './options';
import { tryWorld } from './worlds';

/** What a process that runs a part of the worlds says. */
type Said = { readonly kind: 'counts'; readonly counts: Counts } | { readonly kind: 'failure'; readonly failure: Failure };

/** Worlds between two words of a lane. */
const TELL_EVERY = 10;

/**
 * Runs worlds in processes of their own until they have had so many scans, or something went wrong.
 * @param bundle the program to run in each
 * @param onCounts told what was done since the last time
 * @returns the first failure, or null
 */
export async function lanesOf(
  bundle: string,
  { lanes, scans, seed, seconds, asFound }: Options,
  onCounts: (more: Counts) => void,
): Promise<Failure | null> {
  const children: ChildProcess[] = [];
  let failure: Failure | null = null;
  const endAll = (): void => {
    for (const child of children) child.kill();
  };
  process.once('SIGTERM', endAll);
  process.once('SIGINT', endAll);
  const limit = [...(Number.isFinite(seconds) ? ['--seconds', String(seconds)] : []), ...(asFound ? ['--as-found'] : [])];
  const runs = Array.from({ length: lanes }, (_, lane) => {
    const child = fork(bundle, [
      '--lane',
      String(lane),
      '--lanes',
      String(lanes),
      '--scans',
      String(scans),
      '--seed',
      String(seed),
      ...limit,
    ]);
    children.push(child);
    child.on('message', (said: Said) => {
      if (said.kind === 'counts') onCounts(said.counts);
      else {
        failure ??= said.failure;
        endAll();
      }
    });
    return new Promise<void>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code, signal) => {
        if (code === 0 || failure !== null) resolve();
        else reject(new Error(`A lane of the simulation ended with ${signal ?? `exit code ${code}`}.`));
      });
    });
  });
  try {
    await Promise.all(runs);
  } finally {
    endAll();
  }
  return failure;
}

/** One lane: every so-manieth world from the first, until it has had its share of the scans. */
export async function runAsLane(
  lane: number,
  { lanes, scans, seed, seconds, asFound }: Options,
  disks: readonly Disk[],
): Promise<number> {
  const until = performance.now() + seconds * 1_000;
  const share = Math.ceil(scans / lanes);
  let done = 0;
  let counts = noCounts();
  let used = process.cpuUsage();
  const tell = (): Promise<void> => {
    const { user, system } = process.cpuUsage(used);
    used = process.cpuUsage();
    return say({ kind: 'counts', counts: { ...counts, processorMs: (user + system) / 1_000 } });
  };
  for (let world = seed + lane; done < share && performance.now() < until; world += lanes) {
    const before = counts.scans;
    const failure = await tryWorld(world, disks, counts, asFound);
    done += counts.scans - before;
    if (failure !== null) {
      await tell();
      await say({ kind: 'failure', failure });
      return 0;
    }
    if (counts.worlds < TELL_EVERY) continue;
    await tell();
    counts = noCounts();
  }
  await tell();
  return 0;
}

/** Resolves when the message is out: the process may end then. */
function say(said: Said): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) resolve();
    else process.send(said, () => resolve());
  });
}
