import { certificateDateProblem } from '../../../protocol/certificate-date';
import { AppError } from '../../domain/errors';
import { COMMAND_EXCHANGE } from '../../../protocol/topology';
import type { BrokerAddress } from './broker-address';

/** Where the address of RabbitMQ stands. */
const IN_SETTINGS = 'in the settings, or for the burnin command in --amqp';

/** Reply codes of AMQP 0-9-1. */
const CONNECTION_FORCED = 320;
const ACCESS_REFUSED = 403;
const RESOURCE_LOCKED = 405;
const PRECONDITION_FAILED = 406;
const RESOURCE_ERROR = 506;

const NAME_PROBLEM = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME']);
const NETWORK_PROBLEM = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'ETIMEDOUT']);
const LOST = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);
/** Arguments of a queue that limit what it keeps, or for how long. */
const LOSES_MESSAGES = new Set([
  'x-message-ttl',
  'x-expires',
  'x-max-length',
  'x-max-length-bytes',
  'x-overflow',
  'x-delivery-limit',
  'x-dead-letter-exchange',
]);
const UNACKNOWLEDGED = /delivery acknowledgement on channel \d+ timed out(?:\. Timeout value used: (?<ms>\d+) ms)?/;
const UNTRUSTED = /SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE/;

/** After how long the broker ended a channel because a delivery was not acknowledged, ms; 0 when it does not say, null when it ended for another reason. */
export function unacknowledgedForMs(error: unknown): number | null {
  const found = UNACKNOWLEDGED.exec(factsOf(error).message);
  return found === null ? null : Number(found.groups?.['ms'] ?? 0);
}

/** Why the broker cannot be used, as one sentence that says where and what to do. Never holds a password. */
export function brokerSentence(error: unknown, { host, port, user, vhost }: BrokerAddress): string {
  if (error instanceof AppError) return error.message;
  const { code, message } = factsOf(error);
  const place = `${host.includes(':') ? `[${host}]` : host}:${port}`;

  if (message.includes('ACCESS_REFUSED - Login was refused')) {
    const remark = user === 'guest' ? ' By default, guest may log in from the broker’s own machine only.' : '';
    return `RabbitMQ at ${place} refuses user ${user}: the name or the password is wrong. Correct them ${IN_SETTINGS} or BURNIN_BROKER_PASSWORD.${remark}`;
  }
  if (/ConnectionOpenOk; got <ConnectionClose/.test(message)) {
    return `RabbitMQ at ${place} has no virtual host "${vhost}", or user ${user} may not use it. Check the end of its address ${IN_SETTINGS}.`;
  }
  const waitedMs = unacknowledgedForMs(error);
  if (waitedMs !== null) {
    const set = waitedMs === 0 ? '' : ` (${waitedMs / 1_000} s)`;
    return `RabbitMQ at ${place} ended the channel because reports could not be stored for longer than its consumer_timeout${set}. They come again; ask its administrator to set it to 15 minutes or more.`;
  }
  if (code === PRECONDITION_FAILED) return declaredOtherwise(message, place);
  if (code === ACCESS_REFUSED) {
    return `RabbitMQ at ${place} does not let user ${user} use ${subjectOf(message)}. Ask its administrator for the rights to configure, write and read it.`;
  }
  if (code === RESOURCE_LOCKED)
    return `RabbitMQ at ${place} says that another connection holds ${subjectOf(message)} for itself. Close the other program.`;
  if (code === CONNECTION_FORCED)
    return `RabbitMQ at ${place} closed the connection (it is being stopped, or an administrator closed it).`;
  if (code === RESOURCE_ERROR) return `RabbitMQ at ${place} has no room for another connection. Ask its administrator.`;
  return (typeof code === 'string' ? systemSentence(code, host, place) : null) ?? protocolSentence(message, place);
}

function systemSentence(code: string, host: string, place: string): string | null {
  if (code === 'ECONNREFUSED')
    return `Nothing answers at ${place} (connection refused). Check that RabbitMQ runs and that its address is right ${IN_SETTINGS}.`;
  if (NAME_PROBLEM.has(code))
    return `The host ${host} is not known in this network. Check the address of RabbitMQ ${IN_SETTINGS}.`;
  if (NETWORK_PROBLEM.has(code))
    return `${place} cannot be reached. Check the network and the address of RabbitMQ ${IN_SETTINGS}.`;
  if (LOST.has(code)) return `The connection to RabbitMQ at ${place} was lost.`;
  if (UNTRUSTED.test(code))
    return `The certificate of RabbitMQ at ${place} is not trusted. Name the file of its authority in the settings.`;
  const dated = certificateDateProblem(code, `The certificate of RabbitMQ at ${place}`, new Date());
  if (dated !== null) return `${dated}.`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `The certificate of RabbitMQ at ${place} is for another host name. Use the name that it was made for.`;
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG') {
    return `${place} does not speak TLS. Use amqp:// in place of amqps://, or the port for TLS (usually 5671).`;
  }
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || code.startsWith('ERR_OSSL') || code === 'EPROTO') {
    return `The encrypted connection to RabbitMQ at ${place} failed (${code}). Check the certificate files in the settings.`;
  }
  return null;
}

function protocolSentence(message: string, place: string): string {
  if (/ETIMEDOUT/.test(message)) return `${place} does not answer. Check the network and the address of RabbitMQ ${IN_SETTINGS}.`;
  if (/during opening handshake|exceeds maxFrameSize|Invalid frame|Unknown frame type/.test(message)) {
    return `What answers at ${place} is not RabbitMQ, or it wants an encrypted connection (amqps://). Check the address and the port ${IN_SETTINGS}.`;
  }
  if (/Heartbeat timeout/.test(message)) return `RabbitMQ at ${place} has been silent for too long; the connection was given up.`;
  if (/Maximum call stack|Unexpected type tag/.test(message)) {
    return `A message at ${place} has headers that cannot be read and holds up its queue. Remove the first message of the queue on RabbitMQ’s management page.`;
  }
  if (/Unexpected close|Connection closed|channel closed|Channel (closed|ended)/i.test(message))
    return `The connection to RabbitMQ at ${place} was lost.`;
  return `The connection to RabbitMQ at ${place} failed: ${message}`;
}

/** From "inequivalent arg 'durable' for exchange 'devicescan' in vhost '/': received 'false' but current is 'true'". */
function declaredOtherwise(message: string, place: string): string {
  const found = /inequivalent arg '(?<arg>[^']+)' for (?<kind>exchange|queue) '(?<name>[^']+)'/.exec(message)?.groups;
  const { arg = '', kind = 'queue', name = '' } = found ?? {};
  if (found === undefined) return `RabbitMQ at ${place} refused what the console asked for: ${reasonOf(message)}.`;
  if (kind === 'exchange' && name === COMMAND_EXCHANGE && arg === 'durable') {
    return `The exchange ${name} at ${place} was declared ${/current is 'true'/.test(message) ? 'durable' : 'not durable'}. Change "exchange is durable" in the settings to match.`;
  }
  const danger = LOSES_MESSAGES.has(arg) ? ', by which RabbitMQ can lose reports' : '';
  return `The ${kind} ${name} at ${place} exists with another ${arg}${danger}. Ask the broker’s administrator to delete it; the console makes it again as it must be.`;
}

/** From "access to exchange 'devicescan' in vhost '/' refused for user 'x'", also for queues. */
function subjectOf(message: string): string {
  const found = /(?<kind>exchange|queue) '(?<name>[^']*)'/.exec(message)?.groups;
  return found === undefined ? 'what it needs' : `the ${found['kind'] ?? ''} ${found['name'] ?? ''}`;
}

function reasonOf(message: string): string {
  return /message "(?<reason>[^"]*)"/.exec(message)?.groups?.['reason'] ?? message;
}

function factsOf(error: unknown): { readonly code: unknown; readonly message: string } {
  if (!(error instanceof Error)) return { code: undefined, message: String(error) };
  // Happy Eyeballs: one error for each address that was tried.
  if (error instanceof AggregateError && error.errors.length > 0) {
    const inner: unknown = error.errors[0];
    return factsOf(inner);
  }
  return { code: 'code' in error ? error.code : undefined, message: error.message };
}
