import { text, type Texts } from '../../../protocol/texts/text';
import type { Clock } from '../../domain/ports/clock';

export interface IdleSignOutDeps {
  readonly clock: Clock;
  /** ms without a sign of life after which a person is signed out; 0: never. */
  readonly afterMs: () => number;
  readonly isSignedIn: () => boolean;
  /** @param idleMs how long nobody was there */
  readonly signOut: (idleMs: number) => void;
}

/**
 * Signs out whoever left the console. A sign of life is a key, the pointer or a scan in the window, never a message from a device or a
 * scan that runs. A computer that slept counts its sleep: who comes back is asked to sign in again. Its clock may be set: that is no time in which
 * nobody was there.
 */
export class IdleSignOut {
  readonly #deps: IdleSignOutDeps;
  #lastAt = 0;
  #cancel: (() => void) | null = null;

  constructor(deps: IdleSignOutDeps) {
    this.#deps = deps;
  }

  /** Somebody signed in or out, or the setting changed: counted from now. */
  restart(): void {
    this.#lastAt = this.#deps.clock.elapsed();
    this.#arm();
  }

  /** Somebody is there; who comes too late is signed out. */
  active(): void {
    if (this.#isOver()) this.#end();
    else this.restart();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #arm(): void {
    this.stop();
    const { clock, afterMs, isSignedIn } = this.#deps;
    const after = afterMs();
    if (after === 0 || !isSignedIn()) return;
    this.#cancel = clock.after(after, () => {
      this.#cancel = null;
      this.#end();
    });
  }

  #isOver(): boolean {
    const { clock, afterMs, isSignedIn } = this.#deps;
    const after = afterMs();
    return isSignedIn() && after > 0 && clock.elapsed() - this.#lastAt >= after;
  }

  #end(): void {
    const { clock, afterMs, isSignedIn, signOut } = this.#deps;
    if (!isSignedIn()) return;
    this.stop();
    signOut(Math.max(afterMs(), clock.elapsed() - this.#lastAt));
  }
}

/** What stands in the trail beside a sign-out that nobody asked for. @param idleMs how long nobody was there */
export function automaticSignOut(idleMs: number): Texts {
  const seconds = Math.round(idleMs / 1_000);
  return seconds < 120
    ? [text('audit.automaticSeconds', { seconds })]
    : [text('audit.automaticMinutes', { minutes: Math.round(seconds / 60) })];
}
