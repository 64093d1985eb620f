/** One broker for a run of Vitest, with a virtual host for each of its workers. */
import startBroker from './global-setup.mjs';
import { ctlOfTestBroker } from './private-rabbitmq.mjs';
import { vhostOfWorker, WORKERS } from './worker-vhosts.mjs';

/** @type {(() => Promise<void>) | undefined} */
let stop;

export async function setup() {
  stop = await startBroker();
  if (stop === undefined) return;
  const vhosts = Array.from({ length: WORKERS }, (_, index) => vhostOfWorker(index + 1));
  await Promise.all(
    vhosts.map(async (vhost) => {
      await ctlOfTestBroker(['add_vhost', vhost]);
      await ctlOfTestBroker(['set_permissions', '--vhost', vhost, 'guest', '.*', '.*', '.*']);
    }),
  );
}

export async function teardown() {
  await stop?.();
}
