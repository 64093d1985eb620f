import { onTestFinished } from 'vitest';
import type { ControlInput } from '../../simulator/factory/control-request';
import { startFactory, type Factory } from '../../simulator/factory/factory-server';
import { startFleet, type Fleet, type FleetOptions } from '../../simulator/fleet/start-fleet';
import { brokerUrl, startEngineConsole, type EngineConsole, type EngineConsoleOptions } from './engine-console';

export interface ScanLine {
  readonly factory: Factory;
  readonly fleet: Fleet;
  readonly console: EngineConsole;
}

export interface ScanLineOptions extends Omit<FleetOptions, 'amqpUrl'> {
  /** Beside what the fleet's faults ask of the factory. */
  readonly control?: readonly ControlInput[];
  readonly scan?: EngineConsoleOptions['scan'];
  readonly api?: EngineConsoleOptions['api'];
  readonly station?: EngineConsoleOptions['station'];
  readonly clock?: EngineConsoleOptions['clock'];
}

/** A factory, a rack of simulated devices and a console without window, all on this run's broker. They end with the test. */
export async function startScanLine({
  control = [],
  scan,
  api,
  station,
  clock,
  ...fleetOptions
}: ScanLineOptions): Promise<ScanLine> {
  const fleet = await startFleet({ amqpUrl: brokerUrl(), macs: 4, ...fleetOptions });
  onTestFinished(() => fleet.stop());
  const factory = await testFactory(fleet, control);
  const console = await testConsole({
    apiBase: factory.baseUrl,
    ...(scan && { scan }),
    ...(api && { api }),
    ...(station && { station }),
    ...(clock && { clock }),
  });
  return { factory, fleet, console };
}

/** A factory that knows a fleet's devices; it ends with the test. */
export async function testFactory(fleet: Fleet, control: readonly ControlInput[] = []): Promise<Factory> {
  const factory = await startFactory({ devices: fleet.mes, control: [...fleet.factoryControls, ...control] });
  onTestFinished(() => factory.close());
  return factory;
}

/** A console on this run's broker (or the one given); it ends with the test. */
export async function testConsole(
  options: Omit<EngineConsoleOptions, 'amqpUrl'> & Partial<Pick<EngineConsoleOptions, 'amqpUrl'>>,
): Promise<EngineConsole> {
  const console = await startEngineConsole({ amqpUrl: brokerUrl(), ...options });
  onTestFinished(() => console.stop());
  return console;
}
