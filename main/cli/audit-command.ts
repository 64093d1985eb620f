import { english } from '../../messages/english';
import { counted } from '../../protocol/counted';
import { visibleText } from '../../protocol/visible-text';
import { auditInWords } from '../app/records/audit-words';
import { checkpoints, trail } from '../app/records/whole-trail';
import type { ChainPlace } from '../../protocol/report';
import type { StoredCheckpoint } from '../domain/ports/keeping-time';
import { newerScanRules } from '../domain/scan/rules';
import type { AuditArguments } from './arguments';
import { isPractice } from '../app/records/practice-records';
import { SIMULATION_MARK } from '../../protocol/simulation';
import { localSecond } from '../../protocol/local-time';
import { openForReading } from './records-copy';
import { requireRecords } from './require-records';

/** `burnin audit`: checks the chain of the event log, or prints who did what. @returns the exit code */
export async function auditCommand(
  { what, db, limit, entry: wanted }: AuditArguments,
  write: (text: string) => void,
  say: (line: string) => void,
): Promise<number> {
  requireRecords(db);
  const store = await openForReading(db, say);
  try {
    if (await isPractice(store)) write(`${SIMULATION_MARK}\n`);
    if (what === 'verify') {
      const problem = await store.verifyChain();
      write(problem === null ? 'The event log is whole: every entry follows from the one before it.\n' : `${problem}\n`);
      if (problem !== null) return 1;
      for await (const checkpoint of checkpoints(store)) write(`${visibleText(prunedText(checkpoint))}\n`);
      for await (const { event } of trail(store)) {
        const newer = event.kind === 'scanStarted' ? newerScanRules(event) : null;
        if (newer !== null) write(`${english([newer])}\n`);
      }
      const head = await store.chainHead();
      if (head !== null) write(`Head of the event log: entry ${head.seq}, ${head.hash}\n`);
      if (wanted === undefined) return 0;
      const place = await store.chainPlace(wanted);
      write(place === null ? `${noEntryText(wanted, head)}\n` : `Entry ${wanted}: ${place.hash}\n`);
      return place === null ? 1 : 0;
    }
    for await (const entry of trail(store, limit)) {
      const line = auditInWords(entry);
      if (line === null) continue;
      write(`${visibleText(auditLineText(line))}\n`);
    }
    return 0;
  } finally {
    await store.close();
  }
}

/** One thing that a person did, in one line. */
export function auditLineText({
  at,
  seq,
  person,
  action,
  subject,
  before,
  after,
}: NonNullable<ReturnType<typeof auditInWords>>): string {
  const change = [before, after].filter((value) => value !== null).join(' → ');
  const parts = [localSecond(at), String(seq).padStart(6), person.padEnd(12), action.padEnd(20), subject, change];
  return parts.join('  ').trimEnd();
}

function noEntryText(wanted: number, head: ChainPlace | null): string {
  return head === null || wanted > head.seq
    ? `There is no entry ${wanted}: the log ends ${head === null ? 'before its first entry' : `at entry ${head.seq}`}. Records that had that entry are not these, or were cut.`
    : `Entry ${wanted} is not there any more: it was removed with its scan (see what was pruned).`;
}

function prunedText({ seq, at, person, olderThanDays, operationIds, events, reports, deliveries }: StoredCheckpoint): string {
  return `Pruned on ${localSecond(at)} by ${person}: ${counted(operationIds.length, 'scan')} closed more than ${counted(olderThanDays, 'day')} before, with ${counted(events, 'entry', 'entries')}, ${counted(reports, 'raw report')} and ${counted(deliveries, 'message')}. Entry ${seq} seals it.`;
}
