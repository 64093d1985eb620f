import { certificateDate } from '../../../protocol/certificate-date';
import { text, type Text, type Texts } from '../../../protocol/texts/text';
import { AppError } from '../../domain/errors';
import { COMMAND_EXCHANGE } from '../../../protocol/topology';
import type { BrokerAddress } from './broker-address';

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

/** Why the broker cannot be used: where, and what to do. Never holds a password. */
export function brokerProblem(error: unknown, address: BrokerAddress): Texts {
  return error instanceof AppError ? error.texts : [problemOf(error, address)];
}

function problemOf(error: unknown, { host, port, user, vhost }: BrokerAddress): Text {
  const { code, message } = factsOf(error);
  const place = `${host.includes(':') ? `[${host}]` : host}:${port}`;

  if (message.includes('ACCESS_REFUSED - Login was refused'))
    return text(user === 'guest' ? 'broker.loginRefusedForGuest' : 'broker.loginRefused', { place, user });
  if (/ConnectionOpenOk; got <ConnectionClose/.test(message)) return text('broker.noVirtualHost', { place, vhost, user });
  const waitedMs = unacknowledgedForMs(error);
  if (waitedMs === 0) return text('broker.unacknowledged', { place });
  if (waitedMs !== null) return text('broker.unacknowledgedFor', { place, seconds: waitedMs / 1_000 });
  if (code === PRECONDITION_FAILED) return declaredOtherwise(message, place);
  if (code === ACCESS_REFUSED) return text('broker.mayNotUse', { place, user, what: subjectOf(message) });
  if (code === RESOURCE_LOCKED) return text('broker.heldByAnother', { place, what: subjectOf(message) });
  if (code === CONNECTION_FORCED) return text('broker.closing', { place });
  if (code === RESOURCE_ERROR) return text('broker.noRoom', { place });
  return (typeof code === 'string' ? systemProblem(code, host, place) : null) ?? protocolProblem(message, place);
}

function systemProblem(code: string, host: string, place: string): Text | null {
  if (code === 'ECONNREFUSED') return text('broker.connectionRefused', { place });
  if (NAME_PROBLEM.has(code)) return text('broker.hostUnknown', { host });
  if (NETWORK_PROBLEM.has(code)) return text('broker.unreachable', { place });
  if (LOST.has(code)) return text('broker.lost', { place });
  if (UNTRUSTED.test(code)) return text('broker.notTrusted', { place });
  const dated = certificateDate(code, new Date());
  if (dated !== null) return text('broker.certificateOutOfDate', { place, ...dated });
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return text('broker.certificateOfAnotherName', { place });
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG')
    return text('broker.noTls', { place });
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || code.startsWith('ERR_OSSL') || code === 'EPROTO')
    return text('broker.tlsFailed', { place, errorCode: code });
  return null;
}

function protocolProblem(message: string, place: string): Text {
  if (/ETIMEDOUT/.test(message)) return text('broker.noAnswer', { place });
  if (/during opening handshake|exceeds maxFrameSize|Invalid frame|Unknown frame type/.test(message))
    return text('broker.notRabbitMq', { place });
  if (/Heartbeat timeout/.test(message)) return text('broker.silent', { place });
  if (/Maximum call stack|Unexpected type tag/.test(message)) return text('broker.unreadableHeaders', { place });
  if (/Unexpected close|Connection closed|channel closed|Channel (closed|ended)/i.test(message))
    return text('broker.lost', { place });
  return text('broker.failed', { place, said: message });
}

/** From "inequivalent arg 'durable' for exchange 'devicescan' in vhost '/': received 'false' but current is 'true'". */
function declaredOtherwise(message: string, place: string): Text {
  const found = /inequivalent arg '(?<arg>[^']+)' for (?<kind>exchange|queue) '(?<name>[^']+)'/.exec(message)?.groups;
  if (found === undefined) return text('broker.refusedRequest', { place, said: reasonOf(message) });
  const { arg: argument = '', kind = 'queue', name = '' } = found;
  if (kind === 'exchange' && name === COMMAND_EXCHANGE && argument === 'durable')
    return text('broker.exchangeDurability', { place, name, durable: /current is 'true'/.test(message) ? 'yes' : 'no' });
  const code = LOSES_MESSAGES.has(argument) ? 'broker.declaredToLoseReports' : 'broker.declaredOtherwise';
  return text(code, { place, kind, name, argument });
}

/** From "access to exchange 'devicescan' in vhost '/' refused for user 'x'", also for queues. */
function subjectOf(message: string): Text {
  const found = /(?<kind>exchange|queue) '(?<name>[^']*)'/.exec(message)?.groups;
  if (found === undefined) return text('broker.whatItNeeds');
  return text('broker.thing', { kind: found['kind'] ?? '', name: found['name'] ?? '' });
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
