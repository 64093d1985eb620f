import { dim, duration } from './terminal.mjs';

/**
 * Does a piece of work that takes a while, and says so on one line: what, then how long it took.
 *
 * @template T
 * @param {string} what such as `Starting RabbitMQ`
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  process.stdout.write(`${what} … `);
  const begun = performance.now();
  try {
    const result = await work();
    process.stdout.write(`${dim(duration(performance.now() - begun))}\n`);
    return result;
  } catch (error) {
    process.stdout.write('\n');
    throw error;
  }
}
