import type { ExpectedInterface } from '../../../protocol/http';
import type { InterfaceVerdict, JudgedInterface } from '../../../protocol/model';
import type { PortWithoutDriver, ReportedInterface } from '../../../protocol/wire/read-report';
import type { ScanPolicy } from '../events';
import {
  isLocallyAdministered,
  isOnMacList,
  isUnprogrammed,
  macText,
  readMac,
  type MacAddress,
  type UnreadableMac,
} from './mac-address';

/** A reported interface with the address that counts; `address` is null when it cannot be read. */
export interface ComparedInterface {
  readonly row: ReportedInterface;
  readonly address: MacAddress | null;
  readonly current: MacAddress | UnreadableMac;
  readonly permanent: MacAddress | null;
}

/** Another device's port. */
export interface NeighbourPort {
  readonly sn: string;
  readonly interface: string;
}

/** What the other devices of the operation have to do with one MAC. */
export interface NeighbourFacts {
  /** Another device that reports it. */
  readonly reportedBy: NeighbourPort | null;
  /** Another serial number that MES gives it to. */
  readonly expectedBy: NeighbourPort | null;
  /** Another device that reports it and that MES gives it to. */
  readonly ownedBy: NeighbourPort | null;
}

export type NeighbourView = (mac: string) => NeighbourFacts;

/** Everything around one interface that its verdict depends on. */
export interface DeviceContext {
  readonly expected: readonly ExpectedInterface[];
  /** The judged interfaces of this device. */
  readonly rows: readonly ComparedInterface[];
  readonly neighbours: NeighbourView;
  readonly policy: ScanPolicy;
}

interface Finding {
  readonly verdict: InterfaceVerdict;
  readonly reason: string;
  readonly nextAction: string;
  readonly contested?: boolean;
}

/** Why an interface is listed but not judged, as one sentence; null when it is judged. */
export function whyIgnored(
  { row, address }: ComparedInterface,
  expected: readonly ExpectedInterface[],
  policy: ScanPolicy,
): string | null {
  switch (row.kind) {
    case 'physical':
      return address !== null && isOnMacList(address, policy.serviceNics) ? 'service adapter on the plant list' : null;
    case 'wireless': {
      const wanted = expected.some((want) => want.name === row.name || (address !== null && macText(want.mac) === address.text));
      return wanted ? null : 'wireless, and MES does not list it';
    }
    case 'virtualFunction':
      return 'SR-IOV virtual function';
    case 'loopback':
      return 'loopback';
    case 'bridge':
    case 'bond':
    case 'vlan':
    case 'veth':
    case 'tap':
    case 'macvlan':
    case 'virtual':
      return `virtual (${row.kind})`;
  }
}

/** The verdict on one reported interface. The first rule that fits decides; the order is that of docs/verdicts.md. */
export function judgeInterface(compared: ComparedInterface, context: DeviceContext): JudgedInterface {
  const want = context.expected.find(
    ({ name }) => name !== '' && (name === compared.row.name || compared.row.altNames.includes(name)),
  );
  return present(compared, want, find(compared, want, context));
}

function find(compared: ComparedInterface, want: ExpectedInterface | undefined, context: DeviceContext): Finding {
  const { row, address, current, permanent } = compared;
  if (address === null) {
    const hint = current.kind === 'unreadable' && current.hint !== '' ? `: ${current.hint}` : '';
    return {
      verdict: 'malformed',
      reason: `${row.name} reports "${row.mac}", which is no MAC address${hint}.`,
      nextAction: 'Check the card, then rescan.',
    };
  }
  const wanted = want === undefined ? null : readMac(want.mac);
  if (want !== undefined && wanted?.kind === 'unreadable') {
    const hint = wanted.hint === '' ? '' : `: ${wanted.hint}`;
    return {
      verdict: 'malformed',
      reason: `MES expects "${want.mac}" on ${row.name}, which is no MAC address${hint}.`,
      nextAction: 'Have the record in MES mended, then rescan.',
    };
  }
  if (isUnprogrammed(address, context.policy.vendorDefaultMacs)) {
    return {
      verdict: 'unprogrammed',
      reason: `${row.name} has ${address.text}: the card was never programmed.`,
      nextAction: 'Program or replace the card, then rescan.',
    };
  }
  const facts = context.neighbours(address.text);
  const twin = twinInDevice(compared, context.rows);
  if (wanted?.kind === 'mac' && wanted.text === address.text) return matching(address, twin, facts, '');
  if (wanted?.kind === 'mac' && permanent !== null && current.kind === 'mac' && current.text === wanted.text) {
    return {
      verdict: 'overridden',
      reason: `${row.name} shows ${current.text} only because software set it; the card itself has ${permanent.text}.`,
      nextAction: 'Remove the override or replace the card, then rescan.',
    };
  }
  const doubledHere = doubled(address, twin, null);
  if (doubledHere !== null) return doubledHere;
  const elsewhere = context.expected.find(({ mac }) => macText(mac) === address.text);
  if (elsewhere !== undefined) {
    if (elsewhere.name === '') return matching(address, null, facts, '');
    if (context.policy.interfaceNames === 'byMac')
      return matching(address, null, facts, `right MAC; MES calls this port ${elsewhere.name}`);
    return {
      verdict: 'swapped',
      reason: `right MAC, wrong port: expected on ${elsewhere.name}, found on ${row.name}.`,
      nextAction: 'Put the cards or cables back in order, then rescan.',
    };
  }
  const owner = facts.ownedBy ?? facts.expectedBy;
  if (owner !== null) {
    return {
      verdict: 'foreign',
      reason: `${row.name} has ${address.text}, which belongs to ${owner.sn} (${owner.interface}).`,
      nextAction: `Compare the cards of this device and ${owner.sn}, then rescan both.`,
    };
  }
  const doubledThere = doubled(address, null, facts.reportedBy);
  if (doubledThere !== null) return doubledThere;
  if (isLocallyAdministered(address) || row.addrAssignType === 1) {
    return {
      verdict: 'softwareMac',
      reason: `${row.name} has ${address.text}, an address made up by software.`,
      nextAction: 'Find out why the card has no address of its own, then rescan.',
    };
  }
  if (want !== undefined) {
    return {
      verdict: 'mismatch',
      reason: `${row.name} has ${address.text}, MES expects ${macText(want.mac)}.`,
      nextAction: 'Check that the right card is in this port, then rescan.',
    };
  }
  return {
    verdict: 'unexpected',
    reason: `${row.name} (${address.text}) is there, but MES does not list it.`,
    nextAction: 'Remove the card, or have it added in MES, then rescan.',
  };
}

/** The MAC is the expected one: a match, unless several ports have it and MES does not settle whose it is. */
function matching(address: MacAddress, twin: ReportedInterface | null, facts: NeighbourFacts, remark: string): Finding {
  const double = doubled(address, twin, facts.ownedBy);
  if (double !== null) return double;
  const rival = facts.reportedBy;
  if (rival !== null) {
    return {
      verdict: 'match',
      contested: true,
      reason: `${rival.sn} (${rival.interface}) reports this MAC too.`,
      nextAction: `Look at ${rival.sn} before pairing this device.`,
    };
  }
  if (facts.expectedBy !== null) {
    const { sn, interface: port } = facts.expectedBy;
    return {
      verdict: 'match',
      contested: true,
      reason: `MES gives this MAC to ${sn} (${port}) too.`,
      nextAction: 'Have the record in MES mended before pairing this device.',
    };
  }
  return { verdict: 'match', reason: remark, nextAction: '' };
}

function doubled(address: MacAddress, twin: ReportedInterface | null, rival: NeighbourPort | null): Finding | null {
  if (twin !== null) {
    return {
      verdict: 'duplicate',
      reason: `same MAC (${address.text}) as ${twin.name} of this device.`,
      nextAction: 'One of the two cards is programmed wrong: replace it, then rescan.',
    };
  }
  if (rival === null) return null;
  return {
    verdict: 'duplicate',
    reason: `same MAC (${address.text}) as ${rival.sn} ${rival.interface}.`,
    nextAction: `Compare the cards of this device and ${rival.sn}, then rescan both.`,
  };
}

/** Another judged port of this device with the same address, unless both are ports of one switch, or one the port behind it. */
function twinInDevice({ row, address }: ComparedInterface, rows: readonly ComparedInterface[]): ReportedInterface | null {
  const twin = rows.find(
    (other) =>
      other.row !== row &&
      other.address?.text === address?.text &&
      !(row.physSwitchId !== null && row.physSwitchId === other.row.physSwitchId) &&
      row.conduit !== other.row.name &&
      other.row.conduit !== row.name,
  );
  return twin?.row ?? null;
}

/** An expected interface that nobody reported. Takes the PCI port without driver that fits it best out of `sparePorts`. */
export function absentInterface(
  want: ExpectedInterface,
  sparePorts: PortWithoutDriver[],
  context: DeviceContext,
): JudgedInterface {
  const mac = macText(want.mac);
  const name = want.name === '' ? 'a port' : want.name;
  const port = takePort(want.name, sparePorts);
  if (port !== null) {
    return missing(want, 'portWithoutDriver', {
      reason: `${name} (${mac}) not found: ${port.pciAddress} is there but has no driver or firmware.`,
      nextAction: 'Load the driver or replace the card, then rescan.',
      port,
    });
  }
  const moved = context.rows.find(({ address }) => address?.text === mac);
  const holder = context.neighbours(mac).reportedBy;
  const where =
    moved !== undefined
      ? ` Its MAC is on ${moved.row.name}.`
      : holder !== null
        ? ` Its MAC is in ${holder.sn} (${holder.interface}).`
        : '';
  return missing(want, 'absent', {
    reason: `${name} (${mac}) not found.${where}`,
    nextAction: 'Reseat the card, then rescan.',
    port: null,
  });
}

/** `enp5s0` names bus 5, slot 0: the port at `0000:05:00.0` is the one, otherwise any that is left. */
function takePort(name: string, sparePorts: PortWithoutDriver[]): PortWithoutDriver | null {
  const [, bus, slot, fn] = /^en(?:P\d+)?p(\d+)s(\d+)(?:f(\d+))?/.exec(name) ?? [];
  const hex = (text: string | undefined, digits: number): string =>
    Number(text ?? 0)
      .toString(16)
      .padStart(digits, '0');
  const place = bus === undefined ? null : `:${hex(bus, 2)}:${hex(slot, 2)}.${hex(fn, 1)}`;
  const exact = place === null ? -1 : sparePorts.findIndex(({ pciAddress }) => pciAddress.toLowerCase().endsWith(place));
  const [port] = sparePorts.splice(exact === -1 ? 0 : exact, 1);
  return port ?? null;
}

function missing(
  want: ExpectedInterface,
  verdict: 'absent' | 'portWithoutDriver',
  { reason, nextAction, port }: { readonly reason: string; readonly nextAction: string; readonly port: PortWithoutDriver | null },
): JudgedInterface {
  return {
    name: want.name,
    verdict,
    expectedMac: macText(want.mac),
    foundMac: null,
    currentMac: null,
    reason,
    nextAction,
    contested: false,
    kind: null,
    bus: port === null ? null : 'pci',
    pciAddress: port?.pciAddress ?? null,
    driver: null,
    description: port?.description ?? null,
    carrier: null,
  };
}

export function ignoredInterface(compared: ComparedInterface, why: string): JudgedInterface {
  return present(compared, undefined, { verdict: 'ignored', reason: `Not judged: ${why}.`, nextAction: '' });
}

function present(
  { row, address, current, permanent }: ComparedInterface,
  want: ExpectedInterface | undefined,
  finding: Finding,
): JudgedInterface {
  const currentText = current.kind === 'mac' ? current.text : current.raw;
  return {
    name: row.name,
    verdict: finding.verdict,
    expectedMac: want === undefined ? null : macText(want.mac),
    foundMac: address?.text ?? row.mac,
    currentMac: permanent !== null && permanent.text !== currentText ? currentText : null,
    reason: finding.reason,
    nextAction: finding.nextAction,
    contested: finding.contested ?? false,
    kind: row.kind,
    bus: row.bus,
    pciAddress: row.pciAddress,
    driver: row.driver,
    description: row.description,
    carrier: row.carrier,
  };
}
