/**
 * `npm run test:faults [-- --long] [--only kill,mes] [--times N] [--seed N] [--lanes N] [--json FILE]`: gets what is missing, builds the
 * product as it is now, and breaks everything around it while it scans. See docs/reliability.md.
 */
import { join } from 'node:path';
import { stopAllPrograms, stopProgramsOnSignal, endsBySignal } from './lib/child-processes.mjs';
import { OUT } from './lib/paths.mjs';
import { runInForeground } from './lib/run-in-foreground.mjs';
import { fail } from './lib/terminal.mjs';
import { startVirtualDisplay } from './lib/virtual-display.mjs';
import { CannotSetUp } from './setup/cannot-set-up.mjs';
import { prepare } from './setup/prepare.mjs';

stopProgramsOnSignal();
try {
  await prepare({ electron: true, display: process.platform === 'linux', broker: true, clockJumps: true });
  await runInForeground(['scripts/build.mjs', '--only', 'main,preload,renderer,cli,faults']);
  if (process.platform === 'linux') process.env.DISPLAY = (await startVirtualDisplay()).display;
  await runInForeground([join(OUT, 'faults/faults.cjs'), ...process.argv.slice(2)]);
  await stopAllPrograms();
} catch (error) {
  await stopAllPrograms();
  if (!endsBySignal()) fail(error instanceof Error ? error.message : String(error), error instanceof CannotSetUp ? 2 : 1);
}
