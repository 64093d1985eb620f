import { hasFragment, hasUnencodedSign, UNENCODED_SIGN } from '../protocol/broker-url';
import { isHostName } from '../protocol/host-name';
import { err, ok, type Result } from '../protocol/result';
import { quoted } from './quoted';

/** Where the broker is and how to get in. */
export interface BrokerTarget {
  readonly hostname: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly vhost: string;
  /** Absent: plain AMQP. Present, also when empty: AMQPS. */
  readonly tls?: BrokerTls;
  /** Seconds between heartbeats that the agent asks for; 0 turns them off. */
  readonly heartbeatS: number;
}

/** PEM texts, not paths. */
interface BrokerTls {
  /** Replaces the system's list of authorities. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

export const DEFAULT_HEARTBEAT_S = 20;

/** Reads `amqp://user:password@host:port/vhost?heartbeat=20`; the sentence of an error never holds the password. */
export function readBrokerUrl(url: string): Result<BrokerTarget, string> {
  if (hasUnencodedSign(url)) return err(`the broker URL cannot be read: ${UNENCODED_SIGN}`);
  if (hasFragment(url)) return err('the broker URL has a # in it; leave it out, or write a # of the virtual host as %23');
  let parts: URL;
  try {
    parts = new URL(url);
  } catch {
    return err('the broker URL cannot be read; write amqp://user:password@host:port/vhost');
  }
  if (parts.protocol !== 'amqp:' && parts.protocol !== 'amqps:') {
    return err(`the broker URL begins with ${beginning(parts.protocol)}; it must begin with amqp:// or amqps://`);
  }
  if (parts.hostname === '') return err('the broker URL names no host; write amqp://user:password@host:port/vhost');
  const heartbeat = parts.searchParams.get('heartbeat');
  if (heartbeat !== null && !/^\d{1,4}$/u.test(heartbeat))
    return err('the broker URL asks for a heartbeat that is no number; write whole seconds, for example ?heartbeat=20');
  if (parts.port === '0') return err('the broker URL names port 0; leave the port out or write 5672, with TLS 5671');
  const anonymous = parts.username === '' && parts.password === '';
  try {
    const hostname = decodeURIComponent(parts.hostname).replaceAll(/^\[|\]$/gu, '');
    if (!isHostName(hostname))
      return err('the broker URL names a host that cannot be one; write amqp://user:password@host:port/vhost');
    return ok({
      hostname,
      port: parts.port === '' ? defaultPort(parts.protocol === 'amqps:') : Number(parts.port),
      username: anonymous ? 'guest' : decodeURIComponent(parts.username),
      password: anonymous ? 'guest' : decodeURIComponent(parts.password),
      vhost: decodeURIComponent(parts.pathname.slice(1)) || '/',
      heartbeatS: heartbeat === null ? DEFAULT_HEARTBEAT_S : Number(heartbeat),
      ...(parts.protocol === 'amqps:' ? { tls: {} } : {}),
    });
  } catch {
    return err('the broker URL has a "%" that does not begin a two-digit code; write a literal "%" as %25');
  }
}

function beginning(protocol: string): string {
  const word = quoted(protocol.slice(0, -1));
  return word === null ? 'something else' : `"${protocol}"`;
}

export function defaultPort(tls: boolean): number {
  return tls ? 5671 : 5672;
}

/** How the target is named in logs: without the password. */
export function describeTarget(target: BrokerTarget): string {
  const host = target.hostname.includes(':') ? `[${target.hostname}]` : target.hostname;
  return `${target.tls === undefined ? 'amqp' : 'amqps'}://${encodeURIComponent(target.username)}@${host}:${target.port}/${encodeURIComponent(target.vhost)}`;
}
