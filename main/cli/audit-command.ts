import { english } from '../../messages/english';
import { counted } from '../../protocol/counted';
import { visibleText } from '../../protocol/visible-text';
import { auditInWords } from '../app/records/audit-words';
import type { StoredAudit } from '../domain/ports/journal';
import type { StoredCheckpoint } from '../domain/ports/keeping-time';
import { newerScanRules } from '../domain/scan/rules';
import type { AuditArguments } from './arguments';
import { openRecords } from '../open-records';
import { requireRecords } from './require-records';

/** More entries than a trail has. */
const WHOLE_TRAIL = 100_000_000;

/** `burnin audit`: checks the chain of the event log, or prints who did what. @returns the exit code */
export async function auditCommand({ what, db, limit }: AuditArguments, write: (text: string) => void): Promise<number> {
  requireRecords(db);
  const store = await openRecords(db);
  try {
    if (what === 'verify') {
      const problem = await store.verifyChain();
      write(problem === null ? 'The event log is whole: every entry follows from the one before it.\n' : `${problem}\n`);
      for (const checkpoint of problem === null ? await store.listCheckpoints() : [])
        write(`${visibleText(prunedText(checkpoint))}\n`);
      for (const newer of problem === null ? newerScans(await store.listAudit(WHOLE_TRAIL)) : []) write(`${newer}\n`);
      return problem === null ? 0 : 1;
    }
    for (const entry of await store.listAudit(limit)) {
      const line = auditInWords(entry);
      if (line === null) continue;
      const change = [line.before, line.after].filter((value) => value !== null).join(' → ');
      const parts = [
        new Date(line.at).toISOString(),
        String(line.seq).padStart(6),
        line.person.padEnd(12),
        line.action.padEnd(20),
        line.subject,
        change,
      ];
      write(`${visibleText(parts.join('  ').trimEnd())}\n`);
    }
    return 0;
  } finally {
    await store.close();
  }
}

/** Scans that this version cannot judge anew, one sentence each. */
function newerScans(trail: readonly StoredAudit[]): string[] {
  return trail.flatMap(({ event }) => {
    const newer = event.kind === 'scanStarted' ? newerScanRules(event) : null;
    return newer === null ? [] : [english([newer])];
  });
}

function prunedText({ seq, at, person, olderThanDays, operationIds, events, reports, deliveries }: StoredCheckpoint): string {
  return `Pruned on ${new Date(at).toISOString()} by ${person}: ${counted(operationIds.length, 'scan')} closed more than ${counted(olderThanDays, 'day')} before, with ${counted(events, 'entry', 'entries')}, ${counted(reports, 'raw report')} and ${counted(deliveries, 'message')}. Entry ${seq} seals it.`;
}
