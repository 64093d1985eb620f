/** `npm run fuzz [-- --long] [--inputs N] [--seconds S] [--seed S] [--target NAME] [--json FILE]`: bundles every parser as it is now, and fuzzes it. */
import { join } from 'node:path';
import { OUT } from './lib/paths.mjs';
import { runInForeground } from './lib/run-in-foreground.mjs';

await runInForeground(['scripts/build.mjs', '--only', 'fuzz']);
await runInForeground([join(OUT, 'fuzz/fuzz.cjs'), ...process.argv.slice(2)]);
