/** A model of network card or on-board port, with its PCI identity as `lspci -nn` prints it. */
export interface CardModel {
  /** Four hexadecimal digits. */
  readonly vendorId: string;
  readonly deviceId: string;
  readonly driver: string;
  readonly description: string;
  /** The first three octets of its addresses, `aa:bb:cc`. */
  readonly oui: string;
}

export const I210: CardModel = {
  vendorId: '8086',
  deviceId: '1533',
  driver: 'igb',
  description: 'Intel Corporation I210 Gigabit Network Connection',
  oui: 'e0:18:7d',
};
export const I350: CardModel = {
  vendorId: '8086',
  deviceId: '1521',
  driver: 'igb',
  description: 'Intel Corporation I350 Gigabit Network Connection',
  oui: '00:18:7d',
};
export const X550: CardModel = {
  vendorId: '8086',
  deviceId: '1563',
  driver: 'ixgbe',
  description: 'Intel Corporation Ethernet Controller 10G X550T',
  oui: 'b4:96:91',
};
export const X710: CardModel = {
  vendorId: '8086',
  deviceId: '1572',
  driver: 'i40e',
  description: 'Intel Corporation Ethernet Controller X710 for 10GbE SFP+',
  oui: '3c:fd:fe',
};
export const BCM5720: CardModel = {
  vendorId: '14e4',
  deviceId: '165f',
  driver: 'tg3',
  description: 'Broadcom Inc. and subsidiaries NetXtreme BCM5720 Gigabit Ethernet PCIe',
  oui: '00:0a:f7',
};

/** A card that sits on one PCI bus, with as many functions as it has ports. */
export interface Slot {
  readonly card: CardModel;
  /** PCI bus number, 1 to 255. */
  readonly bus: number;
  /** 1 to 8. */
  readonly ports: number;
}

/** The name that the kernel's predictable naming gives to a port: `enp4s0`, or `enp2s0f3` on a card with several functions. */
export function interfaceName(slot: Slot, port: number): string {
  return slot.ports === 1 ? `enp${slot.bus}s0` : `enp${slot.bus}s0f${port}`;
}

/** The PCI address of a port: `0000:04:00.0`. */
export function pciAddress(slot: Slot, port: number): string {
  return `0000:${slot.bus.toString(16).padStart(2, '0')}:00.${port}`;
}
