import type { UnitAttempt } from '../../../protocol/history';
import type { ReportHead, SeenCard, UnitReport } from '../../../protocol/report';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import { comparedAddress } from '../compare/compare-device';
import { inOrderOfStart } from './attempt-order';

/** A report of one device, and when it came. */
export interface SeenReport {
  readonly at: number;
  readonly report: HardwareReport;
}

/** What is on record of one device. */
export interface UnitParts {
  readonly sn: string;
  readonly attempts: readonly UnitAttempt[];
  readonly reports: readonly SeenReport[];
  /** Reports that are not as they were filed, and say nothing. */
  readonly altered: number;
}

/** One device over the years: every attempt, and every card that was in it. */
export function unitReport({ sn, attempts, reports, altered }: UnitParts, head: ReportHead): UnitReport {
  return { kind: 'unit', head, sn, attempts: inOrderOfStart(attempts), cards: seenCards(reports), altered };
}

/** Physical ports only: the others have addresses of their own making. */
export function seenCards(reports: readonly SeenReport[]): SeenCard[] {
  const cards = new Map<string, SeenCard>();
  for (const { at, report } of reports.toSorted((a, b) => a.at - b.at))
    for (const port of report.interfaces) {
      const address = port.kind === 'physical' ? (comparedAddress(port).address?.text ?? port.mac) : '';
      if (address === '') continue;
      const before = cards.get(address);
      cards.set(address, {
        address,
        port: port.name,
        model: port.description ?? before?.model ?? null,
        pciAddress: port.pciAddress ?? before?.pciAddress ?? null,
        firstAt: before?.firstAt ?? at,
        lastAt: at,
        reports: (before?.reports ?? 0) + 1,
      });
    }
  return [...cards.values()].toSorted((a, b) => a.firstAt - b.firstAt || (a.address < b.address ? -1 : 1));
}
