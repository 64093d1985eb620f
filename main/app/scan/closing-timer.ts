import { type Deadline, nextDeadline } from '../../domain/scan/deadlines';
import type { ScanTime } from './scan-time';
import type { ScanSession } from '../../domain/scan/state';
import type { Clock } from '../../domain/ports/clock';

const TIMER_SLACK_MS = 50;
/** Later than this, no timer is late because the program was busy: the computer slept. */
const ASLEEP_MS = 5_000;
/** After a standstill of the program, and while messages wait to be filed, for what came meanwhile to be read. */
const READING_MS = 500;

/** Wakes when the open scan ends by itself, by the time that passes: the computer's clock may be set meanwhile. */
export class ClosingTimer {
  readonly #clock: Clock;
  readonly #time: ScanTime;
  readonly #session: () => ScanSession | null;
  readonly #onDue: (deadline: Deadline, wasAsleep: boolean) => void;
  readonly #isBehind: () => boolean;
  /** `waits`: the end is still to come. */
  #armed: { readonly deadline: Deadline; readonly waits: boolean; readonly cancel: () => void } | null = null;
  /** The end for which what came meanwhile was waited for. */
  #readFor: number | null = null;
  /** When messages last waited to be filed over an end that had come, in the time of `Clock.elapsed`. */
  #behindUntil = Number.NEGATIVE_INFINITY;

  /**
   * @param session the open scan, null while nothing is accepted
   * @param onDue `wasAsleep`: nobody could answer in that time
   * @param isBehind whether messages came that are not filed yet: answers that came in time may be among them, or behind them
   */
  constructor(
    clock: Clock,
    time: ScanTime,
    session: () => ScanSession | null,
    onDue: (deadline: Deadline, wasAsleep: boolean) => void,
    isBehind: () => boolean = () => false,
  ) {
    this.#clock = clock;
    this.#time = time;
    this.#session = session;
    this.#onDue = onDue;
    this.#isBehind = isBehind;
  }

  /** Sets it to when the scan ends as it is now. */
  arm(): void {
    const session = this.#session();
    const deadline = session === null ? null : nextDeadline(session, this.#time.passing(session));
    if (deadline !== null && this.#isArmedFor(deadline)) return;
    this.disarm();
    if (deadline === null) return;
    const afterMs = Math.max(0, deadline.at - this.#clock.elapsed());
    this.#wake(deadline, afterMs, afterMs > 0);
  }

  /** While look-ups are under way, most events change nothing about the end. In the computer's sleep time passes, and timers stand still. */
  #isArmedFor({ at, reason }: Deadline): boolean {
    const armed = this.#armed;
    if (armed?.deadline.at !== at || armed.deadline.reason !== reason) return false;
    return !armed.waits || at > this.#clock.elapsed();
  }

  #wake(deadline: Deadline, afterMs: number, waits: boolean): void {
    const cancel = this.#clock.after(afterMs, () => {
      this.#armed = null;
      const lateMs = this.#clock.elapsed() - deadline.at;
      // Timers may fire a moment early.
      if (lateMs < 0 && lateMs >= -TIMER_SLACK_MS) this.arm();
      else if (this.#stoodStill(lateMs) && !this.#wasRead(deadline)) this.#readOn(deadline);
      else if (lateMs > ASLEEP_MS && !this.#wasRead(deadline)) this.#onDue(deadline, true);
      else if (this.#hasToRead(deadline, lateMs)) this.#readOn(deadline);
      else this.#onDue(deadline, false);
    });
    this.#armed = { deadline, waits, cancel };
  }

  #readOn(deadline: Deadline): void {
    this.#readFor = deadline.at;
    this.#wake(deadline, READING_MS, false);
  }

  /** Whoever answered in time is not late because the console is: for once more the longest time of the scan at most, and with look-ups. */
  #hasToRead({ at, reason }: Deadline, lateMs: number): boolean {
    const session = this.#session();
    // Everybody has answered.
    if (session === null || reason === 'complete' || lateMs >= session.policy.maxMs) return false;
    if (!this.#isBehind()) return this.#behindUntil >= at && session.lookUps > 0;
    this.#behindUntil = this.#clock.elapsed();
    return true;
  }

  /** The program was awake since, and read what came. */
  #wasRead({ at }: Deadline): boolean {
    return this.#readFor === at || this.#behindUntil >= at;
  }

  /** The program did not run when the scan was to end: answers that came in time are not read yet. */
  #stoodStill(lateMs: number): boolean {
    return lateMs > TIMER_SLACK_MS && lateMs <= ASLEEP_MS;
  }

  disarm(): void {
    this.#armed?.cancel();
    this.#armed = null;
  }
}
