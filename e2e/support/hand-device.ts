import { english } from '../../messages/english';
import { readScanCommand, type ScanCommand } from '../../protocol/wire/read-command';
import { readJsonObject } from '../../protocol/wire/body';
import { decodeUtf8 } from '../../protocol/testing/fixture-bytes';
import { COMMAND_EXCHANGE, PRESENCE_EXCHANGE, REPORT_QUEUE } from '../../protocol/topology';
import type { HelloMessage } from '../../protocol/wire/v1';
import { buildReport } from '../../agent/report';
import type { SimulatedDevice } from '../../simulator/devices/device';
import { until } from './engine-console';
import type { RawBroker } from './raw-broker';

interface HeardCommand extends ScanCommand {
  readonly replyTo: string | null;
  /** It came straight to this device's own queue. */
  readonly direct: boolean;
}

/** A command as a console sends it to all, without one having been heard. */
export function commandOf(operationId: string): HeardCommand {
  return { operationId, operatorId: '', scanMode: 0, attempt: 1, targets: null, issuedAt: null, replyTo: null, direct: false };
}

/** A device that hears commands at once and answers only when the test says so. */
export interface HandDevice {
  readonly sn: string;
  readonly commands: readonly HeardCommand[];
  /** Waits for a command of this operation. */
  asked(operationId: string, attempt?: number): Promise<HeardCommand>;
  /** Answers a command as our agents do; with `legacy`, as those of the first generation do. */
  answer(command: HeardCommand, how?: { readonly legacy?: boolean; readonly operationId?: string }): Promise<void>;
  hello(state?: HelloMessage['state']): Promise<void>;
}

/** Binds a device by hand to a broker; it goes when the broker's connection closes. */
export async function openHandDevice(
  broker: RawBroker,
  { serial: sn, bootId, hardware, ip }: SimulatedDevice,
): Promise<HandDevice> {
  const { channel } = broker;
  const commands: HeardCommand[] = [];
  await channel.assertExchange(COMMAND_EXCHANGE, 'fanout', { durable: false });
  await channel.assertExchange(PRESENCE_EXCHANGE, 'fanout', { durable: false });
  const { queue } = await channel.assertQueue('', { exclusive: true, autoDelete: true });
  await channel.bindQueue(queue, COMMAND_EXCHANGE, '');
  await channel.consume(
    queue,
    (message) => {
      if (message === null) return;
      const body = readJsonObject(message.content, decodeUtf8);
      const command = body.ok ? readScanCommand(body.value) : body;
      if (!command.ok) throw new Error(`The console sent a command that no agent can read: ${english(command.error.reason)}`);
      const replyTo: unknown = message.properties.replyTo;
      commands.push({
        ...command.value,
        replyTo: typeof replyTo === 'string' ? replyTo : null,
        direct: message.fields.exchange === '',
      });
    },
    { noAck: true },
  );
  return {
    sn,
    commands,
    async asked(operationId, attempt = 1) {
      const found = (): HeardCommand | undefined =>
        commands.find((command) => String(command.operationId) === operationId && command.attempt === attempt);
      await until(`${sn} to be asked for scan ${attempt} of ${operationId}`, () => found() !== undefined);
      const command = found();
      if (command === undefined) throw new Error('gone');
      return command;
    },
    async answer(command, { legacy = false, operationId } = {}) {
      const built = buildReport(
        { sn, bootId, agentVersion: '0.1.0', ip },
        hardware,
        { ...command, ...(operationId === undefined ? {} : { operationId }) },
        new Date(),
      );
      if (!built.ok) throw new Error(built.error);
      const { operationId: operation, macinfo } = built.value;
      const body = legacy ? { operationId: operation, sn, macinfo } : built.value;
      const to = legacy || command.replyTo === null ? REPORT_QUEUE : command.replyTo;
      await broker.publish({ queue: to }, Buffer.from(JSON.stringify(body)), legacy ? {} : { persistent: true });
    },
    hello: (state = 'hello') =>
      broker.publish(
        { exchange: PRESENCE_EXCHANGE },
        Buffer.from(JSON.stringify({ sn, ip, bootId, agentVersion: '0.1.0', queue, state } satisfies HelloMessage)),
      ),
  };
}
