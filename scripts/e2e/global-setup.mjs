/**
 * What every end-to-end test finds when it starts: a RabbitMQ (`BURNIN_AMQP_URL`), a display that is not the developer's
 * own (`DISPLAY`), and the built product. Set `BURNIN_E2E_HEADED=1` to watch the windows on the real display.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import startBroker from '../broker/global-setup.mjs';
import { locateElectron } from '../electron/locate.mjs';
import { OUT } from '../lib/paths.mjs';
import { startVirtualDisplay } from '../lib/virtual-display.mjs';

/** @returns {Promise<() => Promise<void>>} what ends it again */
export default async function globalSetup() {
  if (locateElectron() === undefined) throw new Error('Electron is not here yet: run "node scripts/setup.mjs" once.');
  if (!existsSync(join(OUT, 'main/index.cjs'))) throw new Error('There is nothing to test yet: run "npm run build" first.');
  const stopBroker = await startBroker();
  const needsDisplay = process.platform === 'linux' && process.env.BURNIN_E2E_HEADED === undefined;
  const display = needsDisplay ? await startVirtualDisplay() : undefined;
  if (display !== undefined) process.env.DISPLAY = display.display;
  return async () => {
    await display?.stop();
    await stopBroker?.();
  };
}
