import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { addTo, type Counts, noCounts, tableOf } from './run/counts';
import { tryEveryOrder } from './run/every-order';
import { floorOf, type FloorDisks, tellFloor } from './run/floor';
import { FORMS, SHORT_FORMS } from './run/forms';
import { type Failure, replay, type Scenario, shortest, tell } from './run/failure';
import { lanesOf, runAsLane } from './run/lanes';
import { type Options, readOptions, USAGE } from './run/options';
import { runWorld, tryWorld } from './run/worlds';
import { Disk } from './world/disk';
import { oldRecords } from './world/old-records';
import { StatementLog } from './world/statement-log';

/** How many choices are taken in every way; no order of the small form is as long. */
const DEPTH = 20;
/** Scans between two words on how far a long run has come. */
const TELL_EVERY = 10_000;
/** Beside the bundle of this file; the project's root is two folders up. */
const ROOT = path.join(__dirname, '../..');
const FAILURES = 'test-results/orders';

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  if (options.lane !== null) return runAsLane(options.lane, options, await twoDisks());
  if (options.scenarioFile !== null) return tryScenario(JSON.parse(readFileSync(options.scenarioFile, 'utf8')) as Scenario);
  return options.replay ? tryOne(options.seed) : tryMany(options);
}

async function tryMany(options: Options): Promise<number> {
  const begun = performance.now();
  const counts = noCounts();
  let failure = await everyOrder(counts, options);
  if (failure === null)
    failure = await lanesOf(__filename, options, (more: Counts) => {
      const before = counts.scans;
      addTo(counts, more);
      if (Math.floor(counts.scans / TELL_EVERY) > Math.floor(before / TELL_EVERY))
        process.stderr.write(`${counts.scans} scans in ${((performance.now() - begun) / 1_000).toFixed(0)} s\n`);
    });
  const seconds = (performance.now() - begun) / 1_000;
  process.stdout.write(`${tableOf(counts, seconds)}\n\n`);
  const floor = options.floor ? await floorOf(await floorDisks()) : null;
  if (floor !== null) process.stdout.write(`${tellFloor(floor)}\n`);
  if (options.jsonFile !== null)
    writeFileSync(
      options.jsonFile,
      `${JSON.stringify({ ...counts, seconds, floor, seed: options.seed, node: process.version, failure }, null, 2)}\n`,
    );
  if (failure !== null) report(failure);
  process.stdout.write(failure === null ? 'Everything held in every order that was tried.\n' : '');
  return failure === null ? 0 : 1;
}

async function everyOrder(counts: Counts, options: Options): Promise<Failure | null> {
  const disks = [await Disk.open(await oldRecords(ROOT))];
  for (const form of options.everyOrder ? FORMS : SHORT_FORMS) {
    const before = counts.enumerated;
    const failure = await tryEveryOrder(form, disks, counts, DEPTH, options.asFound);
    process.stderr.write(`Every order of ${form.name}: ${counts.enumerated - before}\n`);
    if (failure !== null) return failure;
  }
  return null;
}

/** One world, told step by step. */
async function tryOne(seed: number): Promise<number> {
  const disks = await twoDisks();
  const { all, digest } = await runWorld(seed, disks);
  for (const [index, name] of all.entries()) process.stdout.write(`${String(index + 1).padStart(5)}  ${name}\n`);
  process.stdout.write(`Trace ${digest}\n`);
  const failure = await tryWorld(seed, disks, noCounts());
  if (failure !== null) report(failure);
  return failure === null ? 0 : 1;
}

async function twoDisks(): Promise<readonly Disk[]> {
  const old = await oldRecords(ROOT);
  return [await Disk.open(old), await Disk.open(old)];
}

async function floorDisks(): Promise<FloorDisks> {
  const old = await oldRecords(ROOT);
  const watched = [new StatementLog(), new StatementLog()].map(async (log) => ({ disk: await Disk.open(old, log), log }));
  return { plain: await twoDisks(), watched: await Promise.all(watched) };
}

async function tryScenario(scenario: Scenario): Promise<number> {
  const disks = await twoDisks();
  const { violation, all } = await replay(scenario, disks);
  process.stdout.write(`${all.join('\n')}\n`);
  if (violation === null) return 0;
  report(await shortest(scenario, violation, disks));
  return 1;
}

function report(failure: Failure): void {
  const file = path.join(FAILURES, `seed-${failure.seed}.json`);
  mkdirSync(FAILURES, { recursive: true });
  writeFileSync(file, `${JSON.stringify(failure, null, 2)}\n`);
  process.stdout.write(`${tell(failure)}  Written to ${file}; npm run simulate:orders -- --scenario ${file}\n`);
}

void main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
