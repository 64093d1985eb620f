import { test as base, expect, type ElectronApplication, type Page } from '@playwright/test';
import type { ControlInput } from '../../simulator/factory/control-request';
import { startFactory, type Factory } from '../../simulator/factory/factory-server';
import { startFleet, type Fleet, type FleetOptions } from '../../simulator/fleet/start-fleet';
import { ConsolePage } from './console-page';
import { openConsoleWindow, type ConsoleWindow, type WindowOptions } from './console-window';
import { brokerUrl } from './engine-console';

/** A factory, a rack of devices and the real console's window on them. */
export interface Stage {
  readonly factory: Factory;
  readonly fleet: Fleet;
  readonly console: ConsolePage;
  readonly page: Page;
  readonly electron: ElectronApplication;
  readonly window: ConsoleWindow;
}

interface StageOptions extends Omit<FleetOptions, 'amqpUrl'> {
  /** Beside what the fleet's faults ask of the factory. */
  readonly control?: readonly ControlInput[];
  readonly window?: Partial<WindowOptions>;
  /** Where the console finds the broker, when that is not where the devices find it. */
  readonly amqpUrl?: string;
}

interface Fixtures {
  /** Opens a stage; everything on it ends with the test, and a trouble in its page fails the test. */
  readonly openStage: (options: StageOptions) => Promise<Stage>;
  /** Opens one more window, such as the same console again. */
  readonly openWindow: (options: WindowOptions) => Promise<ConsoleWindow>;
}

export const test = base.extend<Fixtures>({
  // Playwright wants the first parameter taken apart, also where nothing of it is used.
  // oxlint-disable-next-line no-empty-pattern
  openWindow: async ({}, use) => {
    const windows: ConsoleWindow[] = [];
    await use(async (options) => {
      const window = await openConsoleWindow(options);
      windows.push(window);
      return window;
    });
    for (const window of windows.toReversed()) await window.close();
    expect(windows.flatMap(({ troubles }) => troubles)).toEqual([]);
  },
  openStage: async ({ openWindow }, use) => {
    const ends: (() => Promise<void>)[] = [];
    await use(async ({ control = [], window: windowOptions, amqpUrl = brokerUrl(), ...fleetOptions }) => {
      const fleet = await startFleet({ amqpUrl: brokerUrl(), ...fleetOptions });
      ends.push(() => fleet.stop());
      const factory = await startFactory({ devices: fleet.mes, control: [...fleet.factoryControls, ...control] });
      ends.push(() => factory.close());
      const window = await openWindow({ amqpUrl, apiBase: factory.baseUrl, ...windowOptions });
      const { page, electron } = window;
      return { factory, fleet, console: new ConsolePage(window), page, electron, window };
    });
    for (const end of ends.toReversed()) await end();
  },
});

export { expect };
