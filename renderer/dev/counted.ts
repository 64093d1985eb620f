import { emptyCounts } from '../../protocol/empty-counts';
import type { OperationId } from '../../protocol/ids';
import type { DeviceRow, ScanCounts, SessionView } from '../../protocol/model';

/** Counts as main would: the scripted window has no main. */
export function counted(rows: readonly DeviceRow[], beside: Partial<ScanCounts> = {}): ScanCounts {
  const counts = { ...emptyCounts(), ...beside };
  for (const { status, guest, contested, pair, pairSettled } of rows) {
    if (pair === 'accepted') counts.paired += 1;
    if (pair === 'rejected' && pairSettled === null) counts.pairRefused += 1;
    if (pair === 'unknown' && pairSettled === null) counts.pairUnknown += 1;
    if (pair === 'accepted' && !guest) counts.pairedExpected += 1;
    if (contested && status === 'pass') counts.contested += 1;
    if (status === 'noSerial') {
      counts.noSerial += 1;
      continue;
    }
    if (guest) {
      counts.guests += 1;
      continue;
    }
    counts.expected += 1;
    if (status === 'reported') counts.waiting += 1;
    else counts[status] += 1;
    if (contested && status === 'pass') counts.contestedExpected += 1;
  }
  return counts;
}

export function sessionOf(
  rows: readonly DeviceRow[],
  change: Partial<SessionView>,
  beside: Partial<ScanCounts> = {},
): SessionView {
  const now = Date.now();
  return {
    operationId: 'BI-20261121-214502' as OperationId,
    operatorId: '4711',
    scanMode: 0,
    phase: 'closed',
    round: 1,
    startedAt: now - 42_000,
    roundStartedAt: now - 42_000,
    closedAt: now,
    closeReason: 'idle',
    rosterSize: rows.filter(({ guest, status }) => !guest && status !== 'noSerial').length,
    idleEndsAt: null,
    endsAt: null,
    counts: counted(rows, beside),
    notices: [],
    onlyNamesFail: false,
    ...change,
  };
}
