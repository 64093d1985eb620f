/** Runs before each test file: points it to its worker's virtual host. A broker that was given is used as it is. */
import { vhostOfWorker } from './worker-vhosts.mjs';

const { BURNIN_BROKER_FOLDER, BURNIN_AMQP_URL, VITEST_POOL_ID } = process.env;
if (BURNIN_BROKER_FOLDER !== undefined && BURNIN_AMQP_URL !== undefined) {
  const url = new URL(BURNIN_AMQP_URL);
  url.pathname = vhostOfWorker(Number(VITEST_POOL_ID));
  process.env.BURNIN_AMQP_URL = url.href;
}
