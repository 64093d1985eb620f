import { type Deadline, nextDeadline } from '../../domain/scan/deadlines';
import type { ScanTime } from './scan-time';
import type { ScanSession } from '../../domain/scan/state';
import type { Clock } from '../../domain/ports/clock';

const TIMER_SLACK_MS = 50;
/** Later than this, no timer is late because the program was busy: the computer slept. */
const ASLEEP_MS = 5_000;

/** Wakes when the open scan ends by itself, by the time that passes: the computer's clock may be set meanwhile. */
export class ClosingTimer {
  readonly #clock: Clock;
  readonly #time: ScanTime;
  readonly #session: () => ScanSession | null;
  readonly #onDue: (deadline: Deadline, wasAsleep: boolean) => void;
  #armed: { readonly deadline: Deadline; readonly cancel: () => void } | null = null;

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
    // While look-ups are under way, most events change nothing about the end.
    if (deadline !== null && this.#armed?.deadline.at === deadline.at && this.#armed.deadline.reason === deadline.reason) return;
    this.disarm();
    if (deadline === null) return;
    const cancel = this.#clock.after(Math.max(0, deadline.at - this.#clock.elapsed()), () => {
      this.#armed = null;
      // Timers may fire a moment early.
      const early = deadline.at - this.#clock.elapsed();
      if (early > 0 && early <= TIMER_SLACK_MS) this.arm();
      else this.#onDue(deadline, early < -ASLEEP_MS);
    });
    this.#armed = { deadline, cancel };
  }

  disarm(): void {
    this.#armed?.cancel();
    this.#armed = null;
  }
}
