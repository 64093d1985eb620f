import { backoffMs } from '../protocol/backoff';
import { type ChannelModel, type ConfirmChannel, connect } from 'amqplib';
import { type BrokerTarget, describeTarget } from './broker-target';
import { describeError, type Log } from './log';

/** One live AMQP connection. Channels opened on it die with it. */
export interface Link {
  openChannel(): Promise<ConfirmChannel>;
}

/**
 * A connection to the broker that comes back for ever. Many agents of one process may share one: each opens its own
 * channel on every new link.
 */
export interface AgentConnection {
  /**
   * Tells the listener about the present link (at once, if there is one), each later one, and `null` when it is lost.
   * @returns stops telling.
   */
  subscribe(listener: LinkListener): () => void;
  /** Ends the connection for good, within a second. Agents on it should have been stopped before. */
  close(): Promise<void>;
}

type LinkListener = (link: Link | null) => void;

export interface ConnectionOptions {
  readonly target: BrokerTarget;
  /** Shown in the broker's management view. */
  readonly name: string;
  readonly log: Log;
  /** The longest wait between two tries; 15,000 unless given. */
  readonly maxBackoffMs?: number;
  /** Chance between 0 and 1; Math.random unless given. */
  readonly random?: () => number;
}

const CONNECT_TIMEOUT_MS = 10_000;
const CLOSE_LIMIT_MS = 1000;
/** A link that lived this long was a good one: the next try comes soon. */
const GOOD_LINK_MS = 5000;

/** Begins to connect, at once and for ever, until closed. Never throws; what happens is told to `log`. */
export function openConnection(options: ConnectionOptions): AgentConnection {
  const { log } = options;
  const where = describeTarget(options.target);
  const listeners = new Set<LinkListener>();
  const { maxBackoffMs: maxMs = 15_000, random = Math.random } = options;
  let failures = 0;
  let model: ChannelModel | null = null;
  let link: Link | null = null;
  let retry: NodeJS.Timeout | null = null;
  let attempt: Promise<void> = Promise.resolve();
  let closed = false;

  const tell = (next: Link | null): void => {
    link = next;
    for (const listener of listeners) listener(next);
  };
  const scheduleRetry = (reason: string): void => {
    if (closed) return;
    failures += 1;
    const waitMs = backoffMs({ firstMs: 500, maxMs, spread: [0.5, 1] }, failures, random());
    log('warn', `${reason} Next try in ${(waitMs / 1000).toFixed(1)} s.`);
    retry = setTimeout(() => {
      attempt = tryOnce();
    }, waitMs);
  };
  const adopt = (opened: ChannelModel): void => {
    const openedAt = performance.now();
    let reason = 'the link ended';
    opened.on('error', (error) => {
      reason = describeError(error);
    });
    opened.on('blocked', (why: string) => {
      log('warn', `The broker takes no messages at present (${why}); answers wait.`);
    });
    opened.on('unblocked', () => {
      log('info', 'The broker takes messages again.');
    });
    opened.once('close', (error?: Error) => {
      model = null;
      if (performance.now() - openedAt >= GOOD_LINK_MS) failures = 0;
      tell(null);
      scheduleRetry(`Lost the broker at ${where}: ${error === undefined ? reason : describeError(error)}.`);
    });
    model = opened;
    log('info', `Connected to the broker at ${where}.`);
    tell({ openChannel: () => opened.createConfirmChannel() });
  };
  const tryOnce = async (): Promise<void> => {
    retry = null;
    try {
      const opened = await connect(connectOptions(options.target), socketOptions(options));
      if (closed) await closeQuietly(opened);
      else adopt(opened);
    } catch (error) {
      scheduleRetry(`Cannot connect to the broker at ${where}: ${describeError(error)}.`);
    }
  };
  attempt = tryOnce();

  return {
    subscribe(listener) {
      listeners.add(listener);
      if (link !== null) listener(link);
      return () => {
        listeners.delete(listener);
      };
    },
    async close() {
      if (closed) return;
      closed = true;
      if (retry !== null) clearTimeout(retry);
      const ending = model === null ? attempt : closeQuietly(model);
      await Promise.race([ending, delay(CLOSE_LIMIT_MS)]);
    },
  };
}

function connectOptions(target: BrokerTarget): Parameters<typeof connect>[0] {
  return {
    protocol: target.tls === undefined ? 'amqp' : 'amqps',
    hostname: target.hostname,
    port: target.port,
    username: target.username,
    password: target.password,
    // amqplib unescapes it, also when it is not part of a URL.
    vhost: encodeURIComponent(target.vhost),
    heartbeat: target.heartbeatS,
  };
}

function socketOptions(options: ConnectionOptions): NonNullable<Parameters<typeof connect>[1]> {
  return {
    timeout: CONNECT_TIMEOUT_MS,
    noDelay: true,
    keepAlive: true,
    clientProperties: { product: 'burnin-agent', connection_name: options.name },
    ...options.target.tls,
  };
}

async function closeQuietly(model: ChannelModel): Promise<void> {
  try {
    await model.close();
  } catch {
    // It was closing already.
  }
}

/** Resolves after `ms`; does not keep the process alive. */
function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
