import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { BlockCoverage, sectionsOf } from '../engine/coverage';
import { fuzzTarget } from '../engine/fuzz-target';
import type { Target } from '../engine/target';
import type { Done, Errand } from './errand';
import { heartbeatOn } from './heartbeat';

/** The thread that fuzzes one target. It may be ended from outside at any time. */
async function main({ targetsFile, target: name, heartbeat, work }: Errand): Promise<Done> {
  const bundle = readFileSync(targetsFile, 'utf8');
  // Before the bundle is loaded: only then does V8 count its blocks.
  const coverage = new BlockCoverage(targetsFile, bundle.length, sectionsOf(bundle, isProduct));
  const { TARGETS } = createRequire(__filename)(targetsFile) as { readonly TARGETS: readonly Target[] };
  coverage.leaveOut(coverage.look());
  const target = TARGETS.find((candidate) => candidate.name === name);
  if (target === undefined) throw new Error(`the bundle has no target ${name}`);
  const beat = heartbeatOn(heartbeat);
  if (work.kind === 'once') {
    beat.begin(work.bytes);
    await target.run(work.bytes);
    return { kind: 'read' };
  }
  const result = await fuzzTarget(target, coverage, {
    seed: work.seed,
    inputs: work.inputs,
    until: performance.now() + work.withinMs,
    corpus: work.corpus,
    onInput: (bytes) => beat.begin(bytes),
  });
  return { kind: 'fuzzed', result };
}

/** The parsers themselves, not their libraries and not what checks them. */
function isProduct(path: string): boolean {
  return /^(?:protocol|main|agent)\//.test(path) && !path.includes('/testing/');
}

async function answer(): Promise<void> {
  const done = await main(workerData as Errand);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to a thread, not to a window
  parentPort?.postMessage(done);
}

void answer();
