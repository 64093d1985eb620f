import { text } from '../../../protocol/texts/text';
import { readFile } from 'node:fs/promises';
import type { Options, SocketOptions } from 'amqplib';
import { hasFragment, hasUnencodedSign, UNENCODED_SIGN } from '../../../protocol/broker-url';
import { isHostName } from '../../../protocol/host-name';
import { AppError } from '../../domain/errors';
import { trustedAuthorities } from '../trusted-authorities';

/** Paths of PEM files for amqps; an empty one is not used. Read again at each connection, so that renewed certificates are taken. */
interface TlsFiles {
  /** Authorities to trust in place of the system's. */
  readonly ca: string;
  /** Client certificate and its key. */
  readonly cert: string;
  readonly key: string;
}

export interface BrokerOptions {
  /** `amqp://user@host:port/vhost` or `amqps://…`; a password inside is used where none is given. */
  readonly url: string;
  readonly password: string | null;
  readonly tls: TlsFiles | null;
}

/** A broker's URL taken apart. */
export interface BrokerAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** As a person writes it: `/` or `plant`. */
  readonly vhost: string;
  readonly connect: Options.Connect;
}

const HEARTBEAT_S = 10;
const CONNECT_TIMEOUT_MS = 10_000;
const DEFAULT_USER = 'guest';

/** @throws AppError `brokerUnavailable` when the URL cannot be read */
export function readBrokerAddress({ url, password }: BrokerOptions): BrokerAddress {
  if (hasUnencodedSign(url)) throw new AppError('brokerUnavailable', text('broker.unencodedSign', { why: UNENCODED_SIGN }));
  if (hasFragment(url)) throw new AppError('brokerUnavailable', text('broker.fragment'));
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const host = decode(parsed?.hostname ?? '').replace(/^\[|\]$/g, '');
  if (parsed === null || !/^amqps?:$/.test(parsed.protocol) || !isHostName(host) || parsed.port === '0') {
    throw new AppError('brokerUnavailable', text('broker.noAddress'));
  }
  const user = parsed.username === '' ? DEFAULT_USER : decode(parsed.username);
  const inUrl = parsed.password === '' ? null : decode(parsed.password);
  const port = parsed.port === '' ? (parsed.protocol === 'amqps:' ? 5671 : 5672) : Number(parsed.port);
  const path = parsed.pathname.slice(1);
  return {
    host,
    port,
    user,
    vhost: path === '' ? '/' : decode(path),
    connect: {
      protocol: parsed.protocol.slice(0, -1),
      hostname: host,
      port,
      username: user,
      password: password ?? inUrl ?? (user === DEFAULT_USER ? DEFAULT_USER : ''),
      // Still percent-encoded here: the client decodes it.
      vhost: path,
      heartbeat: HEARTBEAT_S,
    },
  };
}

/** @throws AppError `brokerUnavailable` when a certificate file cannot be read */
export async function socketOptionsFor({ url, tls }: BrokerOptions, connectionName: string): Promise<SocketOptions> {
  const files = url.startsWith('amqps:') && tls !== null ? tls : { ca: '', cert: '', key: '' };
  const [cert, key] = await Promise.all([files.cert, files.key].map(readPem));
  const ca = url.startsWith('amqps:') ? [...trustedAuthorities(files.ca, 'broker')].map((pem) => Buffer.from(pem)) : undefined;
  return {
    timeout: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    noDelay: true,
    clientProperties: { connection_name: connectionName },
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}

async function readPem(file: string): Promise<Buffer | undefined> {
  if (file === '') return undefined;
  try {
    return await readFile(file);
  } catch (cause) {
    throw new AppError('brokerUnavailable', text('broker.fileUnreadable', { file }), { cause });
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
