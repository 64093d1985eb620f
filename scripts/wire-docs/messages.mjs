/** Every message that the console or its agents write: schema, where it goes, one example of the golden fixtures. */
import { fixture } from './load-protocol.mjs';

/**
 * @typedef {object} WireMessage
 * @property {string} id file name in `docs/schemas/`, without `.json`
 * @property {string} title
 * @property {string} summary one sentence
 * @property {import('zod').ZodType} schema
 * @property {unknown} example
 */

/**
 * @param {import('./load-protocol.mjs').Protocol} protocol
 * @returns {readonly WireMessage[]}
 */
export function wireMessages({ v1, http, signal }) {
  const posts = /** @type {Record<string, unknown>} */ (fixture('posts.json'));
  return [
    {
      id: 'scan-command',
      title: 'Scan command',
      summary: 'Console to agents: read your network hardware and answer.',
      schema: v1.ScanCommandMessage,
      example: firstOfOurs('scan-commands.json'),
    },
    {
      id: 'hello',
      title: 'Hello',
      summary: 'Agent to consoles: I am here, and this is my own queue.',
      schema: v1.HelloMessage,
      example: firstOfOurs('hellos.json'),
    },
    {
      id: 'hardware-report',
      title: 'Hardware report',
      summary: 'Agent to console: what network hardware is in this device.',
      schema: v1.HardwareReportMessage,
      example: firstOfOurs('hardware-reports.json'),
    },
    {
      id: 'scan-log',
      title: 'deviceScan log',
      summary: 'Console to the log API when a scan closes: the verdict on every interface of every judged device.',
      schema: http.ScanLog,
      example: fixture('seed-scan-log.json'),
    },
    {
      id: 'notification',
      title: 'Notification',
      summary: 'Console to the notification API: a scan closed, or something went wrong that somebody should know.',
      schema: http.NotificationBody,
      example: posts['notification'],
    },
    {
      id: 'signal',
      title: 'Signal',
      summary: 'Console to a stack light: how the station stands.',
      schema: signal.SignalMessage,
      example: posts['signal'],
    },
    {
      id: 'pair',
      title: 'Pair',
      summary: 'Console to the Pair API after the operator confirmed: these serial numbers passed.',
      schema: http.PairBody,
      example: posts['pair'],
    },
    {
      id: 'burn',
      title: 'Burn',
      summary: 'Console to the burn API in scan mode 1, in place of Pair.',
      schema: http.BurnBody,
      example: posts['burn'],
    },
  ];
}

/** @param {string} file */
function firstOfOurs(file) {
  const cases = /** @type {{ dialect: string, message: unknown }[]} */ (fixture(file));
  const found = cases.find(({ dialect }) => dialect === 'ours');
  if (found === undefined) throw new Error(`protocol/fixtures/${file} has no message of our own dialect`);
  return found.message;
}
