import { writeFileSync } from 'node:fs';
import type { Figure } from './figure';
import type { FigureGroup } from './figures/measuring';
import { reportFigures } from './figures/reports';
import { reportWithMesFigures } from './figures/reports-with-mes';
import { currentLoad, describeMachine } from './machine';
import { readOptions } from './options';
import { readSurroundings } from './rig/surroundings';
import { tableOf } from './table';

const GROUPS: readonly FigureGroup[] = [reportFigures, reportWithMesFigures];

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
    figures.push(...(await measure({ surroundings, quick: options.quick })));
    process.stderr.write(`${((performance.now() - begun) / 1_000).toFixed(1)} s\n`);
  }
  const machine = describeMachine(loadBefore);
  process.stdout.write(
    `\n${tableOf(figures)}\n\n${machine.cores} cores (${machine.processor}), ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}; load ${machine.loadBefore} before, ${machine.loadAfter} after.\n`,
  );
  if (options.jsonFile === null) return;
  const at = new Date().toISOString();
  writeFileSync(options.jsonFile, `${JSON.stringify({ at, quick: options.quick, machine, figures }, null, 2)}\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`\nThe bench could not run: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
