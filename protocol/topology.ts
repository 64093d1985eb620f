/** Names on the broker. Everything that speaks AMQP takes them from here; none is spelled out elsewhere. */

/** Fanout, not durable: carries scan commands to every agent. */
export const COMMAND_EXCHANGE = 'devicescan';
/** Fanout, not durable: agents say hello, alive and goodbye. */
export const PRESENCE_EXCHANGE = 'devicescan.presence';
/** Fanout, not durable: reports of operations that the console which took them does not know. */
export const STRAYS_EXCHANGE = 'devicescan.strays';
/** Durable classic work queue of reports, declared without arguments (a legacy peer redeclares it so). */
export const REPORT_QUEUE = 'hwinfo_queue';

/** The durable reply queue of one console, so that two consoles never share out each other's reports. */
export function replyQueueOf(consoleId: string): string {
  return `${REPORT_QUEUE}.${consoleId}`;
}

/** The most bytes that a message may have; a larger one is quarantined unread. */
export const MAX_MESSAGE_BYTES = 1024 * 1024;
/** The deepest nesting that a message may have; a deeper one is quarantined. */
export const MAX_MESSAGE_DEPTH = 32;

/** AMQP header on everything in `devicescan.strays`: which console sent it, so that it passes over its own. */
export const STRAY_FROM_HEADER = 'x-burnin-console';
/** AMQP header on a stray: names the offer. */
export const STRAY_ID_HEADER = 'x-burnin-stray';
/** AMQP header on an empty message in `devicescan.strays`: the offer of this name is taken. */
export const STRAY_CLAIM_HEADER = 'x-burnin-claim';

/** AMQP header on an empty message in `devicescan.strays`: a console announces itself; names this run of its program. */
export const CONSOLE_INSTANCE_HEADER = 'x-burnin-instance';
/** AMQP header beside it, words: `holds` (it consumes the reply queue of its console id), `asks` (others with its id shall answer). */
export const CONSOLE_STATE_HEADER = 'x-burnin-console-state';

/** AMQP `app_id` of the message that a console sends to its own reply queue as a self-test. */
export const SELF_TEST_APP = 'burnin-self-test';

/** AMQP header on a signed hardware report: the Ed25519 signature, base64. What it covers is in `wire/report-signature.ts`. */
export const SIGNATURE_HEADER = 'x-burnin-signature';
/** AMQP header on a signed hardware report: the id of the key that signed it. */
export const KEY_ID_HEADER = 'x-burnin-key-id';
