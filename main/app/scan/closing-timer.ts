import { type Deadline, nextDeadline } from '../../domain/scan/deadlines';
import type { ScanTime } from './scan-time';
import type { ScanSession } from '../../domain/scan/state';
import type { Clock } from '../../domain/ports/clock';

const TIMER_SLACK_MS = 50;
/** Later than this, no timer is late because the program was busy: the computer slept. */
const ASLEEP_MS = 5_000;
/** After a standstill of the program, for what came in it to be read. */
const READING_MS = 500;

/** Wakes when the open scan ends by itself, by the time that passes: the computer's clock may be set meanwhile. */
export class ClosingTimer {
  readonly #clock: Clock;
  readonly #time: ScanTime;
  readonly #session: () => ScanSession | null;
  readonly #onDue: (deadline: Deadline, wasAsleep: boolean) => void;
  /** `waits`: the end is still to come. */
  #armed: { readonly deadline: Deadline; readonly waits: boolean; readonly cancel: () => void } | null = null;
  /** The end for which what came meanwhile was waited for. */
  #readFor: number | null = null;

  /**
   * @param session the open scan, null while nothing is accepted
   * @param onDue `wasAsleep`: nobody could answer in that time
   */
  constructor(
    clock: Clock,
    time: ScanTime,
    session: () => ScanSession | null,
    onDue: (deadline: Deadline, wasAsleep: boolean) => void,
  ) {
    this.#clock = clock;
    this.#time = time;
    this.#session = session;
    this.#onDue = onDue;
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
      else if (this.#stoodStill(lateMs) && this.#readFor !== deadline.at) {
        this.#readFor = deadline.at;
        this.#wake(deadline, READING_MS, false);
      } else this.#onDue(deadline, this.#readFor !== deadline.at && lateMs > ASLEEP_MS);
    });
    this.#armed = { deadline, waits, cancel };
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
