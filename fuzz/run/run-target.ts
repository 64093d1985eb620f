import { readInputs } from '../engine/corpus';
import type { FuzzResult } from '../engine/fuzz-target';
import { shrink } from '../engine/shrink';
import type { Errand } from './errand';
import { corpusFolder, crasherFolder } from './folders';
import { type Outcome, runWatched } from './watched-thread';

export interface RunPlan {
  /** The project's root: corpus and crashers are in `fuzz/`. */
  readonly root: string;
  readonly workerFile: string;
  readonly targetsFile: string;
  readonly seed: string;
  readonly inputs: number;
  readonly withinMs: number;
  /** An input that takes this much CPU time, ms, counts as one that never ends. */
  readonly hangMs: number;
}

export interface TargetRun extends FuzzResult {
  readonly target: string;
  readonly seconds: number;
}

const HANG_TRIES = 40;

/** Fuzzes one target in a thread of its own, beginning with its corpus and the crashers of old. */
export async function runTarget(target: string, plan: RunPlan): Promise<TargetRun> {
  const begun = performance.now();
  const { root, workerFile, targetsFile } = plan;
  const corpus = [...readInputs(corpusFolder(root, target)), ...readInputs(crasherFolder(root, target))].map(
    ({ bytes }) => bytes,
  );
  const ask = (work: Errand['work'], hangMs: number): Promise<Outcome> =>
    runWatched(workerFile, { targetsFile, target, work }, hangMs);
  const { seed, inputs, withinMs, hangMs } = plan;
  const outcome = await ask({ kind: 'fuzz', seed, inputs, withinMs, corpus }, hangMs);
  const result = outcome.kind === 'hangs' ? await hangResult(outcome, hangMs, ask) : outcome.done;
  if (result.kind === 'read') throw new Error('the thread did something else than asked');
  return { target, ...result.result, seconds: (performance.now() - begun) / 1000 };
}

/** What is known of a run that stood still: the input that never ends, made smaller with a new thread for each try. */
async function hangResult(
  { bytes, begun }: Extract<Outcome, { kind: 'hangs' }>,
  hangMs: number,
  ask: (work: Errand['work'], hangMs: number) => Promise<Outcome>,
): Promise<{ readonly kind: 'fuzzed'; readonly result: FuzzResult }> {
  // A piece of the input need not take as long as the whole to be far too slow.
  const longMs = hangMs / 6;
  const stillHangs = async (candidate: Uint8Array): Promise<boolean> => {
    try {
      return (await ask({ kind: 'once', bytes: candidate }, longMs)).kind === 'hangs';
    } catch {
      return false;
    }
  };
  const smallest = await shrink(bytes, stillHangs, HANG_TRIES);
  const sentence = `${smallest.length} bytes are read for more than ${longMs / 1000} s of CPU time.`;
  return {
    kind: 'fuzzed',
    result: {
      inputs: begun,
      fresh: 0,
      blocks: 0,
      outcomes: 0,
      slowestMs: hangMs,
      crashers: [{ signature: 'hang', sentence, bytes: smallest, times: 1 }],
      kept: [],
    },
  };
}
