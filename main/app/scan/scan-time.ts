import type { Clock } from '../../domain/ports/clock';
import type { ScanTimes } from '../../domain/scan/deadlines';
import type { ScanSession } from '../../domain/scan/state';

/** Less than this is how closely two clocks of one machine are read, ms. */
const CLOSE_MS = 1_000;

/** A moment of a scan as it is on record, and when it was by the time that passes. */
interface Mark {
  readonly operationId: string;
  readonly nth: number;
  readonly at: number;
  readonly elapsed: number;
}

/**
 * Since when a round runs and nothing came, by the time that passes: whoever sets the computer's clock makes neither longer or shorter.
 * What is read from the records, as after a restart, is taken for as old as the clock says, and never for something still to come.
 */
export class ScanTime {
  readonly #clock: Clock;
  #round: Mark | null = null;
  #activity: Mark | null = null;
  #isLineUp = true;
  #isAsking = false;
  /** Since when answers can come, in the time of `Clock.elapsed`. */
  #heardSince = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Answers come only while the line to the broker is up. */
  lineChanged(isUp: boolean): void {
    this.#isLineUp = isUp;
    this.#listen();
  }

  /** Whoever is asked can answer only once the broker has the question. */
  askingChanged(isAsking: boolean): void {
    this.#isAsking = isAsking;
    this.#listen();
  }

  #listen(): void {
    if (!this.#isLineUp || this.#isAsking) this.#heardSince = Number.POSITIVE_INFINITY;
    else if (this.#heardSince === Number.POSITIVE_INFINITY) this.#heardSince = this.#clock.elapsed();
  }

  /** In the time of `Clock.elapsed`. */
  passing(session: ScanSession): ScanTimes {
    this.#round = this.#marked(this.#round, session, session.beginnings, session.roundStartedAt);
    this.#activity = this.#marked(this.#activity, session, session.activities, session.lastActivityAt);
    return { roundStartedAt: this.#round.elapsed, lastActivityAt: this.#activity.elapsed, heardSince: this.#heardSince };
  }

  /** As the clock stands now, ms since 1970: what is on record, unless it was set since. */
  shown(session: ScanSession): ScanTimes {
    const { roundStartedAt, lastActivityAt, heardSince = Number.NEGATIVE_INFINITY } = this.passing(session);
    return {
      heardSince: heardSince + this.#clock.now() - this.#clock.elapsed(),
      roundStartedAt: this.#shown(roundStartedAt, session.roundStartedAt),
      lastActivityAt: this.#shown(lastActivityAt, session.lastActivityAt),
    };
  }

  #marked(known: Mark | null, { operationId }: ScanSession, nth: number, at: number): Mark {
    if (known?.operationId === operationId && known.nth === nth && known.at === at) return known;
    const now = this.#clock.now();
    return { operationId, nth, at, elapsed: this.#clock.elapsed() - Math.max(0, now - at) };
  }

  #shown(elapsed: number, onRecord: number): number {
    const at = elapsed + this.#clock.now() - this.#clock.elapsed();
    return Math.abs(at - onRecord) < CLOSE_MS ? onRecord : at;
  }
}

/** Whether somebody set the clock since it was asked last. */
export function createClockWatch(clock: Clock): () => boolean {
  let before = clock.now() - clock.elapsed();
  return () => {
    const offset = clock.now() - clock.elapsed();
    if (Math.abs(offset - before) < CLOSE_MS) return false;
    before = offset;
    return true;
  };
}
