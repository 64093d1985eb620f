/**
 * `npm run simulate -- all --agents 24`: the simulated factory and fleet, built first if that has not happened yet.
 * All arguments go to the simulator; `npm run simulate -- --help` lists them.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { OUT } from './lib/paths.mjs';
import { runInForeground } from './lib/run-in-foreground.mjs';

const simulator = join(OUT, 'simulator/simulator.cjs');
if (!existsSync(simulator)) await runInForeground(['scripts/build.mjs', '--only', 'simulator']);
await runInForeground([simulator, ...process.argv.slice(2)]);
