import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { createRandom } from '../../simulator/random';
import { ackedIn, digestOfOlder } from './check-records';
import { openCrashImages } from './crash-images';
import { type FailingCounts, letCallsFail } from './failing-calls';
import type { Task } from './store-program';
import { type FailableCall, type Programs, traceStoreProgram, type TracedRun, whyNotTraceable } from './traced-run';
import { failingTable, imagesTable, type ImagesRow } from './tables';

/** Beside the bundle of this file; the project's root is two folders up. */
const ROOT = path.join(__dirname, '../..');
const OLD_RECORDS = path.join(ROOT, 'main/adapters/store/fixtures/records-0.1.0.sqlite.gz');
const PROGRAMS: Programs = {
  storeProgram: path.join(__dirname, 'store-program.cjs'),
  writerWorker: path.join(__dirname, '../disk-worker/store-worker.cjs'),
};
/** Of which strace counts the calls on, from one opening to the next. */
const IN_ONE_THREAD: Programs = { ...PROGRAMS, writerWorker: '' };
const CALLS: readonly FailableCall[] = ['pwrite64', 'fsync', 'fdatasync', 'ftruncate'];
/** What `npm test` understands as "could not be tried here". */
const NOT_TRIED = 3;

const SMALL: Task = { rounds: 2, commitsPerRound: 12, atOnce: 3, bytes: 400 };
/** So much that the write-ahead log is written into the database, and begun again, while commits go on. */
const LONG: Task = { rounds: 1, commitsPerRound: 300, atOnce: 8, bytes: 60_000 };

interface Extent {
  readonly cuts: number;
  readonly cutsOfLong: number;
  readonly tornPerCut: number;
  /** Calls of each kind that fail alone; those that fail from one on are a quarter as many. */
  readonly failures: number;
}

const SHORT_EXTENT: Extent = { cuts: 100, cutsOfLong: 10, tornPerCut: 1, failures: 8 };
const LONG_EXTENT: Extent = { cuts: Number.MAX_SAFE_INTEGER, cutsOfLong: 400, tornPerCut: 6, failures: Number.MAX_SAFE_INTEGER };

async function main(): Promise<number> {
  const { values } = parseArgs({
    args: process.argv.slice(2).filter((word) => word !== '--'),
    options: {
      long: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      json: { type: 'string' },
      only: { type: 'string' },
    },
  });
  const why = await whyNotTraceable();
  if (why !== null) {
    process.stderr.write(`${why}\n`);
    return NOT_TRIED;
  }
  const extent = values.long ? LONG_EXTENT : SHORT_EXTENT;
  const numbers = createRandom(values.seed);
  const random = (): number => numbers.next();
  const base = mkdtempSync(path.join(tmpdir(), 'burnin-disk-'));
  try {
    const images = values.only === 'errors' ? [] : await cutThePower(base, extent, random);
    if (images.length > 0) process.stdout.write(`\n${imagesTable(images)}\n`);
    const failing = values.only === 'cuts' ? [] : await letTheDiskFail(base, extent, random);
    if (failing.length > 0) process.stdout.write(`\n${failingTable(failing)}\n`);
    const wrong = [...images, ...failing].flatMap((row) => row.wrong);
    for (const sentence of wrong.slice(0, 30)) process.stdout.write(`- ${sentence}\n`);
    if (values.json !== undefined) {
      mkdirSync(path.dirname(values.json), { recursive: true });
      writeFileSync(values.json, `${JSON.stringify({ seed: values.seed, long: values.long, images, failing }, null, 2)}\n`);
    }
    process.stdout.write(wrong.length === 0 ? '\nNothing that was called durable was lost.\n' : `\n${wrong.length} wrong.\n`);
    return wrong.length === 0 ? 0 : 1;
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

async function cutThePower(base: string, extent: Extent, random: () => number): Promise<readonly ImagesRow[]> {
  const old = gunzipSync(readFileSync(OLD_RECORDS));
  const runs = [
    { name: 'new records, opened, written and closed twice', task: SMALL, old: null, cuts: extent.cuts },
    { name: 'records of version 0.1.0, converted and packed', task: SMALL, old, cuts: extent.cuts },
    { name: 'a write-ahead log that is begun again', task: LONG, old: null, cuts: extent.cutsOfLong },
  ];
  const rows: ImagesRow[] = [];
  for (const { name, task, old: bytes, cuts } of runs) {
    process.stderr.write(`Power cut: ${name}\n`);
    const folder = path.join(base, 'records');
    const file = path.join(folder, 'console.db');
    const scratch = path.join(base, 'image');
    mkdirSync(folder);
    if (bytes !== null) writeFileSync(file, bytes);
    const older = await olderIn(scratch, bytes);
    const before = new Map(bytes === null ? [] : [[file, bytes]]);
    const run = await traceStoreProgram(PROGRAMS, file, task);
    const cutting = { file, before, older, mostCuts: cuts, tornPerCut: extent.tornPerCut, scratch, random };
    const counts = await openCrashImages(run.calls, folder, cutting);
    const problem = whyNotWhole(run, task);
    rows.push({ ...counts, name, calls: run.calls.length, wrong: [...(problem === null ? [] : [problem]), ...counts.wrong] });
    process.stderr.write(`  ${counts.cuts} cuts, ${counts.images} images, ${rows.at(-1)?.wrong.length} wrong\n`);
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
}

async function olderIn(scratch: string, bytes: Buffer | null): Promise<string> {
  mkdirSync(scratch, { recursive: true });
  const file = path.join(scratch, 'older.db');
  if (bytes !== null) writeFileSync(file, bytes);
  try {
    return await digestOfOlder(file);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A run that did not do its work shows nothing. */
function whyNotWhole({ said, ended, calls }: TracedRun, { rounds, commitsPerRound }: Task): string | null {
  if (ended !== null) return `The program did not end well: ${ended}`;
  const acked = ackedIn(said).length;
  if (acked !== rounds * commitsPerRound) return `Only ${acked} of ${rounds * commitsPerRound} commits went through.`;
  return calls.some(({ kind }) => kind === 'synced') ? null : 'Nothing was synced.';
}

async function letTheDiskFail(base: string, extent: Extent, random: () => number): Promise<readonly FailingCounts[]> {
  const folder = path.join(base, 'records');
  const scratch = path.join(base, 'image');
  const file = path.join(folder, 'console.db');
  mkdirSync(folder);
  const whole = await traceStoreProgram(IN_ONE_THREAD, file, SMALL);
  const counts: FailingCounts[] = [];
  for (const call of CALLS) {
    const many = callsOf(whole, call);
    process.stderr.write(`EIO: ${call}, ${many} calls\n`);
    const single = spread(many, extent.failures).map((from) => ({ from, lasting: false }));
    const lasting = spread(many, Math.ceil(extent.failures / 4)).map((from) => ({ from, lasting: true }));
    const failing = { programs: IN_ONE_THREAD, folder, scratch, task: SMALL, cuts: 6, random };
    const row = await letCallsFail(call, [...single, ...lasting], failing);
    process.stderr.write(`  ${row.runs} runs, ${row.images} images, ${row.wrong.length} wrong\n`);
    counts.push(row);
  }
  rmSync(folder, { recursive: true, force: true });
  return counts;
}

function callsOf({ calls }: TracedRun, failable: FailableCall): number {
  return calls.filter((call) => {
    if (call.kind === 'synced') return call.by === failable;
    if (failable === 'fsync' || failable === 'fdatasync') return false;
    return call.kind === (failable === 'pwrite64' ? 'written' : 'resized');
  }).length;
}

/** @returns numbers from 1 to `last`, evenly spread, at most so many */
function spread(last: number, most: number): readonly number[] {
  if (last <= most) return Array.from({ length: last }, (_, index) => index + 1);
  return Array.from({ length: most }, (_, index) => 1 + Math.floor((index * last) / most));
}

void main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
