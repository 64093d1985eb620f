import { operationId, type OperatorId } from '../../../protocol/ids';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import type { Commit } from '../../domain/ports/journal';

const OPERATOR = 'tester' as OperatorId;

/** A scan without devices, begun and closed at once. */
export function closedScan(id: string, at: number): Commit {
  const named = operationId(id);
  const started = { operationId: named, operatorId: OPERATOR, scanMode: 0, roster: null, policy: DEFAULT_SETTINGS.scan } as const;
  return {
    operation: { operationId: named, startedAt: at, operatorId: OPERATOR },
    events: [
      { operationId: named, at, event: { kind: 'scanStarted', ...started } },
      { operationId: named, at, event: { kind: 'scanClosed', reason: 'idle' } },
    ],
  };
}
