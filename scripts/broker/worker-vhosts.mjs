/** How many of a test run's workers there are: the machines that run this have few cores and a broker beside it. */
export const WORKERS = 2;

/**
 * The virtual host of one worker on the run's broker. What two workers do there never meets, so files can run side by side although
 * each has every agent listen to the same exchange.
 *
 * @param {number} worker from 1
 */
export function vhostOfWorker(worker) {
  return `worker-${worker}`;
}
