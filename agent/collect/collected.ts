import type { BurnInResult, HardwareInventory } from '../../protocol/wire/inventory';
import type { InterfaceRow } from '../../protocol/wire/v1';

/** A PCI network function that no network interface stands on. */
export interface IdlePort {
  /** For example `0000:05:00.0`. */
  readonly pciAddress: string;
  /** Bound driver, for example `vfio-pci`; null when none is bound. */
  readonly driver: string | null;
  readonly description: string | null;
  readonly vendorId: string | null;
  readonly deviceId: string | null;
}

/** One reading of a machine's network hardware. */
export interface Collected {
  /** Every interface, virtual ones too, by ifindex. */
  readonly interfaces: readonly InterfaceRow[];
  readonly idlePorts: readonly IdlePort[];
  /** What could not be read or looked odd, one sentence each. */
  readonly warnings: readonly string[];
  /** What is there beside network hardware; absent where nothing of it was read. */
  readonly inventory?: HardwareInventory;
  /** Results of burn-in programs that no confirmed report has told; absent where there are none. */
  readonly burnIn?: readonly BurnInResult[];
  /** Seconds since boot; null where it cannot be read. */
  readonly uptimeS: number | null;
}
