import type { InterfaceVerdict, JudgedInterface } from '../../../protocol/model';
import type { ReportedInterface } from '../../../protocol/wire/read-report';
import type { ScanPolicy } from '../events';
import { isBmcHostInterface } from './bmc-host-interfaces';
import { cardStaySentence, type CardStay } from './card-stay';
import type { MacAddress } from '../../../protocol/mac-address';
import { visibleText } from '../../../protocol/visible-text';
import { isLocallyAdministered, isOnMacList, isUnprogrammed } from './mac-address';
import {
  hasName,
  keyOf,
  mayShareAddress,
  type ComparedInterface,
  textOf,
  type ExpectedPort,
  type PairedPorts,
  type Pairing,
} from './pair-ports';

/** Another device's port. */
export interface NeighbourPort {
  readonly sn: string;
  readonly interface: string;
}

/** What the other devices of the operation have to do with one MAC; of several the one whose serial number sorts first. */
export interface NeighbourFacts {
  /** Another device that reports it. */
  readonly reportedBy: NeighbourPort | null;
  /** Another serial number that MES gives it to. */
  readonly expectedBy: NeighbourPort | null;
  /** Another device that reports it and that MES gives it to. */
  readonly ownedBy: NeighbourPort | null;
  /** Another unit that reported it at any time in this operation, whatever became of it; `sn` is empty when it has no serial number. */
  readonly seenIn?: NeighbourPort | null;
  /** Another serial number that MES gave it to at any time in this operation. */
  readonly givenTo?: NeighbourPort | null;
}

export type NeighbourView = (mac: string) => NeighbourFacts;

/** Everything around one interface that its verdict depends on. */
export interface DeviceContext {
  readonly pairs: PairedPorts;
  /** The judged interfaces of this device. */
  readonly rows: readonly ComparedInterface[];
  readonly neighbours: NeighbourView;
  readonly policy: ScanPolicy;
  /** Where strange cards were before. */
  readonly stays: readonly CardStay[];
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
  entries: readonly ExpectedPort[],
  policy: ScanPolicy,
): string | null {
  const listed = address !== null && entries.some((entry) => keyOf(entry) === address.key);
  switch (row.kind) {
    case 'physical':
      return listed ? null : whyNotOfTheDevice(row, address, policy);
    case 'wireless':
      return listed || entries.some(({ name }) => name !== '' && hasName(row, name))
        ? null
        : 'wireless, and MES does not list it';
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

/** Why a physical port is none of the device's own cards; null when it is one. */
export function whyNotOfTheDevice(row: ReportedInterface, address: MacAddress | null, policy: ScanPolicy): string | null {
  if (address !== null && isOnMacList(address, policy.serviceNics)) return 'service adapter on the plant list';
  return isBmcHostInterface(row, address) ? 'virtual USB card of the management controller' : null;
}

/** The verdict on one reported interface. The first rule that fits decides; the order is that of docs/verdicts.md. */
export function judgeInterface(compared: ComparedInterface, context: DeviceContext): JudgedInterface {
  const pairing = context.pairs.byPort.get(compared) ?? null;
  const finding = find(compared, pairing, context);
  const history = cardStaySentence(finding.verdict, compared.address?.text ?? null, context.stays);
  return present(compared, pairing?.entry, { ...finding, reason: `${finding.reason}${history}` });
}

function find(compared: ComparedInterface, pairing: Pairing | null, context: DeviceContext): Finding {
  const { row, address, current, permanent } = compared;
  if (address === null && row.permanentUnder !== undefined) {
    return {
      verdict: 'malformed',
      reason: `${row.name} has another address under \`${row.permanentUnder}\`, which is not read: the permanent one is expected as \`permaddr\` in \`interfaces\`.`,
      nextAction: 'Have the agent of this device corrected, then rescan.',
    };
  }
  if (address === null && row.macUnder !== undefined) {
    return {
      verdict: 'malformed',
      reason: `${row.name} reports no address: it has \`${row.macUnder}\` where \`macaddr\` is expected.`,
      nextAction: 'Have the agent of this device corrected, then rescan.',
    };
  }
  if (address === null) {
    const hint = current.kind === 'unreadable' && current.hint !== '' ? `: ${current.hint}` : '';
    return {
      verdict: 'malformed',
      reason: `${row.name} reports "${current.kind === 'unreadable' ? current.raw : row.mac}", which is no MAC address${hint}.`,
      nextAction: 'Check the card, then rescan.',
    };
  }
  const wanted = pairing?.entry.address ?? null;
  if (wanted?.kind === 'unreadable') {
    const hint = wanted.hint === '' ? '' : `: ${wanted.hint}`;
    return {
      verdict: 'malformed',
      reason: `MES expects "${wanted.raw}" on ${row.name}, which is no MAC address${hint}.`,
      nextAction: 'Have the record in MES corrected, then rescan.',
    };
  }
  if (isUnprogrammed(address, context.policy.vendorDefaultMacs)) {
    return {
      verdict: 'unprogrammed',
      reason: `${row.name} has ${address.text}: the card was never programmed.`,
      nextAction: 'Program or replace the card, then rescan.',
    };
  }
  const facts = context.neighbours(address.key);
  const twin = twinInDevice(compared, context.rows);
  if (pairing?.by === 'address') {
    const { name } = pairing.entry;
    const remark = name === '' || hasName(row, name) ? '' : `right MAC; MES calls this port ${name}`;
    return matching(address, twin, facts, remark);
  }
  if (
    wanted !== null &&
    permanent !== null &&
    current.kind === 'mac' &&
    current.key === wanted.key &&
    address.key !== wanted.key
  ) {
    return {
      verdict: 'overridden',
      reason: `${row.name} shows ${current.text} only because software set it; the card itself has ${permanent.text}.`,
      nextAction: 'Remove the override or replace the card, then rescan.',
    };
  }
  const doubledHere = doubled(address, twin, null);
  if (doubledHere !== null) return doubledHere;
  if (pairing?.by === 'rename') {
    return {
      verdict: 'renamed',
      reason: `right MAC; MES knows this port as ${pairing.entry.name}, this system calls it ${row.name}.`,
      nextAction:
        'The cards are right. Set "Right MAC on another port" to "Passes, with a remark" (scan.interfaceNames: byMac), or have the port names in MES corrected.',
    };
  }
  const elsewhere = context.pairs.unsatisfied.get(address.key);
  if (elsewhere !== undefined) {
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
  const doubledThere = context.pairs.listed.has(address.key) ? null : doubled(address, null, facts.reportedBy);
  if (doubledThere !== null) return doubledThere;
  if (isLocallyAdministered(address) || row.addrAssignType === 1) {
    return {
      verdict: 'softwareMac',
      reason: `${row.name} has ${address.text}, an address made up by software.`,
      nextAction: 'Find out why the card has no address of its own, then rescan.',
    };
  }
  if (wanted !== null) {
    return {
      verdict: 'mismatch',
      reason: `${row.name} has ${address.text}, MES expects ${wanted.text}.`,
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
  const rival = facts.reportedBy ?? facts.seenIn ?? null;
  if (rival !== null) return { verdict: 'match', contested: true, ...rivalClaim(rival, facts.reportedBy !== null) };
  const given = facts.expectedBy ?? facts.givenTo ?? null;
  if (given !== null) return { verdict: 'match', contested: true, ...mesClaim(given) };
  return { verdict: 'match', reason: remark, nextAction: '' };
}

/** What speaks against a match: another unit has the address, now or earlier in this operation. */
export function rivalClaim({ sn, interface: port }: NeighbourPort, now: boolean): Pick<Finding, 'reason' | 'nextAction'> {
  const who = sn === '' ? 'A unit without serial number' : sn;
  return {
    reason: `${who} (${port}) ${now ? 'reports' : 'reported'} this MAC too.`,
    nextAction: `Look at ${sn === '' ? 'that unit' : sn} before pairing this device.`,
  };
}

/** What speaks against a match: MES gives the address to another device of the scan as well. */
export function mesClaim({ sn, interface: port }: NeighbourPort): Pick<Finding, 'reason' | 'nextAction'> {
  return {
    reason: `MES gives this MAC to ${sn} (${port}) too.`,
    nextAction: 'Have the record in MES corrected before pairing this device.',
  };
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

/** Another judged port of this device with the same address that may not share it. */
function twinInDevice({ row, address }: ComparedInterface, rows: readonly ComparedInterface[]): ReportedInterface | null {
  const twin = rows.find((other) => other.row !== row && other.address?.key === address?.key && !mayShareAddress(row, other.row));
  return twin?.row ?? null;
}

export function ignoredInterface(compared: ComparedInterface, why: string): JudgedInterface {
  return present(compared, undefined, { verdict: 'ignored', reason: `Not judged: ${why}.`, nextAction: '' });
}

function present(
  { row, address, current, permanent }: ComparedInterface,
  want: ExpectedPort | undefined,
  finding: Finding,
): JudgedInterface {
  const currentText = current.kind === 'mac' ? current.text : current.raw;
  return {
    name: row.name,
    verdict: finding.verdict,
    expectedMac: want === undefined ? null : textOf(want),
    foundMac: address?.text ?? row.mac,
    currentMac: permanent !== null && permanent.text !== currentText ? currentText : null,
    reason: visibleText(finding.reason),
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
