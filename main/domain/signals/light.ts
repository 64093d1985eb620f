import type { SessionView } from '../../../protocol/model';
import { countNeedy } from '../../../protocol/needy';
import { countFailed, needsHand } from '../../../protocol/scan-ending';
import type { SignalMessage } from '../../../protocol/signal';

/** What a message says of the station itself. */
export type StationLight = Pick<SignalMessage, 'state' | 'operation' | 'expected' | 'passed' | 'needy'>;

/** Of a scan, what decides. */
export type ScanSeen = Pick<SessionView, 'operationId' | 'startedAt' | 'closedAt' | 'phase' | 'counts'>;

/** A scan closed longer ago than this, ms, is no longer the work in hand. */
const STALE_MS = 12 * 3_600_000;

const READY: StationLight = { state: 'ready', operation: null, expected: 0, passed: 0, needy: 0 };

/** How a station stands whose broker and records are there. @param now ms since 1970 */
export function stationLight(scan: ScanSeen | null, now: number): StationLight {
  return scan === null || isStale(scan, now) ? READY : lightOfScan(scan);
}

function isStale({ closedAt }: ScanSeen, now: number): boolean {
  return closedAt !== null && now - closedAt > STALE_MS;
}

function lightOfScan({ operationId, phase, counts }: ScanSeen): StationLight {
  const failed = countFailed(counts) > 0;
  const running = failed ? 'failure' : 'scanning';
  const over = needsHand(counts) ? 'needsHand' : 'done';
  return {
    state: phase === 'scanning' ? running : over,
    operation: operationId,
    expected: counts.expected,
    passed: counts.pass,
    needy: countNeedy(counts),
  };
}
