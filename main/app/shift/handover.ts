import type { Handover } from '../../../protocol/handover';
import type { HistoryAnswer, HistoryLine, HistoryQuestion } from '../../../protocol/history';
import type { AuditLine } from '../../../protocol/people';
import type { ShiftView } from '../../../protocol/self-test';
import { storedSummary } from '../../domain/delivery/summary';
import type { Store } from '../../domain/ports/store';
import { auditLine } from '../records/audit-words';
import { trail } from '../records/whole-trail';

export interface HandoverDeps {
  readonly store: Pick<Store, 'openDeliveries' | 'countQuarantined' | 'listQuarantined' | 'listAudit'>;
  readonly statistics: { search(question: HistoryQuestion): Promise<HistoryAnswer> };
  readonly shift: () => Promise<ShiftView>;
  readonly now: () => number;
}

/** More than a shift leaves; what is older stands in the history. */
const OPERATIONS = 500;
const MESSAGES = 200;
const QUARANTINED = 1_000;
const ENTRIES = 10_000;

const DECISIONS: ReadonlySet<string> = new Set(['waived', 'contestCleared', 'pairSettled']);

/** What of these records is open, and what was decided in the shift that runs. */
export async function handover({ store, statistics, shift, now }: HandoverDeps): Promise<Handover> {
  const { since, last } = await shift();
  const question = { text: '', reason: null, from: null, to: null, before: null, limit: OPERATIONS };
  const { operations, more } = await statistics.search(question);
  const open = await store.openDeliveries(null, MESSAGES);
  const quarantined = await store.listQuarantined(QUARANTINED);
  return {
    since,
    until: now(),
    selfTest: last,
    operations: operations.filter(isOpen),
    lookedAt: more ? operations.length : null,
    messages: open.map(({ operationId, kind, state, summary, problem, createdAt }) => ({
      operationId,
      kind,
      state,
      summary: storedSummary(kind, summary),
      problem,
      createdAt,
    })),
    quarantined: { all: await store.countQuarantined(), ofShift: quarantined.filter(({ at }) => at >= since).length },
    decisions: await decisionsSince(store, since),
  };
}

/** It has not ended, or something of it waits for a person or the factory. */
function isOpen({ closedAt, leftOver, onHold, undelivered }: HistoryLine): boolean {
  const { notPaired, refused, unknown } = leftOver ?? { notPaired: 0, refused: 0, unknown: 0 };
  return closedAt === null || notPaired + refused + unknown + onHold + undelivered > 0;
}

async function decisionsSince(store: Pick<Store, 'listAudit'>, since: number): Promise<AuditLine[]> {
  const lines: AuditLine[] = [];
  for await (const entry of trail(store, ENTRIES)) {
    if (entry.at < since) break;
    const line = DECISIONS.has(entry.event.kind) ? auditLine(entry) : null;
    if (line !== null) lines.push(line);
  }
  return lines.toReversed();
}
