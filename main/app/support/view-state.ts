import type { EditionChoices } from '../../../protocol/registry/editions';
import type { Connections } from '../../../protocol/connection-state';
import type { Snapshot } from '../../../protocol/window-state';
import type { DeliveryView, SessionView } from '../../../protocol/model';
import type { SecretsView, Settings } from '../../../protocol/settings';
import { text } from '../../../protocol/texts/text';
import { AppError } from '../../domain/errors';
import { rowIn } from '../../domain/scan/rows-in-session';
import type { ScanTimes } from '../../domain/scan/deadlines';
import type { ScanSession } from '../../domain/scan/state';
import { sessionView } from '../../domain/scan/views';
import { signedOutSnapshot } from '../people/signed-out';

export interface ViewStateDeps {
  readonly appVersion: string;
  readonly editions: EditionChoices;
  readonly session: () => ScanSession | null;
  readonly timesOf: (session: ScanSession) => ScanTimes;
  readonly quarantined: () => number;
  readonly deliveries: () => DeliveryView[];
  readonly connections: () => Connections;
  readonly settings: () => Settings;
  readonly secrets: () => SecretsView;
  readonly signIn: { readonly shut: boolean; view(): Snapshot['signIn'] };
  readonly patches: { readonly seq: number; toldNothing(): void };
  /** Serial numbers on the labels of the simulated rack; null for real work. */
  readonly practiceRoster: readonly string[] | null;
}

/** What the window is given whole, before patches carry it on. */
export class ViewState {
  readonly #deps: ViewStateDeps;

  constructor(deps: ViewStateDeps) {
    this.#deps = deps;
  }

  /** Null while no scan is open. */
  session(): Snapshot['session'] {
    const session = this.#deps.session();
    return session === null ? null : sessionView(session, this.#deps.quarantined(), this.#deps.timesOf(session));
  }

  /** @throws AppError `noOperation` */
  requireSession(): SessionView {
    const session = this.session();
    if (session === null) throw new AppError('noOperation', text('scan.noneOpen'));
    return session;
  }

  /** Everything, whoever looks. */
  snapshot(): Snapshot {
    const { appVersion, editions, deliveries, connections, settings, secrets, signIn, patches, practiceRoster } = this.#deps;
    const session = this.#deps.session();
    return {
      seq: patches.seq,
      appVersion,
      editions,
      session: this.session(),
      devices: session === null ? [] : Array.from(session.devices.values(), (device) => rowIn(session, device)),
      deliveries: deliveries(),
      connections: connections(),
      settings: settings(),
      secrets: secrets(),
      signIn: signIn.view(),
      ...(practiceRoster === null ? {} : { practice: { roster: [...practiceRoster] } }),
    };
  }

  /** What the window may see: everything, or while nobody is signed in nothing but that. */
  forWindow(): Snapshot {
    const snapshot = this.snapshot();
    if (!this.#deps.signIn.shut) return snapshot;
    this.#deps.patches.toldNothing();
    return signedOutSnapshot(snapshot);
  }
}
