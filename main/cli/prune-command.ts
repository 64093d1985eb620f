import { existsSync } from 'node:fs';
import { carryOut, planPruning } from '../app/prune';
import { AppError } from '../domain/errors';
import type { PruneArguments } from './arguments';
import { openRecords } from './compose';
import { personAtTerminal } from './person';

/** `burnin prune`: removes closed scans that are old and done with, or says which it would remove. */
export async function pruneCommand({ db, olderThanDays, dryRun }: PruneArguments, write: (line: string) => void): Promise<void> {
  if (!existsSync(db)) throw new AppError('notFound', `There are no records at ${db}.`);
  const store = await openRecords(db);
  try {
    const now = Date.now();
    const plan = await planPruning(store, now, olderThanDays);
    const sum = (part: 'events' | 'reports' | 'deliveries'): number =>
      plan.operations.reduce((total, operation) => total + operation[part], 0);
    const counts = [sum('events'), sum('reports'), sum('deliveries')];
    if (!dryRun) await carryOut(store, plan, { person: personAtTerminal(), now });
    const verb = dryRun ? 'would be removed' : 'removed';
    for (const { operationId, closedAt } of plan.operations)
      write(`${verb}: ${operationId}, closed ${new Date(closedAt).toISOString().slice(0, 10)}`);
    for (const { operationId, why } of plan.kept) write(`stays: ${operationId}, because ${why}`);
    write(
      `${plan.operations.length === 1 ? '1 scan' : `${plan.operations.length} scans`} closed more than ${olderThanDays} days ago ${verb}: ${counts[0]} entries, ${counts[1]} raw reports, ${counts[2]} messages.`,
    );
    if (dryRun) write('Nothing was changed.');
  } finally {
    await store.close();
  }
}
