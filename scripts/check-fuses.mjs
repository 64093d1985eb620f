/** `npm run check:fuses [-- EXECUTABLE]`: reads the fuses of the packed console back and fails if one stands wrong. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DIST } from './lib/paths.mjs';
import { fail, green, red } from './lib/terminal.mjs';
import { readFuses } from './packaging/fuses.mjs';

const executable = process.argv[2] ?? join(DIST, 'package/linux-unpacked/burnin-console');
if (!existsSync(executable)) fail(`There is no packed console at ${executable}: run "npm run package" first.`, 2);

const fuses = await readFuses(executable);
for (const { name, on, right } of fuses) console.log(`${right ? green('right') : red('WRONG')}  ${name} is ${on ? 'on' : 'off'}`);
const wrong = fuses.filter(({ right }) => !right);
if (wrong.length > 0) fail(`${wrong.length} of ${fuses.length} fuses stand wrong in ${executable}.`);
console.log(`All ${fuses.length} fuses stand right.`);
