import type { Bus, InterfaceKind } from './v1';

/** One reported interface, whoever reported it; a legacy agent fills only `name` and `mac`. */
export interface ReportedInterface {
  readonly name: string;
  readonly altNames: readonly string[];
  /** Current address, raw text as reported. */
  readonly mac: string;
  /** Where it reports no address: the key under which one seems to stand. */
  readonly macUnder?: string;
  /** Where another address than the one that counts stands under a near key that is not read: the key. */
  readonly permanentUnder?: string;
  /** Permanent address, raw text; null when the device knows none or did not say. */
  readonly permanentMac: string | null;
  readonly addrAssignType: number | null;
  readonly kind: InterfaceKind;
  readonly bus: Bus | null;
  readonly pciAddress: string | null;
  readonly driver: string | null;
  readonly description: string | null;
  /** Vendor and device of the card, `046b:ffb0`; absent where the report does not say both. */
  readonly ids?: string;
  readonly physSwitchId: string | null;
  /** Of a switch port: the name of the port behind the switch, whose address it inherits. */
  readonly conduit: string | null;
  /** Several interfaces have the name or the `ifindex` of the conduit, so it may be any of them. */
  readonly conduitUnsure?: true;
  readonly carrier: boolean | null;
}

/** A port of which no more is known than its name and its address. */
export function plainInterface(name: string, mac: string): ReportedInterface {
  return {
    name,
    altNames: [],
    mac,
    permanentMac: null,
    addrAssignType: null,
    kind: 'physical',
    bus: null,
    pciAddress: null,
    driver: null,
    description: null,
    physSwitchId: null,
    conduit: null,
    carrier: null,
  };
}
