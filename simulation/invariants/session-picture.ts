import type { ScanSession } from '../../main/domain/scan/state';
import { openContests } from '../../main/domain/scan/state';

/** What a session comes to, in one short text: enough to see at every step that two are the same. */
export function outlineOf(session: ScanSession): string {
  const { operationId, phase, round, closedAt, closeReason, roundStartedAt, lastActivityAt, lookUps, counts, aside } = session;
  const parts: unknown[] = [
    operationId,
    phase,
    round,
    closedAt,
    closeReason,
    roundStartedAt,
    lastActivityAt,
    lookUps,
    aside.length,
  ];
  parts.push(...Object.values(counts));
  for (const device of session.devices.values()) {
    const { id, status, attempt, pair, waiver, claimants, claims, comparison } = device;
    parts.push(id, status, attempt, waiver, claimants.length, claims.size, JSON.stringify(comparison?.reason));
    if (pair !== null) parts.push(pair.outcome, pair.key, pair.attempt, pair.settled?.as);
    for (const { key } of openContests(device)) parts.push(key);
  }
  return parts.join('|');
}
