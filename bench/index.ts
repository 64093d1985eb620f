import { writeFileSync } from 'node:fs';
import type { Figure } from './figure';
import { agentFigures } from './benchmarks/agent';
import { commitFigures } from './benchmarks/commits';
import { historyFigures } from './benchmarks/history';
import type { FigureGroup } from './benchmarks/measuring';
import { memoryFigures } from './benchmarks/memory';
import { paintedCellFigures } from './benchmarks/painted-cell';
import { paletteFigures } from './benchmarks/palette';
import { registryFigures } from './benchmarks/registry';
import { reportFigures } from './benchmarks/reports';
import { reportWithMesFigures } from './benchmarks/reports-with-mes';
import { currentLoad, describeMachine } from './machine';
import { readOptions } from './options';
import { readSurroundings } from './harness/surroundings';
import { tableOf } from './table';

const GROUPS: readonly FigureGroup[] = [
  reportFigures,
  reportWithMesFigures,
  paintedCellFigures,
  paletteFigures,
  memoryFigures,
  commitFigures,
  agentFigures,
  registryFigures,
  historyFigures,
];

async function main(): Promise<void> {
  const options = readOptions(
    process.argv.slice(2),
    GROUPS.map(({ name }) => name),
  );
  const surroundings = readSurroundings(process.env);
  const loadBefore = currentLoad();
  const figures: Figure[] = [];
  for (const { name, measure } of GROUPS) {
    if (options.only !== null && !options.only.includes(name)) continue;
    process.stderr.write(`Measuring ${name} … `);
    const begun = performance.now();
    try {
      figures.push(...(await measure({ surroundings, quick: options.quick })));
      process.stderr.write(`${((performance.now() - begun) / 1_000).toFixed(1)} s\n`);
    } catch (error) {
      process.stderr.write(`not measured: ${sentenceOf(error)}\n`);
      process.exitCode = 1;
    }
  }
  const machine = describeMachine(loadBefore);
  process.stdout.write(
    `\n${tableOf(figures)}\n\n${machine.cores} cores (${machine.processor}), ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}; load ${machine.loadBefore} before, ${machine.loadAfter} after.\n`,
  );
  if (options.jsonFile === null) return;
  const at = new Date().toISOString();
  writeFileSync(options.jsonFile, `${JSON.stringify({ at, quick: options.quick, machine, figures }, null, 2)}\n`);
}

// An ordinary end, so that whatever was started is ended too.
process.once('SIGTERM', () => process.exit(143));
process.once('SIGINT', () => process.exit(130));

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`The bench could not run: ${sentenceOf(error)}\n`);
    process.exit(1);
  },
);
