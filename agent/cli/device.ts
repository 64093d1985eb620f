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
  /** Reads the hardware; what is wrong with the device's identity is among the warnings. */
  readonly collect: () => Promise<Collected>;
}

/** Finds out who this device is and how to read its hardware. */
export async function openDevice(config: Pick<AgentConfig, 'serial' | 'sysfsRoot'>): Promise<Device> {
  const found =
    config.serial === null ? await findSerial(config.sysfsRoot) : { sn: config.serial, source: 'configuration', warning: null };
  const bootId = await readBootId(config.sysfsRoot);
  const warnings = [
    ...(found.warning === null ? [] : [found.warning]),
    ...(bootId === '' ? ['The boot id of the kernel cannot be read.'] : []),
  ];
  const readHardware = createLinuxCollector({ root: config.sysfsRoot });
  return {
    sn: found.sn,
    serialSource: found.source === null ? 'no serial number found' : `serial number from ${found.source}`,
    bootId,
    async collect() {
      const [collected, inventory] = await Promise.all([readHardware(), readMachineInventory(config.sysfsRoot)]);
      return {
        ...collected,
        ...(inventory === null ? {} : { inventory }),
        warnings: [...warnings, ...collected.warnings].slice(0, 32),
      };
    },
  };
}
