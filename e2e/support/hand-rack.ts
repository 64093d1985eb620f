import { onTestFinished } from 'vitest';
import { REPORT_QUEUE } from '../../protocol/topology';
import type { SimulatedDevice } from '../../simulator/devices/device';
import { startFactory, type Factory } from '../../simulator/factory/factory-server';
import { until, type EngineConsole } from './engine-console';
import { openRawBroker, type RawBroker } from './raw-broker';

/** A scan that does not end by itself while a test answers by hand. */
export const LONG_SCAN = { idleMs: 60_000, maxMs: 120_000 } as const;

/** The broker, with nothing in the report queue: first-generation devices of an earlier test may have answered after its console was gone. */
export async function brokerWithEmptyQueue(): Promise<RawBroker> {
  const broker = await openRawBroker();
  onTestFinished(() => broker.close());
  await broker.channel.assertQueue(REPORT_QUEUE, { durable: true });
  await broker.channel.purgeQueue(REPORT_QUEUE);
  return broker;
}

/** A factory whose MES knows these devices. */
export async function factoryOf(devices: readonly SimulatedDevice[]): Promise<Factory> {
  const factory = await startFactory({ devices: devices.map(({ mes }) => mes) });
  onTestFinished(() => factory.close());
  return factory;
}

export async function connected(...consoles: readonly EngineConsole[]): Promise<void> {
  await until('all to be connected', () => consoles.every(({ app }) => app.connections.broker.state === 'up'));
}
