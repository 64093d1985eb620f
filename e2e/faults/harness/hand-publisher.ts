import { randomUUID } from 'node:crypto';
import { buildReport } from '../../../agent/report';
import { planFleet, type FleetOptions } from '../../../simulator/fleet/start-fleet';
import type { PlannedDevice } from '../../../simulator/faults/plan-faults';
import { COMMAND_EXCHANGE } from '../../../protocol/topology';
import { openRawBroker, type RawBroker } from '../../support/raw-broker';
import type { Rack } from './harness';

/** One report as it lies on the wire. */
export interface HandReport {
  readonly sn: string;
  readonly messageId: string;
  readonly bytes: Buffer;
}

/** Devices without agents: the suite publishes their reports itself, by publisher confirm, as often as it likes. */
export interface HandRack extends Rack {
  readonly broker: RawBroker;
  /** One report of each device, not published yet. */
  reports(operation: string): readonly HandReport[];
  /** From now on every device answers each command at once on this queue, whoever it names, as those of the first generation do. */
  answerOn(queue: string, afterMs: () => number): Promise<void>;
  /** Resolves when the broker has confirmed it. */
  publish(queue: string, report: HandReport): Promise<void>;
}

export async function openHandRack(url: string, options: Omit<FleetOptions, 'amqpUrl' | 'recorded'>): Promise<HandRack> {
  const plan = planFleet(options);
  const broker = await openRawBroker(url);
  const confirmed = new Set<string>();
  let publishing = 0;
  const answersToCome = new Set<NodeJS.Timeout>();
  const publish: HandRack['publish'] = async (queue, { messageId, bytes }) => {
    publishing += 1;
    await broker.publish({ queue }, bytes, { persistent: true, messageId, contentType: 'application/json' });
    publishing -= 1;
    confirmed.add(messageId);
  };
  const publishAfter = (ms: number, queue: string, report: HandReport): void => {
    const timer = setTimeout(() => {
      answersToCome.delete(timer);
      publish(queue, report).catch(() => {
        // It stays unconfirmed, and the row waits for it in vain.
      });
    }, ms);
    answersToCome.add(timer);
  };
  return {
    broker,
    oracle: plan.devices.map(({ oracle }) => oracle),
    mes: plan.mes,
    factoryControls: plan.factoryControls,
    confirmed: () => confirmed,
    pending: () => answersToCome.size + publishing,
    stop: async () => {
      // A row that was given up may have answers to come: they would meet a closed channel.
      for (const timer of answersToCome) clearTimeout(timer);
      answersToCome.clear();
      await broker.close();
    },
    reports: (operation) => plan.devices.map((device) => reportOf(device, operation)),
    publish,
    async answerOn(queue, afterMs) {
      const { channel } = broker;
      await channel.assertQueue(queue, { durable: true });
      await channel.assertExchange(COMMAND_EXCHANGE, 'fanout', { durable: false });
      const own = await channel.assertQueue('', { exclusive: true });
      await channel.bindQueue(own.queue, COMMAND_EXCHANGE, '');
      await channel.consume(
        own.queue,
        (message) => {
          if (message === null) return;
          const { operationId } = JSON.parse(message.content.toString()) as { readonly operationId: string };
          for (const device of plan.devices) publishAfter(afterMs(), queue, reportOf(device, operationId, 'firstGeneration'));
        },
        { noAck: true },
      );
    },
  };
}

/** Agents of the first generation say neither which scan they answer nor anything about themselves. */
function reportOf(
  { device: { serial: sn, bootId, ip, hardware } }: PlannedDevice,
  operation: string,
  generation?: 'firstGeneration',
): HandReport {
  const command = { operationId: operation, operatorId: 'tester', scanMode: 0 as const, attempt: 1, targets: null };
  const built = buildReport({ sn, bootId, ip, agentVersion: '0.1.0' }, hardware, command, new Date());
  if (!built.ok) throw new Error(built.error);
  const { operationId, macinfo } = built.value;
  const body = generation === undefined ? built.value : { operationId, sn, macinfo };
  return { sn, messageId: randomUUID(), bytes: Buffer.from(JSON.stringify(body)) };
}
