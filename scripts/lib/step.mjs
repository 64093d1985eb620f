import { dim, duration } from './terminal.mjs';

/**
 * Does a piece of work that takes a while, and says so on one line: what, then how long it took.
 *
 * @template T
 * @param {string} what such as `Starting RabbitMQ`
 * @param {() => Promise<T>} work
 * @param {NodeJS.WritableStream} [stdout]
 * @returns {Promise<T>}
 */
export async function step(what, work, stdout = process.stdout) {
  stdout.write(`${what} … `);
  const begun = performance.now();
  try {
    const result = await work();
    stdout.write(`${dim(duration(performance.now() - begun))}\n`);
    return result;
  } catch (error) {
    stdout.write('\n');
    throw error;
  }
}
