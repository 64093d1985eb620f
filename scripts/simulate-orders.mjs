/**
 * `npm run simulate:orders [-- --scans N] [--seed N] [--lanes N] [--every-order] [--json FILE]`: bundles the product as it is now with the
 * simulation, and runs it. See docs/reliability.md.
 */
import { join } from 'node:path';
import { OUT } from './lib/paths.mjs';
import { runInForeground } from './lib/run-in-foreground.mjs';

await runInForeground(['scripts/build.mjs', '--only', 'orders']);
await runInForeground([join(OUT, 'orders/orders.cjs'), ...process.argv.slice(2)]);
