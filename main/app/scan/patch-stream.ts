import type { DeviceId } from '../../../protocol/ids';
import type { Patch } from '../../../protocol/window-state';
import type { Clock } from '../../domain/ports/clock';
import { rowIn } from '../../domain/scan/rows-in-session';
import { sessionView } from '../../domain/scan/views';
import type { ScanTimes } from '../../domain/scan/deadlines';
import type { ScanSession } from '../../domain/scan/state';

/** Between two patches, at least: the window draws this often on a slow machine too. */
const BATCH_MS = 25;

export interface PatchStreamDeps {
  readonly clock: Clock;
  readonly session: () => ScanSession | null;
  readonly timesOf: (session: ScanSession) => ScanTimes;
  readonly quarantined: () => number;
  /** Whether the window may know nothing at present, because nobody is signed in. */
  readonly isShut: () => boolean;
  readonly emit: (patch: Patch) => void;
}

type Extras = Pick<Patch, 'deliveries' | 'connections' | 'settings' | 'secrets' | 'signIn'>;

/**
 * Gathers changes and sends them to the window in numbered patches, one per 25 ms at most; a change after a quiet time goes at
 * once. Rows are made when the patch is sent, so the last state of a device wins. While nobody is signed in nothing is sent; when that
 * begins and when it ends a number is left out, which makes the window ask for a new snapshot.
 */
export class PatchStream {
  readonly #deps: PatchStreamDeps;
  readonly #devices = new Set<DeviceId>();
  readonly #deliveries = new Map<string, NonNullable<Patch['deliveries']>[number]>();
  #extras: Extras = {};
  #sessionChanged = false;
  #reset = false;
  #seq = 0;
  #armed = false;
  #sentAt = 0;
  #wasShut = false;
  #knowsNothing = false;

  constructor(deps: PatchStreamDeps) {
    this.#deps = deps;
  }

  /** Sequence number of the last patch sent. */
  get seq(): number {
    return this.#seq;
  }

  /** The window took a snapshot in which nothing stands, because nobody is signed in: when somebody is, it needs another. */
  toldNothing(): void {
    this.#knowsNothing = true;
  }

  devicesChanged({ devices, reset }: { readonly devices: ReadonlySet<DeviceId>; readonly reset: boolean }): void {
    this.#sessionChanged = true;
    if (reset) {
      this.#reset = true;
      this.#devices.clear();
    }
    for (const id of devices) this.#devices.add(id);
    this.#arm();
  }

  /** A count beside the devices changed. */
  sessionChanged(): void {
    this.#sessionChanged = true;
    this.#arm();
  }

  deliveryChanged(delivery: NonNullable<Patch['deliveries']>[number]): void {
    this.#deliveries.set(delivery.key, delivery);
    this.#arm();
  }

  changed(extras: Extras): void {
    this.#extras = { ...this.#extras, ...extras };
    this.#arm();
  }

  #arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    // A clock that was set back makes nobody wait longer.
    const sinceLast = Math.max(0, this.#deps.clock.now() - this.#sentAt);
    this.#deps.clock.after(Math.max(0, BATCH_MS - sinceLast), () => {
      this.#armed = false;
      this.#sentAt = this.#deps.clock.now();
      this.#flush();
    });
  }

  #flush(): void {
    const shut = this.#deps.isShut();
    if (shut || this.#wasShut || this.#knowsNothing) this.#turn(shut);
    else this.#send();
  }

  #turn(shut: boolean): void {
    const { signIn } = this.#extras;
    this.#clear();
    if (shut && this.#wasShut) return;
    this.#wasShut = shut;
    if (!shut) this.#knowsNothing = false;
    this.#seq += 2;
    this.#deps.emit({ seq: this.#seq, ...(signIn === undefined ? {} : { signIn }) });
  }

  #send(): void {
    const session = this.#deps.session();
    const devices = [...this.#devices].flatMap((id) => {
      const device = session?.devices.get(id);
      return device === undefined || session === null ? [] : [rowIn(session, device)];
    });
    this.#seq += 1;
    const patch: Patch = {
      seq: this.#seq,
      ...(this.#sessionChanged
        ? { session: session === null ? null : sessionView(session, this.#deps.quarantined(), this.#deps.timesOf(session)) }
        : {}),
      ...(this.#reset ? { reset: true } : {}),
      ...(devices.length > 0 ? { devices } : {}),
      ...(this.#deliveries.size > 0 ? { deliveries: [...this.#deliveries.values()] } : {}),
      ...this.#extras,
    };
    this.#clear();
    this.#deps.emit(patch);
  }

  #clear(): void {
    this.#devices.clear();
    this.#deliveries.clear();
    this.#extras = {};
    this.#sessionChanged = false;
    this.#reset = false;
  }
}
