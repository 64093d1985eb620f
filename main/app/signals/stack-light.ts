import { backoffMs } from '../../../protocol/backoff';
import type { TestResult } from '../../../protocol/connection-state';
import type { SignalMessage } from '../../../protocol/signal';
import { text, type Texts } from '../../../protocol/texts/text';
import type { Clock } from '../../domain/ports/clock';
import type { SignalHook } from '../../domain/ports/signal-hook';
import { type StationLight, stationLight } from '../../domain/signals/light';
import type { ScanSession } from '../../domain/scan/state';

export interface StackLightDeps {
  readonly clock: Clock;
  /** 0 to 1, as Math.random. */
  readonly random: () => number;
  /** Names this run of the program. */
  readonly run: string;
  /** Null: the settings name no stack light. Asked once, and again by `renew`. */
  readonly hook: () => SignalHook | null;
  readonly session: () => ScanSession | null;
  /** Whether the broker is gone, or records cannot be written. */
  readonly broken: () => boolean;
  readonly station: () => string;
  /** Whether failures wait for a person to acknowledge them. */
  readonly alarm: () => boolean;
  readonly consoleId: () => string;
  readonly notice: (level: 'info' | 'warning', what: Texts) => void;
}

/** Changes that come together are one. */
const GATHER_MS = 100;
/** A light that hears nothing for three of these knows that the console is gone. */
const REPEAT_MS = 30_000;
const RETRY = { firstMs: 1_000, maxMs: REPEAT_MS, spread: [0.5, 1] } as const;
/** The end of the program waits no longer for its last word. */
const LAST_WORD_MS = 1_000;

/**
 * Tells a stack light how the station stands: the newest state, one message at a time; of states that passed while one was under way, or could
 * not be taken, none is sent later. An older operation that somebody looks at changes nothing.
 */
export class StackLight {
  readonly #deps: StackLightDeps;
  #sequence = 0;
  /** Of the newest operation seen; null before the first look. */
  #ofNewest: StationLight | null = null;
  #newestBegan = 0;
  #shown: StationLight | null = null;
  /** When it came to be so. */
  #since = 0;
  #sent: StationLight | null = null;
  #sending: Promise<void> | null = null;
  /** Tries in a row that failed. */
  #failed = 0;
  #timer: { readonly gathering: boolean; readonly cancel: () => void } | null = null;
  #stopped = true;
  #hook: SignalHook | null = null;

  constructor(deps: StackLightDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#stopped = false;
    this.#hook = this.#deps.hook();
    this.#arm(0);
  }

  /** Something may stand otherwise. */
  changed(): void {
    if (this.#stopped || this.#failed > 0 || this.#timer?.gathering === true) return;
    if (this.#hook !== null && !this.#isSent(this.#look())) this.#arm(GATHER_MS, true);
  }

  /** The settings name another light, or call the station otherwise. */
  renew(): void {
    this.#hook = this.#stopped ? null : this.#deps.hook();
    this.#sent = null;
    this.#failed = 0;
    if (!this.#stopped) this.#arm(0);
  }

  /** Tries a light that is not in use yet. */
  async test(hook: SignalHook | null): Promise<TestResult> {
    if (hook === null) return { ok: false, reason: [text('signals.noAddress')] };
    const now = this.#deps.clock.now();
    const why = await hook.send({ ...this.#message(this.#look(), now), test: true });
    return why === null ? { ok: true, reason: [text('signals.tested')] } : { ok: false, reason: why };
  }

  /** Turns it off. */
  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#timer?.cancel();
    if (this.#sent === null) return;
    const { clock } = this.#deps;
    const hook = this.#hook;
    const before = this.#sending ?? Promise.resolve();
    const word = before.then(() => hook?.send(this.#message({ ...this.#look(), state: 'off' }, clock.now())));
    await new Promise<void>((resolve) => {
      const cancel = clock.after(LAST_WORD_MS, resolve);
      void word.finally(() => {
        cancel();
        resolve();
      });
    });
  }

  #arm(inMs: number, gathering = false): void {
    this.#timer?.cancel();
    const cancel = this.#deps.clock.after(inMs, () => {
      this.#timer = null;
      this.#send();
    });
    this.#timer = { gathering, cancel };
  }

  #send(): void {
    // What has changed meanwhile is looked for when the answer is there.
    if (this.#sending !== null) return;
    const hook = this.#hook;
    if (hook === null) return;
    const light = this.#look();
    this.#sending = this.#sendTo(hook, light);
  }

  async #sendTo(hook: SignalHook, light: StationLight): Promise<void> {
    const why = await hook.send(this.#message(light, this.#since));
    this.#sending = null;
    if (this.#stopped) return;
    if (this.#hook === hook) this.#heard(why, light);
    else this.#arm(0);
  }

  #heard(why: Texts | null, light: StationLight): void {
    const { notice, random } = this.#deps;
    if (why !== null) {
      if (this.#failed === 0) notice('warning', [text('signals.notTaken', { why })]);
      this.#failed += 1;
      this.#arm(backoffMs(RETRY, this.#failed, random()));
      return;
    }
    if (this.#failed > 0) notice('info', [text('signals.takenAgain')]);
    this.#failed = 0;
    this.#sent = light;
    this.#arm(this.#isSent(this.#look()) ? REPEAT_MS : 0);
  }

  #isSent(light: StationLight): boolean {
    return this.#sent !== null && isSame(this.#sent, light) && this.#sent.acknowledged === light.acknowledged;
  }

  #look(): StationLight {
    const { clock, session, broken, alarm } = this.#deps;
    const seen = session();
    const now = clock.now();
    if (this.#ofNewest === null || seen === null || seen.startedAt >= this.#newestBegan) {
      this.#newestBegan = seen?.startedAt ?? this.#newestBegan;
      this.#ofNewest = stationLight(seen === null ? null : { ...seen, counts: { ...seen.counts, quarantined: 0 } }, now, alarm());
    }
    const before = this.#shown;
    const light: StationLight = broken() ? { ...this.#ofNewest, state: 'down' } : this.#ofNewest;
    if (before === null || !isSame(before, light)) this.#since = now;
    this.#shown = light;
    return light;
  }

  #message(light: StationLight, since: number): SignalMessage {
    const { clock, run, station, consoleId } = this.#deps;
    this.#sequence += 1;
    const about = { station: station(), console: consoleId() };
    return { type: 'burnin.signal', version: 1, ...light, since, at: clock.now(), run, sequence: this.#sequence, ...about };
  }
}

/** Whether both say the same of the same operation, acknowledged or not. */
function isSame(one: StationLight, other: StationLight): boolean {
  return one.state === other.state && one.operation === other.operation;
}
