import type { InterfaceVerdict, JudgedInterface } from '../../../protocol/model';
import type { ReportedInterface } from '../../../protocol/wire/reported-interface';
import type { ScanPolicy } from '../scan/events';
import { isBmcHostInterface } from './bmc-host-interfaces';
import { cardHistory, type CardStay } from './card-stay';
import type { MacAddress } from '../../../protocol/mac-address';
import { NO_TEXT, text, type Text, type Texts } from '../../../protocol/texts/text';
import { isLocallyAdministered, isUnprogrammed } from './mac-address';
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
import { isServiceAdapter } from './service-adapters';
import { hardwareFacts } from './hardware-facts';

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
  /** By which the scan was begun. */
  readonly rules: number;
}

interface Finding {
  readonly verdict: InterfaceVerdict;
  readonly reason: Texts;
  readonly nextAction: Texts;
  readonly contested?: boolean;
}

/** Why an interface is listed but not judged; null when it is judged. */
export function whyIgnored(
  { row, address }: ComparedInterface,
  entries: readonly ExpectedPort[],
  policy: ScanPolicy,
  rules: number,
): Text | null {
  const listed = address !== null && entries.some((entry) => keyOf(entry) === address.key);
  switch (row.kind) {
    case 'physical':
      return listed ? null : whyNotOfTheDevice(row, address, policy, rules);
    case 'wireless':
      return listed || entries.some(({ name }) => name !== '' && hasName(row, name)) ? null : text('ignored.wireless');
    case 'virtualFunction':
      return text('ignored.virtualFunction');
    case 'loopback':
      return text('ignored.loopback');
    case 'bridge':
    case 'bond':
    case 'vlan':
    case 'veth':
    case 'tap':
    case 'macvlan':
    case 'virtual':
      return text('ignored.virtual', { kind: row.kind });
  }
}

/** Why a physical port is none of the device's own cards; null when it is one. */
export function whyNotOfTheDevice(
  row: ReportedInterface,
  address: MacAddress | null,
  policy: ScanPolicy,
  rules: number,
): Text | null {
  if (isServiceAdapter(row, address, policy.serviceNics, rules)) return text('ignored.serviceAdapter');
  return isBmcHostInterface(row, address, rules) ? text('ignored.controllerCard') : null;
}

/** The verdict on one reported interface. The first rule that fits decides; the order is that of docs/verdicts.md. */
export function judgeInterface(compared: ComparedInterface, context: DeviceContext): JudgedInterface {
  const pairing = context.pairs.byPort.get(compared) ?? null;
  const finding = find(compared, pairing, context);
  const history = cardHistory(finding.verdict, compared.address?.text ?? null, context.stays);
  return present(compared, pairing?.entry, { ...finding, reason: [...finding.reason, ...history] });
}

function find(compared: ComparedInterface, pairing: Pairing | null, context: DeviceContext): Finding {
  const { row, address, current, permanent } = compared;
  if (address === null && row.permanentUnder !== undefined) {
    return {
      verdict: 'malformed',
      reason: [text('verdict.permanentElsewhere', { port: row.name, field: row.permanentUnder })],
      nextAction: [text('next.agent')],
    };
  }
  if (address === null && row.macUnder !== undefined) {
    return {
      verdict: 'malformed',
      reason: [text('verdict.addressElsewhere', { port: row.name, field: row.macUnder })],
      nextAction: [text('next.agent')],
    };
  }
  if (address === null) {
    const { raw, hint } = current.kind === 'unreadable' ? current : { raw: row.mac, hint: null };
    return {
      verdict: 'malformed',
      reason: [
        hint === null ? text('verdict.noMac', { port: row.name, raw }) : text('verdict.noMacHint', { port: row.name, raw, hint }),
      ],
      nextAction: [text('next.checkCard')],
    };
  }
  const wanted = pairing?.entry.address ?? null;
  if (wanted?.kind === 'unreadable') {
    const { raw, hint } = wanted;
    return {
      verdict: 'malformed',
      reason: [
        hint === null
          ? text('verdict.mesNoMac', { port: row.name, raw })
          : text('verdict.mesNoMacHint', { port: row.name, raw, hint }),
      ],
      nextAction: [text('next.mesRecord')],
    };
  }
  if (isUnprogrammed(address, context.policy.vendorDefaultMacs)) {
    return {
      verdict: 'unprogrammed',
      reason: [text('verdict.unprogrammed', { port: row.name, mac: address.text })],
      nextAction: [text('next.programCard')],
    };
  }
  const facts = context.neighbours(address.key);
  const twin = twinInDevice(compared, context.rows);
  const isSet = context.rules >= 8 && row.addrAssignType === 3 && permanent === null;
  if (pairing?.by === 'address') {
    const { name } = pairing.entry;
    const remark = name === '' || hasName(row, name) ? NO_TEXT : [text('verdict.otherName', { expected: name })];
    const match = matching(address, twin, facts, remark);
    return match.verdict === 'match' && isSet ? setBySoftware(row, address) : match;
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
      reason: [text('verdict.overridden', { port: row.name, current: current.text, permanent: permanent.text })],
      nextAction: [text('next.removeOverride')],
    };
  }
  const doubledHere = doubled(address, twin, null);
  if (doubledHere !== null) return doubledHere;
  if (pairing?.by === 'rename') {
    return {
      verdict: 'renamed',
      reason: [text('verdict.renamed', { expected: pairing.entry.name, found: row.name })],
      nextAction: [text('next.portNames')],
    };
  }
  const elsewhere = context.pairs.unsatisfied.get(address.key);
  if (elsewhere !== undefined) {
    return {
      verdict: 'swapped',
      reason: [text('verdict.swapped', { expected: elsewhere.name, found: row.name })],
      nextAction: [text('next.order')],
    };
  }
  const owner = facts.ownedBy ?? facts.expectedBy;
  if (owner !== null) {
    return {
      verdict: 'foreign',
      reason: [text('verdict.foreign', { port: row.name, mac: address.text, owner: owner.sn, ownerPort: owner.interface })],
      nextAction: [text('next.compareCards', { serial: owner.sn })],
    };
  }
  const doubledThere = context.pairs.listed.has(address.key) ? null : doubled(address, null, facts.reportedBy);
  if (doubledThere !== null) return doubledThere;
  if (isLocallyAdministered(address) || row.addrAssignType === 1) {
    return {
      verdict: 'softwareMac',
      reason: [text('verdict.softwareMac', { port: row.name, mac: address.text })],
      nextAction: [text('next.softwareMac')],
    };
  }
  if (isSet) return setBySoftware(row, address);
  if (wanted !== null) {
    return {
      verdict: 'mismatch',
      reason: [text('verdict.mismatch', { port: row.name, found: address.text, expected: wanted.text })],
      nextAction: [text('next.rightCard')],
    };
  }
  return {
    verdict: 'unexpected',
    reason: [text('verdict.unexpected', { port: row.name, mac: address.text })],
    nextAction: [text('next.removeCard')],
  };
}

/** Software may have given it the address that is expected, whatever stands in the card. */
function setBySoftware({ name }: ReportedInterface, { text: mac }: MacAddress): Finding {
  return {
    verdict: 'softwareMac',
    reason: [text('verdict.setMac', { port: name, mac })],
    nextAction: [text('next.softwareMac')],
  };
}

/** The MAC is the expected one: a match, unless several ports have it and MES does not settle whose it is. */
function matching(address: MacAddress, twin: ReportedInterface | null, facts: NeighbourFacts, remark: Texts): Finding {
  const double = doubled(address, twin, facts.ownedBy);
  if (double !== null) return double;
  const rival = facts.reportedBy ?? facts.seenIn ?? null;
  if (rival !== null) return { verdict: 'match', contested: true, ...speaking(rivalClaim(rival, facts.reportedBy !== null)) };
  const given = facts.expectedBy ?? facts.givenTo ?? null;
  if (given !== null) return { verdict: 'match', contested: true, ...speaking(mesClaim(given)) };
  return { verdict: 'match', reason: remark, nextAction: NO_TEXT };
}

function speaking({ what, next }: Claim): Pick<Finding, 'reason' | 'nextAction'> {
  return { reason: [what], nextAction: [next] };
}

/** What speaks against a match, and what to do about it. */
interface Claim {
  readonly what: Text;
  readonly next: Text;
}

/** What speaks against a match: another unit has the address, now or earlier in this operation. */
export function rivalClaim({ sn, interface: port }: NeighbourPort, now: boolean): Claim {
  if (sn === '') {
    const what = text(now ? 'verdict.namelessRivalNow' : 'verdict.namelessRivalBefore', { port });
    return { what, next: text('next.lookAtThatUnit') };
  }
  const what = text(now ? 'verdict.rivalNow' : 'verdict.rivalBefore', { serial: sn, port });
  return { what, next: text('next.lookBeforePairing', { serial: sn }) };
}

/** What speaks against a match: MES gives the address to another device of the scan as well. */
export function mesClaim({ sn, interface: port }: NeighbourPort): Claim {
  return { what: text('verdict.mesGivesItTwice', { serial: sn, port }), next: text('next.mesRecordBeforePairing') };
}

function doubled(address: MacAddress, twin: ReportedInterface | null, rival: NeighbourPort | null): Finding | null {
  if (twin !== null) {
    return {
      verdict: 'duplicate',
      reason: [text('verdict.duplicateHere', { mac: address.text, port: twin.name })],
      nextAction: [text('next.replaceTwin')],
    };
  }
  if (rival === null) return null;
  return {
    verdict: 'duplicate',
    reason: [text('verdict.duplicateThere', { mac: address.text, serial: rival.sn, port: rival.interface })],
    nextAction: [text('next.compareCards', { serial: rival.sn })],
  };
}

/** Another judged port of this device with the same address that may not share it. */
function twinInDevice({ row, address }: ComparedInterface, rows: readonly ComparedInterface[]): ReportedInterface | null {
  const twin = rows.find((other) => other.row !== row && other.address?.key === address?.key && !mayShareAddress(row, other.row));
  return twin?.row ?? null;
}

export function ignoredInterface(compared: ComparedInterface, why: Text): JudgedInterface {
  return present(compared, undefined, { verdict: 'ignored', reason: [why], nextAction: NO_TEXT });
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
    reason: finding.reason,
    nextAction: finding.nextAction,
    contested: finding.contested ?? false,
    ...hardwareFacts(row),
  };
}
