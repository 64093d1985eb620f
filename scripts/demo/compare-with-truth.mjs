/** Whether the console found what the simulator knows: the demonstration has succeeded only then. */
import { isDeepStrictEqual } from 'node:util';
import { messages } from '../lib/window-words.mjs';

/** @typedef {import('./simulated-line.mjs').KnownDevice} KnownDevice */
/** @typedef {import('./simulated-line.mjs').Received} Received */

const { status: names, tiles } = messages;
/** The verdicts that have a tile in the window. */
const VERDICTS = /** @type {const} */ (['pass', 'fail', 'notRegistered', 'couldNotCheck', 'conflict', 'noAnswer']);

/**
 * @param {KnownDevice} device
 * @param {number} openForMs how long the scan was open; who answers later did not answer
 */
function verdictOf({ attempts: [first], answersAfterMs }, openForMs) {
  if (first === undefined || answersAfterMs > openForMs) return { status: 'noAnswer', contested: false };
  return first;
}

/**
 * @param {object} found
 * @param {readonly KnownDevice[]} found.devices the truth
 * @param {number} found.openForMs
 * @param {Readonly<Record<string, number>>} found.counts what the tiles showed when the scan had closed
 * @param {unknown} found.exportedLog
 * @param {readonly Received[]} found.logs what the factory received
 * @param {readonly Received[]} found.notifications
 * @param {readonly Received[]} found.pairs
 * @returns {string[]} one sentence for everything that is not as it should be
 */
export function compareWithTruth({ devices, openForMs, counts, exportedLog, logs, notifications, pairs }) {
  const problems = [];
  const verdicts = devices.map((device) => ({ serial: device.serial, ...verdictOf(device, openForMs) }));
  for (const status of VERDICTS) {
    const tile = names[status];
    const known = verdicts.filter((verdict) => verdict.status === status).length;
    if (counts[tile] !== known)
      problems.push(`The window shows ${counts[tile] ?? 'no count'} for "${tile}", and ${known} is right.`);
  }
  if (counts[tiles.expected] !== devices.length)
    problems.push(`The window expects ${counts[tiles.expected]} devices of ${devices.length}.`);

  const lastLog = logs.at(-1);
  if (lastLog === undefined) problems.push('The factory received no scan log.');
  else if (!isDeepStrictEqual(lastLog.body, exportedLog))
    problems.push('The exported scan log is not the one that the factory received.');
  if (!notifications.some(({ accepted }) => accepted)) problems.push('The factory accepted no notification.');

  const right = verdicts.filter(({ status, contested }) => status === 'pass' && !contested).map(({ serial }) => serial);
  const sent = pairedSerials(pairs);
  const missing = right.filter((serial) => !sent.includes(serial));
  const wrong = sent.filter((serial) => !right.includes(serial));
  if (missing.length > 0) problems.push(`Pair did not receive ${missing.join(', ')}.`);
  if (wrong.length > 0) problems.push(`Pair received ${wrong.join(', ')}, which must not go there.`);
  if (new Set(sent).size !== sent.length) problems.push('Pair received a serial number twice.');
  return problems;
}

/**
 * @param {readonly Received[]} pairs
 * @returns {string[]} the serial numbers in all that Pair accepted, in order
 */
export function pairedSerials(pairs) {
  return pairs.filter(({ accepted }) => accepted).flatMap(({ body }) => /** @type {{ snArray: string[] }} */ (body).snArray);
}
