import { localMinute } from '../../../protocol/local-time';
import { text, type Text } from '../../../protocol/texts/text';
import type { OperationId } from '../../../protocol/ids';
import { AppError } from '../../domain/errors';
import type { Log } from '../../domain/ports/log';
import type { KeepingFacts, OldOperation } from '../../domain/ports/keeping-time';
import { DAY_MS, type Going, isOfUnknownAge, mostAtOnce, ofUnknownAge, whyNotRemoved } from '../../domain/records/keeping';
import type { Store } from '../../domain/ports/store';
import { type ScanSession, unsettledPair } from '../../domain/scan/state';
import { loadSession } from '../scan/load-session';

/** At most so many operations are removed in one transaction, under one checkpoint. */
const MAX_TOGETHER = 25;
/** And about so many of their entries, reports and messages: whoever writes meanwhile waits for the transaction. One operation goes whole. */
const MAX_ROWS = 4_000;

/** What may be removed, and what is old enough but has to stay. */
export interface PrunePlan {
  readonly olderThanDays: number;
  readonly operations: readonly OldOperation[];
  readonly kept: readonly Kept[];
}

interface Kept {
  readonly operationId: OperationId;
  readonly why: string;
}

/**
 * Closed scans older than so many days whose messages are all done. The latest scan always stays: it is what the console opens.
 * @param now ms since 1970
 */
export async function planPruning(store: Store, now: number, olderThanDays: number): Promise<PrunePlan> {
  const operations: OldOperation[] = [];
  const kept: Kept[] = [];
  for await (const part of partsOfPlan(store, now, olderThanDays)) {
    operations.push(...part.operations);
    kept.push(...part.kept);
  }
  return { olderThanDays, operations, kept };
}

/** The plan in parts of a few scans, the oldest first, however many there are. What a part names may be removed before the next. */
async function* partsOfPlan(store: Store, now: number, olderThanDays: number): AsyncGenerator<PrunePlan, void> {
  const latest = await store.latestOperation();
  let last: OldOperation | null = null;
  for (;;) {
    const old: readonly OldOperation[] = await store.listOld(now - olderThanDays * DAY_MS, last, MAX_TOGETHER);
    const operations: OldOperation[] = [];
    const kept: Kept[] = [];
    for (const one of old) {
      const why = one.operationId === latest?.operationId ? 'it is the latest scan' : await whyKept(store, one);
      if (why === null) operations.push(one);
      else kept.push({ operationId: one.operationId, why });
    }
    last = old.at(-1) ?? null;
    if (last === null) return;
    yield { olderThanDays, operations, kept };
  }
}

/** Removes what a plan names; each batch is on disk with its checkpoint, or is still there whole. */
export async function carryOut(
  store: Store,
  plan: PrunePlan,
  by: { readonly person: string; readonly now: number },
): Promise<void> {
  const { operations, olderThanDays } = plan;
  for (const batch of batchesOf(operations)) {
    const operationIds = batch.map(({ operationId }) => operationId);
    await store.prune({ operationIds, at: by.now, person: by.person, olderThanDays });
  }
}

function batchesOf(operations: readonly OldOperation[]): readonly (readonly OldOperation[])[] {
  const batches: OldOperation[][] = [];
  let rows = 0;
  for (const one of operations) {
    const own = one.events + one.reports + one.deliveries;
    const last = batches.at(-1);
    const fits = last !== undefined && last.length < MAX_TOGETHER && rows + own <= MAX_ROWS;
    if (fits) last.push(one);
    else batches.push([one]);
    rows = fits ? rows + own : own;
  }
  return batches;
}

/**
 * Removes what the policy says, nothing for 0 days or where nobody chose; a failure is told and keeps nobody from working.
 * @returns what to tell a person: by the clock scans are old enough, and they were not removed, because the clock may be wrong, or was
 */
export async function pruneByPolicy(
  store: Store,
  keepDays: number | null,
  { now, log, stopped = () => false }: { readonly now: number; readonly log: Log; readonly stopped?: () => boolean },
): Promise<Text | null> {
  if (keepDays === null || keepDays === 0) return null;
  try {
    const facts = await store.keepingFacts(now - keepDays * DAY_MS, now);
    const { operations, kept, unknown, going } = await goingByPolicy(store, { now, keepDays, facts, stopped });
    const doubt = whyNotRemoved(going, facts, now, keepDays);
    if (doubt !== null) {
      log.warn('No old scans were pruned: the clock may be wrong.', { keepDays, ...facts, ...going });
      return doubt;
    }
    for (let from = 0; from < operations.length && !stopped(); from += MAX_TOGETHER) {
      const part = operations.slice(from, from + MAX_TOGETHER);
      await carryOut(store, { olderThanDays: keepDays, operations: part, kept: [] }, { person: 'policy', now });
    }
    log.info('Old scans were pruned.', { keepDays, pruned: operations.length, kept, unknown });
    return ofUnknownAge(unknown, facts, keepDays);
  } catch (error) {
    log.error('Old scans could not be pruned; they stay.', { error });
    return null;
  }
}

interface PolicyRun {
  readonly now: number;
  readonly keepDays: number;
  readonly facts: KeepingFacts;
  readonly stopped: () => boolean;
}

/** What the policy removes, if it does: of more than it may remove at once only the number and the newest. */
async function goingByPolicy(
  store: Store,
  { now, keepDays, facts, stopped }: PolicyRun,
): Promise<{
  readonly operations: readonly OldOperation[];
  readonly kept: number;
  readonly unknown: number;
  readonly going: Going;
}> {
  const operations: OldOperation[] = [];
  const most = mostAtOnce(facts);
  let kept = 0;
  let unknown = 0;
  let going: Going = { count: 0, closedAt: 0 };
  for await (const part of partsOfPlan(store, now, keepDays)) {
    if (stopped()) return { operations: [], kept, unknown: 0, going: { count: 0, closedAt: 0 } };
    kept += part.kept.length;
    for (const operation of part.operations) {
      if (isOfUnknownAge(operation, facts)) {
        unknown += 1;
        continue;
      }
      going = { count: going.count + 1, closedAt: operation.closedAt };
      if (operations.length <= most) operations.push(operation);
    }
  }
  return { operations, kept, unknown, going };
}

/** For whoever asks for an operation that was removed. */
export function prunedError(operationId: string, prunedAt: number): AppError {
  return new AppError('notFound', text('records.removed', { operation: operationId, on: localMinute(prunedAt) }));
}

/** A refused or unknown Pair is done with when all of its devices were confirmed again or settled since. */
async function whyKept(store: Store, { operationId, unsettled }: OldOperation): Promise<string | null> {
  const [first] = unsettled;
  if (first === undefined) return null;
  const session = unsettled.some(({ serials }) => serials.length > 0) ? await sessionOf(store, operationId) : null;
  if (session === 'newer') return 'it was recorded by a newer version of this program';
  const [keys, refused] = [new Set<string>(), new Set<string>()];
  for (const device of session?.devices.values() ?? []) {
    if (device.pair?.settled === null) keys.add(device.pair.key);
    if (device.pair !== null && unsettledPair(device) !== null) refused.add(device.pair.key);
  }
  const open = unsettled.find(({ state, serials, key }) =>
    state === 'accepted' ? refused.has(key) : serials.length === 0 || state === 'queued' || state === 'sending' || keys.has(key),
  );
  if (open === undefined) return null;
  if (open.state === 'accepted') return `devices of a message of it were refused, and nobody has settled them (${open.summary})`;
  return `a message of it is ${open.state} (${open.summary})`;
}

async function sessionOf(store: Store, operationId: OperationId): Promise<ScanSession | 'newer' | null> {
  try {
    return await loadSession(store, operationId);
  } catch (error) {
    if (error instanceof AppError && error.code === 'newerVersion') return 'newer';
    throw error;
  }
}
