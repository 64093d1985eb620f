import type { AgentConnection, Link } from '../../agent/broker';
import { describeError, type Log } from '../../agent/log';
import { COMMAND_EXCHANGE, REPORT_QUEUE } from '../../protocol/topology';
import { ACTION_START } from '../../protocol/wire/v1';
import type { FleetAgent } from './fleet-agent';

/** A device whose agent is of the first generation. */
export interface LegacyAgentOptions {
  readonly connection: AgentConnection;
  readonly serial: string;
  /** The generation before the first called it `serialno`. */
  readonly serialKey: 'sn' | 'serialno';
  /** Reported interfaces in order: name and address. */
  readonly macs: readonly (readonly [name: string, mac: string])[];
  /** How long to wait before the next answer, ms. */
  readonly waitMs: () => number;
  readonly onCommand: () => void;
  readonly onAnswer: () => void;
  readonly log: Log;
}

/**
 * Acts as the agents do that were there before ours: an exclusive queue on `devicescan`, every start command answered at
 * once whoever it names, a message without any properties to `hwinfo_queue`, no hello. It takes from a command only
 * `action` and `operationId`. After a lost link it declares everything again.
 */
export function startLegacyAgent(options: LegacyAgentOptions): FleetAgent {
  const { log, serial } = options;
  const timers = new Set<NodeJS.Timeout>();
  let closeChannel = async (): Promise<void> => {};
  let tellReady = (): void => {};
  const ready = new Promise<void>((resolve) => {
    tellReady = resolve;
  });

  async function open(link: Link): Promise<void> {
    const channel = await link.openChannel();
    channel.on('error', (error) => log('warn', `The channel of ${serial} failed: ${describeError(error)}.`));
    closeChannel = async () => {
      await channel.close();
    };
    await channel.assertExchange(COMMAND_EXCHANGE, 'fanout', { durable: false });
    await channel.assertQueue(REPORT_QUEUE, { durable: true });
    const { queue } = await channel.assertQueue('', { exclusive: true, durable: false });
    await channel.bindQueue(queue, COMMAND_EXCHANGE, '');
    await channel.consume(
      queue,
      (message) => {
        const operation = message === null ? undefined : operationIn(message.content);
        if (operation === undefined) return;
        options.onCommand();
        options.onAnswer();
        const timer = setTimeout(() => {
          timers.delete(timer);
          try {
            channel.sendToQueue(REPORT_QUEUE, Buffer.from(JSON.stringify(report(operation))));
          } catch (error) {
            log('warn', `The answer of ${serial} is lost: ${describeError(error)}.`);
          }
        }, options.waitMs());
        timers.add(timer);
      },
      { noAck: true },
    );
    tellReady();
  }

  function report(operationId: string | number): Readonly<Record<string, unknown>> {
    const macinfo = Object.fromEntries(options.macs.map(([name, macaddr]) => [name, { macaddr }]));
    return { operationId, [options.serialKey]: serial, macinfo };
  }

  const unsubscribe = options.connection.subscribe((link) => {
    stopTimers();
    if (link === null) return;
    open(link).catch((error: unknown) => log('warn', `${serial} cannot set up its queue: ${describeError(error)}.`));
  });

  function stopTimers(): void {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
  }

  return {
    ready,
    pendingAnswers: () => timers.size,
    stop() {
      unsubscribe();
      stopTimers();
      // A broker that has gone never answers a close, so nobody waits for it.
      closeChannel().catch(() => {});
      return Promise.resolve();
    },
  };
}

/** The operation of a start command; undefined for any other message. */
function operationIn(bytes: Uint8Array): string | number | undefined {
  let command: unknown;
  try {
    command = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
  if (typeof command !== 'object' || command === null) return undefined;
  const { action, operationId } = command as { readonly action?: unknown; readonly operationId?: unknown };
  if (action !== ACTION_START) return undefined;
  return typeof operationId === 'string' || typeof operationId === 'number' ? operationId : undefined;
}
