/** One broker for a whole test run, for Vitest and Playwright alike: tests find it in `BURNIN_AMQP_URL`. */
import { startPrivateRabbitMq } from './private-rabbitmq.mjs';

/** @returns {Promise<(() => Promise<void>) | undefined>} what ends it again */
export default async function globalSetup() {
  if (process.env.BURNIN_AMQP_URL) return undefined;
  const broker = await startPrivateRabbitMq();
  process.env.BURNIN_AMQP_URL = broker.url;
  process.env.BURNIN_BROKER_FOLDER = broker.folder;
  return async () => {
    delete process.env.BURNIN_AMQP_URL;
    delete process.env.BURNIN_BROKER_FOLDER;
    await broker.stop();
  };
}
