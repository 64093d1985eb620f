/**
 * `npm run simulate:disk [-- --long] [--seed N] [--json FILE]`: bundles the product's store as it is now, cuts its power and lets its disk
 * fail. See docs/reliability.md.
 */
import { join } from 'node:path';
import { OUT } from './lib/paths.mjs';
import { runInForeground } from './lib/run-in-foreground.mjs';

await runInForeground(['scripts/build.mjs', '--only', 'disk']);
await runInForeground([join(OUT, 'disk/disk.cjs'), ...process.argv.slice(2)]);
