import type { ExpectedInterface } from '../../../protocol/http';
import type { JudgedInterface } from '../../../protocol/model';
import type { HardwareReport, ReportedInterface } from '../../../protocol/wire/read-report';
import type { ScanPolicy } from '../events';
import type { CardStay } from './card-stay';
import {
  absentInterface,
  ignoredInterface,
  judgeInterface,
  whyIgnored,
  type ComparedInterface,
  type DeviceContext,
  type NeighbourView,
} from './judge-interface';
import { isZeroMac, readMac } from './mac-address';

/** What a comparison came to. `interfaces` stand as reported, then expected ones that nobody reported; `ignored` ones were not judged. */
export type Comparison =
  | {
      readonly kind: 'judged';
      readonly pass: boolean;
      /** A match that another device claims too: held out of Pair. */
      readonly contested: boolean;
      readonly interfaces: readonly JudgedInterface[];
      readonly ignored: readonly JudgedInterface[];
      /** The worst thing in one sentence; empty for a plain pass. */
      readonly reason: string;
      readonly nextAction: string;
    }
  /** What MES says contradicts itself: neither pass nor fail. */
  | { readonly kind: 'mesFault'; readonly reason: string; readonly nextAction: string };

/**
 * Compares what MES expects of one device with what it reported, and with what the other devices of the operation reported
 * and are expected to have. Pure; the same input gives the same output.
 */
export function compareDevice(
  expected: readonly ExpectedInterface[],
  report: Pick<HardwareReport, 'interfaces' | 'portsWithoutDriver'>,
  neighbours: NeighbourView,
  policy: ScanPolicy,
  stays: readonly CardStay[] = [],
): Comparison {
  const fault = mesFault(expected);
  if (fault !== null) return { kind: 'mesFault', reason: fault, nextAction: 'Have the record in MES mended, then rescan.' };
  const ignored: JudgedInterface[] = [];
  const judgedRows: ComparedInterface[] = [];
  for (const row of report.interfaces) {
    const compared = comparedAddress(row);
    const why = whyIgnored(compared, expected, policy);
    if (why === null) judgedRows.push(compared);
    else ignored.push(ignoredInterface(compared, why));
  }
  const context: DeviceContext = { expected, rows: judgedRows, neighbours, policy, stays };
  const interfaces = judgedRows.map((row) => judgeInterface(row, context));
  const reportedNames = new Set<string>();
  const foundByMac = new Set<string>();
  for (const { row, address } of judgedRows) {
    reportedNames.add(row.name);
    for (const name of row.altNames) reportedNames.add(name);
    foundByMac.add(address?.text ?? '');
  }
  const sparePorts = [...report.portsWithoutDriver];
  for (const want of expected) {
    if (want.name === '' ? foundByMac.has(expectedText(want)) : reportedNames.has(want.name)) continue;
    if (policy.interfaceNames === 'byMac' && foundByMac.has(expectedText(want))) continue;
    interfaces.push(absentInterface(want, sparePorts, context));
  }
  return summarise(interfaces, ignored);
}

/** The address that counts (permanent where there is one) beside the current one. */
export function comparedAddress(row: ReportedInterface): ComparedInterface {
  const permanent = row.permanentMac === null ? null : readMac(row.permanentMac);
  const usable = permanent !== null && permanent.kind === 'mac' && !isZeroMac(permanent) ? permanent : null;
  const current = permanent !== null && row.permanentMac === row.mac ? permanent : readMac(row.mac);
  const address = usable ?? (current.kind === 'mac' ? current : null);
  return { row, address, current, permanent: usable };
}

function expectedText(want: ExpectedInterface): string {
  const mac = readMac(want.mac);
  return mac.kind === 'mac' ? mac.text : want.mac;
}

function mesFault(expected: readonly ExpectedInterface[]): string | null {
  const seen = new Map<string, string>();
  for (const { name, mac } of expected) {
    const before = seen.get(name);
    if (name !== '' && before !== undefined) return `MES lists ${name} twice (${before} and ${mac}).`;
    seen.set(name, mac);
  }
  return expected.length === 0 ? 'MES lists no interfaces for this device.' : null;
}

function summarise(interfaces: readonly JudgedInterface[], ignored: readonly JudgedInterface[]): Comparison {
  const bad = interfaces.filter(({ verdict }) => verdict !== 'match');
  const contestedRow = interfaces.find(({ contested }) => contested);
  const worst = bad[0] ?? contestedRow ?? interfaces.find(({ reason }) => reason !== '');
  const more = bad.length > 1 ? ` (and ${bad.length - 1} more)` : '';
  return {
    kind: 'judged',
    pass: bad.length === 0,
    contested: contestedRow !== undefined,
    interfaces,
    ignored,
    reason: worst === undefined ? '' : `${worst.reason}${more}`,
    nextAction: worst?.nextAction ?? '',
  };
}
