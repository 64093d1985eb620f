import { writeFileSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import type { Fault } from './fault';
import type { FaultRow } from './fault-row';
import { diskAlarm, memoryAlarm } from './faults/broker-alarms';
import { killedBroker, restartedBroker } from './faults/broker-outages';
import { clockJumps } from './faults/clock-jumps';
import { cutLine } from './faults/cut-line';
import { fullDisk } from './faults/full-disk';
import { halfOpenLine } from './faults/half-open-line';
import { killedConsole } from './faults/killed-console';
import { mesFaults } from './faults/mes';
import { postFaults } from './faults/posts';
import { repeatedMessages } from './faults/repeated-messages';
import { secondInstance } from './faults/second-instance';
import { slowLine } from './faults/slow-line';
import { suspendedAgents } from './faults/suspended-agents';
import { suspendedConsole } from './faults/suspended-console';
import { truncatedFrames } from './faults/truncated-frames';
import { twoConsoles } from './faults/two-consoles';
import { belongsTo, readOptions } from './options';
import { runRows } from './run-rows';
import { tableOf } from './table';

const FAULTS: readonly Fault[] = [
  killedConsole,
  killedBroker,
  restartedBroker,
  memoryAlarm,
  diskAlarm,
  cutLine,
  halfOpenLine,
  slowLine,
  truncatedFrames,
  ...mesFaults,
  ...postFaults,
  fullDisk,
  clockJumps,
  repeatedMessages,
  twoConsoles,
  secondInstance,
  suspendedConsole,
  suspendedAgents,
];

async function main(): Promise<void> {
  const { long, only, times, seed, lanes, jsonFile } = readOptions(
    process.argv.slice(2),
    FAULTS.map(({ name }) => name),
    randomInt(1, 1_000_000),
  );
  const faults = FAULTS.filter(({ name }) => only === null || only.some((wanted) => belongsTo(name, wanted)));
  process.stderr.write(`Seed ${seed}: --seed ${seed} strikes at the same places again.\n`);
  const begun = performance.now();
  const rows = new Map<string, FaultRow>();
  const report = (): readonly FaultRow[] => {
    const done = faults.flatMap(({ name }) => rows.get(name) ?? []);
    const failed = done.filter(({ problems }) => problems.length > 0).length;
    const seconds = ((performance.now() - begun) / 1_000).toFixed(0);
    const many = done.length === faults.length ? `${done.length}` : `${done.length} of ${faults.length}`;
    process.stdout.write(`\n${tableOf(done)}\n\n${many} faults, ${failed} with problems, in ${seconds} s; seed ${seed}.\n`);
    if (jsonFile !== null) {
      const at = new Date().toISOString();
      writeFileSync(jsonFile, `${JSON.stringify({ at, long, seed, rows: done }, null, 2)}\n`);
    }
    return done;
  };
  const end = (code: number) => (): void => {
    report();
    process.exit(code);
  };
  // An ordinary end, so that whatever was started is ended too, and what was found so far is not lost.
  process.once('SIGTERM', end(143));
  process.once('SIGINT', end(130));
  await runRows(faults, {
    long,
    times,
    seed,
    lanes,
    onRow: (row) => {
      rows.set(row.fault, row);
      tellProgress(row);
    },
  });
  const done = report();
  if (done.length < faults.length || done.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
}

function tellProgress({ title, times, tookMs, problems }: FaultRow): void {
  const mark = problems.length === 0 ? 'held' : 'BROKEN';
  process.stderr.write(`${mark.padEnd(7)} ${title}, ${times} times, ${(tookMs / 1_000).toFixed(1)} s\n`);
  for (const problem of problems) process.stderr.write(`        ${problem}\n`);
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`The faults could not be tried: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
