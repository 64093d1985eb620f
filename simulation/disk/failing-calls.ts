import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ackedIn, whatIsWrong } from './check-records';
import { openCrashImages } from './crash-images';
import type { Task } from './store-program';
import { type FailableCall, type FailingCall, type Programs, traceStoreProgram, type TracedRun } from './traced-run';

const REFUSED = /^refused /;
const SENTENCE =
  /The disk that holds the database .+ reports an error\. Check the disk; nothing is acknowledged until it can be stored\.$/;
/** After an error the connection may be given up; then the store says so. */
const OTHER_SENTENCE = /^refused [^:]+: [A-Z][^\n]+\.$/;

export interface FailingCounts {
  readonly call: FailableCall;
  readonly runs: number;
  /** Runs in which somebody was told. */
  readonly told: number;
  /** Runs in which the error cost nothing, so that nothing was said. */
  readonly unnoticed: number;
  readonly acked: number;
  readonly images: number;
  readonly wrong: readonly string[];
}

export interface Failing {
  readonly programs: Programs;
  readonly folder: string;
  readonly scratch: string;
  readonly task: Task;
  /** Every run also has its power cut at so many places. */
  readonly cuts: number;
  readonly random: () => number;
}

/** Lets one call of a run fail, or all from one on, and looks at what is left. */
export async function letCallsFail(
  call: FailableCall,
  places: readonly Omit<FailingCall, 'call'>[],
  failing: Failing,
): Promise<FailingCounts> {
  let [told, unnoticed, acked, images] = [0, 0, 0, 0];
  const wrong: string[] = [];
  for (const place of places) {
    const name = `${call} ${place.from}${place.lasting ? ' and all later' : ''}`;
    const { run, problem, images: opened } = await failOnce({ call, ...place }, failing);
    acked += ackedIn(run.said).length;
    images += opened;
    if (run.said.some((line) => REFUSED.test(line))) told += 1;
    else unnoticed += 1;
    if (problem !== null) wrong.push(`${name}: ${problem}`);
  }
  return { call, runs: places.length, told, unnoticed, acked, images, wrong };
}

async function failOnce(
  failingCall: FailingCall,
  { programs, folder, scratch, task, cuts, random }: Failing,
): Promise<{ readonly run: TracedRun; readonly problem: string | null; readonly images: number }> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'console.db');
  const run = await traceStoreProgram(programs, file, task, failingCall);
  const nothingOlder = { older: EMPTY };
  const left = await openCrashImages(run.calls, folder, {
    file,
    before: new Map(),
    ...nothingOlder,
    mostCuts: cuts,
    tornPerCut: 1,
    scratch,
    random,
  });
  const problem =
    run.ended ??
    run.said.filter((line) => REFUSED.test(line)).find((line) => !SENTENCE.test(line) && !OTHER_SENTENCE.test(line)) ??
    allKept(run, task, failingCall) ??
    left.wrong[0] ??
    (await whatIsWrong(file, { acked: ackedIn(run.said), ...nothingOlder }));
  return { run, problem, images: left.images };
}

/** One error is survived: what was refused went through at another try. */
function allKept({ said }: TracedRun, { rounds, commitsPerRound }: Task, { lasting }: FailingCall): string | null {
  const all = rounds * commitsPerRound;
  const acked = ackedIn(said).length;
  return lasting || acked === all ? null : `${acked} of ${all} commits went through, although only one call failed.`;
}

/** The digest of records in which no earlier version left anything: of no bytes. */
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
