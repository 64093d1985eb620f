import type { OperationId } from '../../../protocol/ids';
import type { AsideEntry } from '../../../protocol/ipc';
import { SIMULATION_MARK } from '../../../protocol/simulation';
import { visibleText } from '../../../protocol/visible-text';
import { text } from '../../../protocol/texts/text';
import { AppError } from '../../domain/errors';
import { evidenceFileName, scanLog, scanLogFileName } from '../../domain/records/scan-log';
import type { Clock } from '../../domain/ports/clock';
import type { Store } from '../../domain/ports/store';
import type { ScanSession } from '../../domain/scan/state';
import { evidenceBundle } from './evidence';

export interface ScanExportsDeps {
  readonly store: Store;
  readonly clock: Pick<Clock, 'now'>;
  readonly appVersion: string;
  /** Whether the devices are those of a simulated rack. */
  readonly isSimulated: boolean;
  /** The open scan, for whoever has it before them. Throws `notAllowedNow` when another one is, `noOperation` when none is. */
  readonly requireOpen: (shown: OperationId) => ScanSession;
  /** The open scan; null while none is. */
  readonly session: () => ScanSession | null;
  /** Who acts now. */
  readonly person: () => string;
}

interface NamedText {
  readonly fileName: string;
  readonly text: string;
}

/** What is read of the open scan for a file or a list. */
export class ScanExports {
  readonly #deps: ScanExportsDeps;

  constructor(deps: ScanExportsDeps) {
    this.#deps = deps;
  }

  /** The scan log as it is exported: the same content as the POST, indented. */
  scanLog(shown: OperationId): NamedText {
    const session = this.#deps.requireOpen(shown);
    const mark = this.#deps.isSimulated ? { simulation: SIMULATION_MARK } : {};
    return {
      fileName: scanLogFileName(session.operationId),
      text: `${JSON.stringify({ ...mark, ...scanLog(session) }, null, 2)}\n`,
    };
  }

  /** Everything that the verdicts of the open operation were made from, as one file. */
  async evidence(shown: OperationId): Promise<NamedText> {
    const { store, clock, appVersion, requireOpen, person } = this.#deps;
    const { operationId, phase } = requireOpen(shown);
    if (phase !== 'closed') throw new AppError('notAllowedNow', text('scan.stillRunning'));
    const bundle = await evidenceBundle(store, operationId, { person: person(), at: clock.now(), appVersion });
    return { fileName: evidenceFileName(operationId), text: bundle };
  }

  /** What was set aside, newest first: late, stale and repeated reports of the open operation, and the quarantine. */
  async aside(limit: number): Promise<AsideEntry[]> {
    const { store, session } = this.#deps;
    const entries: AsideEntry[] = [];
    for (const quarantined of await store.listQuarantined(limit)) {
      entries.push({
        id: quarantined.id,
        kind: 'quarantined',
        at: quarantined.at,
        operationId: '',
        sn: '',
        reason: quarantined.reason,
        excerpt: excerptOf(quarantined.beginning),
      });
    }
    for (const entry of (session()?.aside ?? []).slice(-limit)) {
      const report = await store.loadReport(entry.reportId);
      entries.push({
        id: entry.reportId,
        kind: entry.kind,
        at: entry.at,
        operationId: entry.operationId,
        sn: entry.sn,
        reason: entry.reason,
        excerpt: report === null ? '' : excerptOf(report.bytes),
      });
    }
    return entries.toSorted((a, b) => b.at - a.at).slice(0, limit);
  }
}

function excerptOf(bytes: Uint8Array): string {
  return visibleText(Buffer.from(bytes.subarray(0, 300)).toString('utf8')).slice(0, 300);
}
