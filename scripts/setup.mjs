/** `node scripts/setup.mjs`: gets everything that the demo and the tests need, without running them. */
import { fail } from './lib/terminal.mjs';
import { CannotSetUp } from './setup/cannot-set-up.mjs';
import { prepare } from './setup/prepare.mjs';

try {
  await prepare({ electron: true, display: true, broker: process.env.BURNIN_AMQP_URL === undefined, legacyClient: true });
  console.log('Everything is there.');
} catch (error) {
  fail(error instanceof Error ? error.message : String(error), error instanceof CannotSetUp ? 2 : 1);
}
