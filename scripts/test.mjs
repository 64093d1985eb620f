/** `npm test [-- --only unit,broker]`: gets what is missing, then runs every stage and adds up. */
import { stopProgramsOnSignal } from './lib/child-processes.mjs';
import { readFlags } from './lib/read-flags.mjs';
import { bold, dim, duration, fail, green, red } from './lib/terminal.mjs';
import { CannotSetUp } from './setup/cannot-set-up.mjs';
import { prepare } from './setup/prepare.mjs';
import { runStages } from './test/run-stages.mjs';
import { STAGES } from './test/stages.mjs';

/** Failures that the end of the output names for each stage. */
const MAX_NAMED = 20;

const values = readFlags({ only: { type: 'string' } });
const wanted = values.only?.split(',') ?? STAGES.map(({ name }) => name);
const unknown = wanted.find((name) => !STAGES.some((stage) => stage.name === name));
if (unknown !== undefined)
  fail(`There is no stage called "${unknown}". The stages are: ${STAGES.map(({ name }) => name).join(', ')}.`, 2);

stopProgramsOnSignal();
const stages = STAGES.filter(({ name }) => wanted.includes(name));
try {
  await prepare(stages.reduce((all, { needs }) => ({ ...all, ...needs }), {}));
} catch (error) {
  fail(error instanceof Error ? error.message : String(error), error instanceof CannotSetUp ? 2 : 1);
}

const results = await runStages(stages, process, ({ name }) => bold(`\n── ${name} ${'─'.repeat(72 - name.length)}\n`));

console.log(bold(`\n── result ${'─'.repeat(66)}`));
for (const { name, passed, failed, detail, took, notRun } of results) {
  if (notRun !== undefined) {
    console.log(`${name.padEnd(9)} ${red('NOT RUN')}  ${notRun}`);
    continue;
  }
  const mark = failed === 0 ? green('passed') : red('FAILED');
  console.log(
    `${name.padEnd(9)} ${mark}  ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed  ${detail.padEnd(28)} ${dim(duration(took))}`,
  );
}
for (const { name, failures = [] } of results) {
  if (failures.length > 0) console.log(red(`\nFailed in ${name}:`));
  for (const failure of failures.slice(0, MAX_NAMED)) console.log(`  ${failure}`);
  if (failures.length > MAX_NAMED) console.log(`  and ${failures.length - MAX_NAMED} more`);
}
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
const notRun = results.filter((result) => result.notRun !== undefined);
const besides = notRun.length === 0 ? '' : red(`, not run: ${notRun.map(({ name }) => name).join(', ')}`);
console.log(`\n${passed} passed, ${failed} failed${besides}`);
process.exit(failed === 0 ? 0 : 1);
