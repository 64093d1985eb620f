import type { DeviceStatus, InterfaceVerdict } from '../../protocol/model';
import type { FaultName } from './fault';

/** What a console must find about one interface. */
export interface InterfaceOracle {
  /** As reported, or as MES names it where nothing is reported. */
  readonly interface: string;
  readonly verdict: InterfaceVerdict;
}

/** What a console must find about one device in one scan. */
export interface AttemptOracle {
  /** The device's verdict when the scan has closed (with interface names compared strictly). */
  readonly status: Exclude<DeviceStatus, 'waiting' | 'reported' | 'waived' | 'noSerial'>;
  /** It passes, but another device reports one of its addresses. */
  readonly contested: boolean;
  /** Judged interfaces as reported, then the expected ones that are not; null where nothing can be judged. */
  readonly interfaces: readonly InterfaceOracle[] | null;
  /** Names of the reported interfaces that are shown but not judged. */
  readonly ignored: readonly string[];
  /** Answers beside the one that counts. */
  readonly beside: Beside;
}

/** Messages of a device that do not become its answer, per scan. */
export interface Beside {
  readonly duplicates: number;
  readonly quarantined: number;
  /** For an operation that nobody knows. */
  readonly stale: number;
  /** Units without serial number. */
  readonly noSerial: number;
}

/** The truth about one simulated device, known from how it was made and never from comparing. */
export interface DeviceOracle {
  readonly serial: string;
  readonly fault: FaultName | null;
  /** The first scan, then (where it differs) every later one of the same device. */
  readonly attempts: readonly [AttemptOracle, ...AttemptOracle[]];
  /** Answers so long after the command, ms; a scan that closes earlier shows `noAnswer` and counts one late answer. */
  readonly answersAfterMs: number;
  /** The Pair API refuses it. */
  readonly pairRejected: boolean;
}

/** How many devices of a roster stand where when a scan has closed; the sum of the first six is `expected`. */
export interface OracleCounts {
  readonly expected: number;
  readonly pass: number;
  readonly fail: number;
  readonly couldNotCheck: number;
  readonly notRegistered: number;
  readonly conflict: number;
  readonly noAnswer: number;
  readonly contested: number;
  readonly late: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly stale: number;
  readonly noSerial: number;
}

export const NOTHING_BESIDE: Beside = { duplicates: 0, quarantined: 0, stale: 0, noSerial: 0 };

/** What holds for a device's n-th scan (from 1). */
export function attemptOf(oracle: DeviceOracle, attempt: number): AttemptOracle {
  return oracle.attempts[Math.min(attempt, oracle.attempts.length) - 1] ?? oracle.attempts[0];
}

/**
 * Adds up the truth for one scan of all devices with all of them on the roster.
 * @param closesAfterMs how long the scan stays open; whoever answers later counts as no answer.
 */
export function countOracle(oracle: readonly DeviceOracle[], closesAfterMs: number, attempt = 1): OracleCounts {
  const seen = oracle.map((device) => ({ late: device.answersAfterMs > closesAfterMs, found: attemptOf(device, attempt) }));
  const statusOf = ({ late, found }: (typeof seen)[number]): AttemptOracle['status'] => (late ? 'noAnswer' : found.status);
  const count = (status: AttemptOracle['status']): number => seen.filter((device) => statusOf(device) === status).length;
  const beside = (kind: keyof Beside): number => seen.reduce((sum, { found }) => sum + found.beside[kind], 0);
  return {
    expected: oracle.length,
    pass: count('pass'),
    fail: count('fail'),
    couldNotCheck: count('couldNotCheck'),
    notRegistered: count('notRegistered'),
    conflict: count('conflict'),
    noAnswer: count('noAnswer'),
    contested: seen.filter(({ late, found }) => !late && found.contested).length,
    late: seen.filter(({ late }) => late).length,
    duplicates: beside('duplicates'),
    quarantined: beside('quarantined'),
    stale: beside('stale'),
    noSerial: beside('noSerial'),
  };
}
