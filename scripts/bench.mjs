/**
 * `npm run bench [-- --quick] [--json FILE] [--only reports,mes,paint,palette,memory,store,agent,registry,history]`: gets what is missing, builds the
 * product as it is now, and measures it on a private RabbitMQ and a display of its own. See docs/benchmarks.md.
 */
import { join } from 'node:path';
import { startPrivateRabbitMq } from './broker/private-rabbitmq.mjs';
import { electronSwitches, locateElectron } from './electron/locate.mjs';
import { endsBySignal, stopAllPrograms, stopProgramsOnSignal } from './lib/child-processes.mjs';
import { OUT } from './lib/paths.mjs';
import { runInForeground } from './lib/run-in-foreground.mjs';
import { step } from './lib/step.mjs';
import { fail } from './lib/terminal.mjs';
import { startVirtualDisplay } from './lib/virtual-display.mjs';
import { CannotSetUp } from './setup/cannot-set-up.mjs';
import { prepare } from './setup/prepare.mjs';

const given = process.env.BURNIN_AMQP_URL;
stopProgramsOnSignal();
try {
  await prepare({ electron: true, display: process.platform === 'linux', broker: given === undefined });
  await runInForeground(['scripts/build.mjs', '--only', 'main,preload,renderer,agent,simulator,bench']);
  const electron = locateElectron();
  if (electron === undefined) throw new Error('Electron is not here: run "node scripts/setup.mjs" once.');
  process.env.BURNIN_AMQP_URL = given ?? (await step('Starting a private RabbitMQ', startPrivateRabbitMq)).url;
  if (process.platform === 'linux') process.env.DISPLAY = (await startVirtualDisplay()).display;
  process.env.BURNIN_BENCH_ELECTRON = electron.executable;
  process.env.BURNIN_BENCH_SWITCHES = electronSwitches().join(' ');
  await runInForeground([join(OUT, 'bench/bench.cjs'), ...process.argv.slice(2)]);
  await stopAllPrograms();
} catch (error) {
  await stopAllPrograms();
  if (!endsBySignal()) fail(error instanceof Error ? error.message : String(error), error instanceof CannotSetUp ? 2 : 1);
}
