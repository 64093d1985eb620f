import { join } from 'node:path';
import type { IdlePort } from './collected';
import { readLinkName, readNames, readText } from './small-files';
import { hexDigits } from './sysfs-interface';

/** PCI class of every network controller: Ethernet, InfiniBand, wireless and the rest. */
const NETWORK_CLASS = /^0x02[0-9a-f]{4}$/iu;

/**
 * PCI network functions that no interface stands on: the driver or its firmware is missing, or the interface was taken
 * away. Virtual functions are left out; an unused one is nothing odd.
 * @param taken PCI addresses of all interfaces.
 */
export async function findIdlePorts(root: string, taken: ReadonlySet<string>): Promise<readonly IdlePort[]> {
  const folder = join(root, 'sys/bus/pci/devices');
  const ports = await Promise.all(
    (await readNames(folder)).filter((name) => !taken.has(name)).map((name) => readIdlePort(folder, name)),
  );
  return ports.filter((port) => port !== null);
}

async function readIdlePort(folder: string, pciAddress: string): Promise<IdlePort | null> {
  const at = (entry: string): string => join(folder, pciAddress, entry);
  if (!NETWORK_CLASS.test((await readText(at('class'))) ?? '')) return null;
  const [physicalFunction, driver, vendor, device] = await Promise.all([
    readLinkName(at('physfn')),
    readLinkName(at('driver')),
    readText(at('vendor')),
    readText(at('device')),
  ]);
  if (physicalFunction !== null) return null;
  return { pciAddress, driver, description: null, vendorId: hexDigits(vendor), deviceId: hexDigits(device) };
}
