import type { ExpectedInterface } from '../../../protocol/expected-interface';
import type { InterfaceVerdict, JudgedInterface } from '../../../protocol/model';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import type { ReportedInterface } from '../../../protocol/wire/reported-interface';
import type { ScanPolicy } from '../scan/events';
import { SCAN_RULES } from '../scan/rules';
import { withoutDoubtfulSigns } from './doubtful-signs';
import type { CardStay } from './card-stay';
import { ignoredInterface, judgeInterface, whyIgnored, type DeviceContext, type NeighbourView } from './judge-interface';
import { readMac } from '../../../protocol/mac-address';
import { NO_TEXT, text, type Texts } from '../../../protocol/texts/text';
import { isZeroMac } from './mac-address';
import { mesFault } from './mes-fault';
import { missingEntry, unseenEntry } from './missing-entry';
import { expectedPorts, pairPorts, type ComparedInterface, type ExpectedPort } from './pair-ports';
import { isUnseen } from './unseen-ports';

/** What a comparison came to. `interfaces` stand as reported, then entries that no port has; `ignored` ones were not judged. */
export type Comparison =
  | {
      readonly kind: 'judged';
      readonly pass: boolean;
      /** A match that something speaks against: held out of Pair. */
      readonly contested: boolean;
      readonly interfaces: readonly JudgedInterface[];
      readonly ignored: readonly JudgedInterface[];
      /** The worst interface; nothing for a plain pass. */
      readonly reason: Texts;
      readonly nextAction: Texts;
    }
  /** What MES says contradicts itself: neither pass nor fail. */
  | { readonly kind: 'mesFault'; readonly reason: Texts; readonly nextAction: Texts };

/** Worst first: what concerns another device too, what is wrong with a card, what is wrong with a place, what is wrong with a name. */
const RANK: Readonly<Record<InterfaceVerdict, number>> = ranks([
  'duplicate',
  'foreign',
  'overridden',
  'softwareMac',
  'unprogrammed',
  'malformed',
  'mismatch',
  'swapped',
  'absent',
  'portWithoutDriver',
  'unexpected',
  'renamed',
  'match',
  'ignored',
]);

/**
 * Compares what MES expects of one device with what it reported, and with what the other devices of the operation reported
 * and are expected to have. Pure; the same input gives the same output.
 * @param rules by which the scan was begun
 */
export function compareDevice(
  expected: readonly ExpectedInterface[],
  report: Pick<HardwareReport, 'interfaces' | 'portsWithoutDriver'>,
  neighbours: NeighbourView,
  policy: ScanPolicy,
  stays: readonly CardStay[] = [],
  rules: number = SCAN_RULES,
): Comparison {
  const listed = expectedPorts(expected);
  const ignored: JudgedInterface[] = [];
  const rows: ComparedInterface[] = [];
  const all = rules >= 9 ? withoutDoubtfulSigns(report.interfaces) : report.interfaces;
  for (const reported of all) {
    const row = rules >= 4 && reported.conduitUnsure === true ? { ...reported, conduit: null } : reported;
    const compared = comparedAddress(row);
    const why = whyIgnored(compared, listed, policy, rules);
    if (why === null) rows.push(compared);
    else ignored.push(ignoredInterface(compared, why));
  }
  const entries: ExpectedPort[] = [];
  for (const entry of listed) {
    if (isUnseen(entry, rows, policy.unseenPorts)) ignored.push(unseenEntry(entry));
    else entries.push(entry);
  }
  const fault = mesFault(entries, rows);
  if (fault !== null) return { kind: 'mesFault', reason: [fault], nextAction: [text('next.mesRecord')] };
  const pairs = pairPorts(entries, rows, all, policy);
  const context: DeviceContext = { pairs, rows, neighbours, policy, stays, rules };
  const sparePorts = [...report.portsWithoutDriver];
  const interfaces = [
    ...rows.map((row) => judgeInterface(row, context)),
    ...pairs.missing.map((entry) => missingEntry(entry, sparePorts, context)),
  ];
  return summarise(interfaces, ignored);
}

/** The address that counts (permanent where there is one) beside the current one. */
export function comparedAddress(row: ReportedInterface): ComparedInterface {
  // Whatever stands there may be the address that counts.
  if (row.permanentUnder !== undefined) return { row, address: null, current: readMac(row.mac), permanent: null };
  const permanent = row.permanentMac === null ? null : readMac(row.permanentMac);
  const usable = permanent !== null && permanent.kind === 'mac' && !isZeroMac(permanent) ? permanent : null;
  // A permanent address that nobody can read may be any: the current one, which software can set, says nothing then.
  if (permanent?.kind === 'unreadable' && !/^[\s0:.-]*$/.test(permanent.raw))
    return { row, address: null, current: permanent, permanent: null };
  const current = permanent !== null && row.permanentMac === row.mac ? permanent : readMac(row.mac);
  const address = usable ?? (current.kind === 'mac' ? current : null);
  return { row, address, current, permanent: usable };
}

function summarise(interfaces: readonly JudgedInterface[], ignored: readonly JudgedInterface[]): Comparison {
  const bad = interfaces.filter(({ verdict }) => verdict !== 'match');
  const contestedRow = interfaces.find(({ contested }) => contested);
  const worst = worstOf(bad) ?? contestedRow ?? interfaces.find(({ reason }) => reason.length > 0);
  const more = bad.length > 1 ? [text('verdict.andMore', { more: bad.length - 1 })] : NO_TEXT;
  return {
    kind: 'judged',
    pass: bad.length === 0,
    contested: contestedRow !== undefined,
    interfaces,
    ignored,
    reason: worst === undefined ? NO_TEXT : [...worst.reason, ...more],
    nextAction: worst?.nextAction ?? NO_TEXT,
  };
}

/** The interface with the worst verdict. */
export function worstOf(rows: readonly JudgedInterface[]): JudgedInterface | undefined {
  let worst: JudgedInterface | undefined;
  for (const row of rows) if (worst === undefined || RANK[row.verdict] < RANK[worst.verdict]) worst = row;
  return worst;
}

/** The type names what is listed, so that a verdict without a place does not compile. */
function ranks<Listed extends string>(list: readonly Listed[]): Readonly<Record<Listed, number>> {
  return Object.fromEntries(list.map((verdict, place) => [verdict, place])) as Record<Listed, number>;
}
