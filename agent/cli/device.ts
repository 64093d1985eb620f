import type { BurnInResult } from '../../protocol/wire/inventory';
import { type BurnInReading, openBurnInResults } from '../burn-in/burn-in-results';
import { readBootId } from '../collect/boot';
import type { Collected } from '../collect/collected';
import { readMachineInventory } from '../collect/inventory';
import { createLinuxCollector } from '../collect/linux';
import { findSerial } from '../collect/serial';
import type { AgentConfig } from '../config/config';

/** The device that this agent stands for. */
export interface Device {
  readonly sn: string;
  /** Where the serial number comes from, for the log. */
  readonly serialSource: string;
  readonly bootId: string;
  /**
   * Reads the hardware, and the burn-in results that were not sent yet; what is wrong with the device's identity is among the warnings.
   * @param onTheWay burn-in results to leave out, because a report that waits has them
   */
  readonly collect: (onTheWay?: readonly BurnInResult[]) => Promise<Collected>;
  /** Remembers the burn-in results of a confirmed report: they are not read again. Never rejects. @returns what is wrong with that */
  readonly noteSent: (results: readonly BurnInResult[]) => Promise<string | null>;
}

const NO_BURN_IN: BurnInReading = { results: [], warnings: [] };

/** Finds out who this device is and how to read its hardware. */
export async function openDevice(config: Pick<AgentConfig, 'serial' | 'sysfsRoot' | 'burnInFile'>): Promise<Device> {
  const found =
    config.serial === null ? await findSerial(config.sysfsRoot) : { sn: config.serial, source: 'configuration', warning: null };
  const bootId = await readBootId(config.sysfsRoot);
  const warnings = [
    ...(found.warning === null ? [] : [found.warning]),
    ...(bootId === '' ? ['The boot id of the kernel cannot be read.'] : []),
  ];
  const burnInResults = config.burnInFile === null ? null : openBurnInResults(config.burnInFile);
  const readHardware = createLinuxCollector({ root: config.sysfsRoot });
  return {
    sn: found.sn,
    serialSource: found.source === null ? 'no serial number found' : `serial number from ${found.source}`,
    bootId,
    async collect(onTheWay = []) {
      const [collected, inventory, burnIn] = await Promise.all([
        readHardware(),
        readMachineInventory(config.sysfsRoot),
        burnInResults?.read(onTheWay) ?? NO_BURN_IN,
      ]);
      return {
        ...collected,
        ...(inventory === null ? {} : { inventory }),
        ...(burnIn.results.length === 0 ? {} : { burnIn: burnIn.results }),
        warnings: [...warnings, ...burnIn.warnings, ...collected.warnings].slice(0, 32),
      };
    },
    async noteSent(results) {
      return (await burnInResults?.noteSent(results)) ?? null;
    },
  };
}
