import { text, type Text, type Texts } from '../../../protocol/texts/text';
import { english } from '../../../messages/english';
import type { DeliveryKey, OperationId } from '../../../protocol/ids';
import { visibleText } from '../../../protocol/visible-text';
import type { Clock } from '../../domain/ports/clock';
import type { Log } from '../../domain/ports/log';
import type { NewDelivery } from '../../domain/ports/deliveries';
import type { Store } from '../../domain/ports/store';
import { type AddressOf, addressed } from '../../domain/delivery/made-for';
import { notification } from '../delivery/deliveries-of-scan';
import type { ScanEvent } from '../../domain/scan/events';
import type { Identities } from '../../domain/ports/identities';

export interface TroubleDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly ids: Identities;
  readonly operationId: () => OperationId | null;
  readonly consoleId: () => string;
  readonly addressOf: AddressOf;
  readonly onDeliveries: (deliveries: readonly NewDelivery[]) => void;
}

const MAX_SAID_CHARACTERS = 300;
/** What belongs to no operation. */
const NO_OPERATION = '' as OperationId;

/** Tells the notification API of what goes wrong beside the devices: records that could not be written, messages that cannot be read. */
export class Trouble {
  readonly #deps: TroubleDeps;
  #failing: { readonly why: Texts; readonly since: number } | null = null;
  /** Operations whose quarantine was told; empty text for when none was open. */
  readonly #told = new Set<string>();
  /** What could not be put on record. */
  #untold: (readonly NewDelivery[])[] = [];

  constructor(deps: TroubleDeps) {
    this.#deps = deps;
  }

  /** @param failure why the store does not write; null when it writes again: told then, because nothing can be put on record before */
  storeState(failure: Texts | null): void {
    const { clock, ids } = this.#deps;
    if (failure !== null) {
      this.#failing ??= { why: failure, since: clock.now() };
      return;
    }
    void this.writesAgain();
    if (this.#failing === null) return;
    const { why, since } = this.#failing;
    this.#failing = null;
    const seconds = Math.max(1, Math.round((clock.now() - since) / 1_000));
    this.#tell(ids.unique(), [text('notify.recordsFailed', { seconds, why: shortened(why) })]);
  }

  /** The disk has no room left; told at once, or where not even that can be put on record, once it can. */
  diskFull(what: Texts): void {
    this.#tell(this.#deps.ids.unique(), what);
  }

  /** Something was written to the records: what could not be told before is tried again. Never rejects. */
  async writesAgain(): Promise<void> {
    const untold = this.#untold;
    this.#untold = [];
    await Promise.all(untold.map((deliveries) => this.#put(deliveries)));
  }

  /** A message went to quarantine: told once for each operation, and once from one start of the console to the next while none is open. */
  quarantined(reason: Texts): void {
    const { operationId, consoleId, ids, store, log } = this.#deps;
    const open = operationId() ?? NO_OPERATION;
    if (this.#told.has(open)) return;
    this.#told.add(open);
    const what = [text('notify.quarantined', { why: shortened(reason) })];
    if (open === NO_OPERATION) {
      this.#tell(ids.unique(), what);
      return;
    }
    // The same key after a restart, so that it is not told again.
    const key = `quarantine-${ids.digest([consoleId(), open])}`;
    store.loadDelivery(key as DeliveryKey).then(
      (known) => (known === null ? this.#tell(key, what, open) : undefined),
      (error: unknown) => log.error('A notification could not be put on record.', { what, error }),
    );
  }

  #tell(key: string, what: Texts, operation = this.#deps.operationId() ?? NO_OPERATION): void {
    const { clock, consoleId, addressOf } = this.#deps;
    const id = operation === NO_OPERATION ? consoleId() : operation;
    const told = notification(operation, { id, status: english(what) }, key as DeliveryKey, clock.now());
    void this.#put(addressed([told], addressOf));
  }

  async #put(deliveries: readonly NewDelivery[]): Promise<void> {
    const { store, log, onDeliveries } = this.#deps;
    try {
      await store.commit({ deliveries });
    } catch (error) {
      this.#untold.push(deliveries);
      const bodies = deliveries.map(({ body }) => body);
      log.error('A notification could not be put on record; it is tried again once the records are written.', { bodies, error });
      return;
    }
    onDeliveries(deliveries);
  }
}

function shortened(why: Texts): string {
  return visibleText(english(why), MAX_SAID_CHARACTERS);
}

/** For whoever is at the console. @param dropped what was not put on record meanwhile: it did not happen */
export function recordsWriteAgainNotice(isScanning: boolean, dropped: ReadonlySet<ScanEvent['kind']>): Texts {
  const again = text('notice.recordsWriteAgain', { scan: isScanning ? 'running' : 'none' });
  return dropped.has('rescanAsked') ? [again, text('notice.rescanDropped')] : [again];
}

/** For whoever is at the console. Of a disk it is said already that nothing is taken meanwhile. */
export function recordsFailNotice(why: Texts): Text {
  const isSaid = why.some(({ code }) => code === 'store.diskFull' || code === 'store.diskError');
  return text(isSaid ? 'notice.recordsWait' : 'notice.recordsFail', { why });
}
