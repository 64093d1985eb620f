import type { SessionView } from '../../../protocol/model';
import { countNeedy } from '../../../protocol/needy';
import { countFailed, needsHand } from '../../../protocol/scan-ending';
import type { SignalMessage } from '../../../protocol/signal';

/** What a message says of the station itself. */
export type StationLight = Pick<SignalMessage, 'state' | 'operation' | 'expected' | 'passed' | 'needy' | 'acknowledged'>;

/** Of a scan, what decides. */
export interface ScanSeen extends Pick<SessionView, 'operationId' | 'startedAt' | 'closedAt' | 'phase' | 'counts'> {
  /** Failed devices that nobody has acknowledged. */
  readonly unacknowledged: { readonly size: number };
}

/** A scan closed longer ago than this, ms, is no longer the work in hand. */
const STALE_MS = 12 * 3_600_000;

const READY: StationLight = { state: 'ready', operation: null, expected: 0, passed: 0, needy: 0 };

/** How a station stands whose broker and records are there. @param now ms since 1970 @param alarm whether failures wait for a person to acknowledge them */
export function stationLight(scan: ScanSeen | null, now: number, alarm: boolean): StationLight {
  return scan === null || isStale(scan, now) ? READY : lightOfScan(scan, alarm);
}

function isStale({ closedAt }: ScanSeen, now: number): boolean {
  return closedAt !== null && now - closedAt > STALE_MS;
}

function lightOfScan({ operationId, phase, counts, unacknowledged }: ScanSeen, alarm: boolean): StationLight {
  const failed = countFailed(counts) > 0;
  const running = failed ? 'failure' : 'scanning';
  const over = needsHand(counts) ? 'needsHand' : 'done';
  return {
    state: phase === 'scanning' ? running : over,
    operation: operationId,
    expected: counts.expected,
    passed: counts.pass,
    needy: countNeedy(counts),
    ...(alarm && failed ? { acknowledged: unacknowledged.size === 0 } : {}),
  };
}
