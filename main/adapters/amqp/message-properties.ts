import type { ConsumeMessage, Options } from 'amqplib';
import {
  CONSOLE_INSTANCE_HEADER,
  CONSOLE_STATE_HEADER,
  SELF_TEST_APP,
  STRAY_CLAIM_HEADER,
  STRAY_FROM_HEADER,
  STRAY_ID_HEADER,
} from '../../../protocol/topology';
import type { IncomingMessage } from '../../domain/ports/bus';

const KEPT = [
  'messageId',
  'correlationId',
  'replyTo',
  'contentType',
  'contentEncoding',
  'deliveryMode',
  'priority',
  'expiration',
  'timestamp',
  'type',
  'userId',
  'appId',
] as const;
/** RabbitMQ routes by these, so a copy must not carry them. */
const ROUTING_HEADERS = new Set(['CC', 'BCC']);
const DEEPEST = 32;

/** What AMQP says about a message besides its bytes, as JSON-safe evidence; absent properties are left out. */
export function evidenceOf({ fields, properties }: ConsumeMessage): IncomingMessage['properties'] {
  const evidence: Record<string, unknown> = {};
  for (const name of KEPT) {
    const value: unknown = properties[name];
    if (value !== undefined) evidence[name] = jsonSafe(value);
  }
  if (properties.headers !== undefined) evidence['headers'] = jsonSafe(properties.headers);
  evidence['redelivered'] = fields.redelivered;
  evidence['exchange'] = fields.exchange;
  evidence['routingKey'] = fields.routingKey;
  return evidence;
}

/** Publish options of a report that is offered to other consoles: as it came, without what would route or bind it. */
export function strayOptions({ properties }: IncomingMessage, consoleId: string, strayId: string): Options.Publish {
  const text = (name: string) => (typeof properties[name] === 'string' ? { [name]: properties[name] } : {});
  const original = Object.entries(Object(properties['headers']) as Readonly<Record<string, unknown>>).filter(
    ([name]) => !ROUTING_HEADERS.has(name),
  );
  return {
    ...text('messageId'),
    ...text('correlationId'),
    ...text('contentType'),
    ...text('contentEncoding'),
    ...text('type'),
    ...text('appId'),
    ...(typeof properties['timestamp'] === 'number' ? { timestamp: properties['timestamp'] } : {}),
    persistent: false,
    headers: { ...Object.fromEntries(original), [STRAY_FROM_HEADER]: consoleId, [STRAY_ID_HEADER]: strayId },
  };
}

export function claimOptions(consoleId: string, strayId: string): Options.Publish {
  return { persistent: false, headers: { [STRAY_FROM_HEADER]: consoleId, [STRAY_CLAIM_HEADER]: strayId } };
}

/** As long as it may stand in a queue of the broker, ms. */
const SELF_TEST_EXPIRES_MS = 30_000;

export function selfTestOptions(id: string): Options.Publish {
  return {
    appId: SELF_TEST_APP,
    messageId: id,
    contentType: 'application/json',
    expiration: SELF_TEST_EXPIRES_MS,
    mandatory: true,
    persistent: false,
  };
}

/** A running program as it announces itself to all consoles. */
export interface ConsolePeer {
  readonly instance: string;
  /** It consumes the reply queue of its console id. */
  readonly holds: boolean;
  /** It wants to hear of others with its console id. */
  readonly asks: boolean;
}

export function peerOptions(consoleId: string, { instance, holds, asks }: ConsolePeer): Options.Publish {
  const state = [...(holds ? ['holds'] : []), ...(asks ? ['asks'] : [])].join(' ');
  return {
    persistent: false,
    headers: { [STRAY_FROM_HEADER]: consoleId, [CONSOLE_INSTANCE_HEADER]: instance, [CONSOLE_STATE_HEADER]: state },
  };
}

/** What a message on the strays exchange is. */
export interface StrayHeaders {
  readonly from: string | null;
  /** Id of the offer, on an offer. */
  readonly strayId: string | null;
  /** Id of the offer that is taken, on a claim. */
  readonly claimed: string | null;
  /** Whose announcement this is; null on offers and claims. */
  readonly peer: ConsolePeer | null;
}

export function readStrayHeaders({ properties }: ConsumeMessage): StrayHeaders {
  const headers: Readonly<Record<string, unknown>> = properties.headers ?? {};
  const text = (name: string): string | null => {
    const value = headers[name];
    return typeof value === 'string' ? value : null;
  };
  const instance = text(CONSOLE_INSTANCE_HEADER);
  const state = text(CONSOLE_STATE_HEADER)?.split(' ') ?? [];
  return {
    from: text(STRAY_FROM_HEADER),
    strayId: text(STRAY_ID_HEADER),
    claimed: text(STRAY_CLAIM_HEADER),
    peer: instance === null ? null : { instance, holds: state.includes('holds'), asks: state.includes('asks') },
  };
}

function jsonSafe(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) return '[deeper]';
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map((item) => jsonSafe(item, depth + 1));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, jsonSafe(item, depth + 1)]));
  // JSON has no word for these numbers; without one they would be lost.
  return typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value)) ? String(value) : value;
}
