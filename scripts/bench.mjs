/** `npm run bench [-- --quick] [--json FILE]`: builds the measuring bench with the code as it is now, and runs it. */
import { join } from 'node:path';
import { OUT } from './lib/paths.mjs';
import { runInForeground } from './lib/run-in-foreground.mjs';

await runInForeground(['scripts/build.mjs', '--only', 'bench']);
await runInForeground([join(OUT, 'bench/bench.cjs'), ...process.argv.slice(2)]);
