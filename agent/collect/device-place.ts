import type { Bus } from '../../protocol/wire/v1';

/** Where a network device is attached. */
export interface DevicePlace {
  readonly bus: Bus;
  /** Last PCI function on the way to it; behind USB that is the host controller. */
  readonly pciAddress: string | null;
}

/** Domain of 4 to 8 hexadecimal digits, bus, device, function. */
const PCI_FUNCTION = /^[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]$/u;

/**
 * Reads the place from the device's real path, for example `/sys/devices/pci0000:00/0000:00:03.0/virtio2`. The last
 * part of the path is not enough: virtio, USB and MDIO devices hang below a PCI function.
 */
export function placeOfDevice(realPath: string): DevicePlace {
  const parts = realPath.split('/');
  const pciAddress = parts.findLast((part) => PCI_FUNCTION.test(part)) ?? null;
  return { bus: busOf(parts, pciAddress), pciAddress };
}

function busOf(parts: readonly string[], pciAddress: string | null): Bus {
  if (parts.some((part) => /^virtio\d+$/u.test(part))) return 'virtio';
  if (parts.some((part) => /^usb\d+$/u.test(part))) return 'usb';
  if (pciAddress !== null) return parts.includes('mdio_bus') ? 'other' : 'pci';
  if (parts.includes('platform')) return 'platform';
  return 'other';
}
