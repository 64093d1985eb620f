import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeInput } from './engine/corpus';
import { crasherFolder } from './run/folders';
import { keepInputs } from './run/keep-inputs';
import { readOptions, USAGE } from './run/options';
import { runTarget, type TargetRun } from './run/run-target';
import { tableOf } from './run/table';
import { TARGETS } from './targets';

/** Beside the bundle of this file; the project's root is two folders up. */
const WORKER_FILE = path.join(__dirname, 'worker.cjs');
const TARGETS_FILE = path.join(__dirname, 'targets.cjs');
const HANG_MS = 20_000;
const ROOT = path.join(__dirname, '../..');

async function main(): Promise<number> {
  const options = readOptions(
    process.argv.slice(2),
    TARGETS.map(({ name }) => name),
  );
  if (options === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  const targets = TARGETS.filter(({ name }) => options.target === null || name === options.target);
  const until = performance.now() + options.withinMs;
  const runs: TargetRun[] = [];
  const crashers: { target: string; signature: string; sentence: string; times: number; file: string }[] = [];
  for (const [number, { name, reads }] of targets.entries()) {
    process.stderr.write(`${name} (${reads}) … `);
    const run = await runTarget(name, {
      root: ROOT,
      workerFile: WORKER_FILE,
      targetsFile: TARGETS_FILE,
      seed: options.seed,
      inputs: Math.ceil(options.inputs / targets.length),
      hangMs: HANG_MS,
      withinMs: Math.max(500, (until - performance.now()) / (targets.length - number)),
    });
    runs.push(run);
    process.stderr.write(`${run.inputs} inputs, ${run.seconds.toFixed(1)} s\n`);
    for (const { signature, sentence, bytes, times } of run.crashers) {
      const folder = crasherFolder(ROOT, name);
      const file = path.relative(ROOT, path.join(folder, writeInput(folder, bytes)));
      crashers.push({ target: name, signature, sentence, times, file });
    }
    if (options.keep) process.stderr.write(`  ${keepInputs(ROOT, name, run.kept)} inputs added to the corpus\n`);
  }
  process.stdout.write(`\n${tableOf(runs)}\n\n`);
  for (const { target, sentence, times, file } of crashers)
    process.stdout.write(`FAULT ${target}, ${times} times: ${sentence}\n  ${file}\n`);
  process.stdout.write(
    crashers.length === 0
      ? `No fault found (seed ${options.seed}).\n`
      : `${crashers.length} faults found (seed ${options.seed}).\n`,
  );
  if (options.jsonFile !== null)
    writeFileSync(options.jsonFile, `${JSON.stringify(record(options.seed, runs, crashers), null, 2)}\n`);
  return crashers.length === 0 ? 0 : 1;
}

function record(seed: string, runs: readonly TargetRun[], crashers: readonly object[]): object {
  return {
    at: new Date().toISOString(),
    seed,
    node: process.version,
    inputs: runs.reduce((sum, run) => sum + run.inputs, 0),
    rows: runs.map(({ target, inputs, fresh, blocks, outcomes, crashers: found, slowestMs, seconds }) => ({
      target,
      inputs,
      newCoverage: fresh,
      blocks,
      outcomes,
      crashers: found.length,
      slowestMs: Math.round(slowestMs),
      seconds: Math.round(seconds * 10) / 10,
    })),
    crashers,
  };
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`\nThe fuzzer could not run: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  },
);
