import { counted } from '../../protocol/counted';
import { SIMULATION_MARK } from '../../protocol/simulation';
import { carryOut, planPruning } from '../app/records/prune';
import type { PruneArguments } from './arguments';
import { lookBeforeOpening } from '../adapters/store/look-before-opening';
import { isPractice } from '../app/records/practice-records';
import { localDay } from '../../protocol/local-time';
import { openForWriting } from './opened-records';
import { canWrite, openForReading } from './records-copy';
import { requireRecords } from './require-records';
import { personAtTerminal } from './person';

/** `burnin prune`: removes closed scans that are old and done with, or says which it would remove. */
export async function pruneCommand(
  { db, olderThanDays, dryRun }: PruneArguments,
  write: (line: string) => void,
  say: (line: string) => void,
): Promise<void> {
  requireRecords(db);
  // Of a copy nothing is changed.
  const isCurrent = !canWrite(db) || ((await lookBeforeOpening(db))?.isCurrent ?? true);
  const store = await (dryRun ? openForReading(db, () => undefined) : openForWriting(db, say));
  try {
    if (await isPractice(store)) write(SIMULATION_MARK);
    const now = Date.now();
    const plan = await planPruning(store, now, olderThanDays);
    const sum = (part: 'events' | 'reports' | 'deliveries'): number =>
      plan.operations.reduce((total, operation) => total + operation[part], 0);
    if (!dryRun) await carryOut(store, plan, { person: personAtTerminal(), now });
    const verb = dryRun ? 'would be removed' : 'removed';
    for (const { operationId, closedAt } of plan.operations) write(`${verb}: ${operationId}, closed ${localDay(closedAt)}`);
    for (const { operationId, why } of plan.kept) write(`stays: ${operationId}, because ${why}`);
    write(
      `${counted(plan.operations.length, 'scan')} closed more than ${counted(olderThanDays, 'day')} ago ${verb}: ${counted(sum('events'), 'entry', 'entries')}, ${counted(sum('reports'), 'raw report')}, ${counted(sum('deliveries'), 'message')}.`,
    );
    if (dryRun)
      write(isCurrent ? 'Nothing was changed.' : 'Nothing was removed; the records were brought to the form of this version.');
  } finally {
    await store.close();
  }
}
