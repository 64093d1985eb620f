import { english } from '../../../messages/english';
import { NO_TEXT, text, type Texts } from '../../../protocol/texts/text';
import type { EventName, EventPayload } from '../../../protocol/ipc';
import type { LinkState } from '../../../protocol/connection-state';
import type { Snapshot } from '../../../protocol/window-state';
import type { Log } from '../../domain/ports/log';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';

const NOT_SHOWN: LinkState = { state: 'unknown', reason: [text('link.signIn')], since: 0 };

/** What the window may know while somebody has to sign in and nobody has: that, and how it is to look. */
export function signedOutSnapshot({ seq, appVersion, editions, settings, signIn, practice }: Snapshot): Snapshot {
  return {
    seq,
    appVersion,
    editions,
    session: null,
    devices: [],
    deliveries: [],
    connections: { broker: NOT_SHOWN, mes: NOT_SHOWN, agentsPresent: 0 },
    settings: { ...DEFAULT_SETTINGS, window: settings.window },
    secrets: { brokerPassword: false, apiToken: false, registryToken: false, signalsKey: false, keptIn: NO_TEXT },
    signIn,
    ...(practice === undefined ? {} : { practice: { roster: [] } }),
  };
}

/** Receives every event for the window. */
export type Emit = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

const MAX_KEPT = 20;

/**
 * Lets events out to the window while it may have them. Notices that are raised while nobody is signed in name devices and addresses:
 * the last twenty are kept for whoever signs in next. Patches are not its business: their stream stops by itself.
 */
export class EventGate {
  readonly #emit: Emit;
  readonly #isShut: () => boolean;
  readonly #log: Pick<Log, 'info'>;
  #kept: EventPayload<'notice.raised'>[] = [];

  constructor(emit: Emit, isShut: () => boolean, log: Pick<Log, 'info'>) {
    this.#emit = emit;
    this.#isShut = isShut;
    this.#log = log;
  }

  registryChanged(): void {
    if (!this.#isShut()) this.#emit('registry.changed', {});
  }

  /** Told to whoever is at the console, and to the log. */
  notice(level: EventPayload<'notice.raised'>['level'], what: Texts): void {
    this.#log.info('Notice to the operator.', { level, sentence: english(what) });
    const notice = { level, what };
    if (this.#isShut()) this.#kept = [...this.#kept, notice].slice(-MAX_KEPT);
    else this.#emit('notice.raised', notice);
  }

  /** Somebody signed in or out. */
  turned(): void {
    if (this.#isShut()) return;
    const kept = this.#kept;
    this.#kept = [];
    for (const notice of kept) this.#emit('notice.raised', notice);
  }
}
