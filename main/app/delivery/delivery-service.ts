import { fieldsText, keyedMessageText, messageText, stateText } from '../../domain/delivery/message-acts';
import { summaryText } from '../../domain/delivery/summary';
import { englishInJson } from '../../../messages/english';
import { NO_TEXT, text, type Texts } from '../../../protocol/texts/text';
import { OperatorId, SerialNumber, type DeliveryKey, type OperationId } from '../../../protocol/ids';
import type { DeliveryChange } from '../../../protocol/ipc';
import type { DeliveryDetails, DeliveryView, Elsewhere } from '../../../protocol/model';
import { editBody, editingOf, MAX_EDITED_CHARACTERS, takeOut, type EditedBody } from '../../domain/delivery/delivery-edit';
import { type AddressOf, countElsewhere, elsewhere as madeForAnother } from '../../domain/delivery/made-for';
import { AppError } from '../../domain/errors';
import { afterSettlement, isPair } from '../../domain/delivery/outbox-policy';
import type { AuditEntry, ScanEvent } from '../../domain/scan/events';
import type { NewDelivery, StoredDelivery } from '../../domain/ports/deliveries';
import type { Clock } from '../../domain/ports/clock';
import type { Commit } from '../../domain/ports/journal';
import type { Identities } from '../../domain/ports/identities';
import type { Store } from '../../domain/ports/store';
import { deliveryView } from './delivery-view';
import type { OutboxPump } from './outbox-pump';
import { readdressedEntry } from './readdressing';

const MAX_CHANGES_RECORDED = 50;
const MAX_VALUE_RECORDED = 300;

export interface DeliveryServiceDeps {
  readonly store: Store;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Identities;
  readonly outbox: Pick<OutboxPump, 'add' | 'retry' | 'settle' | 'replaced' | 'whileHeld' | 'readdress'>;
  readonly addressOf: AddressOf;
  readonly scans: {
    /** Whether the records of this operation can be read. */
    isReadable(operationId: OperationId): Promise<boolean>;
    /** Confirms under another key what stays of a list of serial numbers. */
    confirmAgain(
      operationId: OperationId,
      key: DeliveryKey,
      confirmation: { readonly event: Extract<ScanEvent, { kind: 'pairConfirmed' }>; readonly delivery: NewDelivery },
      also: Commit,
      keepSame: () => void,
    ): Promise<void>;
  };
  /** Whoever acts now is known by, if by anything. */
  readonly known: () => string | undefined;
  /** Gives a question that throws once another person, or nobody, stands at the console. */
  readonly sameAsNow: () => () => void;
}

/** What replaces a refused message, and who has it so. */
interface Edit {
  readonly next: NewDelivery;
  readonly edited: EditedBody;
  readonly person: string;
  readonly keepSame: () => void;
}

/** What a person can do with one outgoing message: look at it, send it again, correct one that was refused, settle one of which nobody knows. */
export class DeliveryService {
  readonly #deps: DeliveryServiceDeps;

  constructor(deps: DeliveryServiceDeps) {
    this.#deps = deps;
  }

  /**
   * How many messages of an operation are still on their way by themselves, and how many of these others are being sent; asked of the records,
   * after all that is written.
   */
  async undelivered(operationId: OperationId, others: readonly DeliveryKey[] = []): Promise<number> {
    const { store, addressOf } = this.#deps;
    const beside = new Set(others);
    return (await store.pendingDeliveries()).filter((one) =>
      one.state === 'sending'
        ? one.operationId === operationId || beside.has(one.key)
        : one.operationId === operationId && madeForAnother(one, addressOf) === null,
    ).length;
  }

  async details(key: DeliveryKey): Promise<DeliveryDetails> {
    const { store } = this.#deps;
    const delivery = await store.loadDelivery(key);
    if (delivery === null) throw new AppError('notFound', text('outbox.notInIt'));
    const editing = editingOf(delivery);
    return {
      view: deliveryView(delivery),
      body: delivery.body.slice(0, MAX_EDITED_CHARACTERS),
      serials: [...delivery.serials],
      tries: (await store.listTries(key)).map(({ at, outcome, status, reason, answer }) => ({
        at,
        outcome,
        status,
        reason,
        answer,
      })),
      editable: editing.kind,
      whyNot: editing.kind === 'no' ? [editing.why] : NO_TEXT,
      mayBeSettled: await this.#mayBeSettled(delivery),
      replaces: delivery.replaces ?? null,
    };
  }

  /** Sends a rejected or unknown delivery again under its own key, or a queued one at once. */
  async resend(key: DeliveryKey): Promise<DeliveryView> {
    const person = this.#deps.known() ?? '';
    const sent = await this.#deps.outbox.retry(key, {
      keepSame: this.#deps.sameAsNow(),
      recordOf: (delivery) => ({
        kind: 'audited',
        person,
        action: 'deliveryResent',
        subject: [keyedMessageText(delivery)],
        before: stateText(delivery),
        after: stateText({ state: 'queued', problem: NO_TEXT }),
      }),
    });
    return deliveryView(sent);
  }

  /** Has everything that waits for one address sent to the one that is set now; only what the person was shown. */
  async readdress(shown: Elsewhere): Promise<{ readonly count: number }> {
    const person = this.#deps.known() ?? '';
    const count = await this.#deps.outbox.readdress(shown, {
      keepSame: this.#deps.sameAsNow(),
      recordOf: (deliveries) => readdressedEntry(person, deliveries, shown),
    });
    return { count };
  }

  /** What waits for other addresses than the one that is set, and how many messages for each. */
  async elsewhere(): Promise<ReturnType<typeof countElsewhere>> {
    const { store, addressOf } = this.#deps;
    return countElsewhere(await store.pendingDeliveries(), addressOf);
  }

  /** Settles a pair or burn of which nobody knows what became, where that cannot be done device by device: the records of its scan are damaged. */
  async settle(key: DeliveryKey, taken: boolean, reason: string): Promise<DeliveryView> {
    const { outbox, clock } = this.#deps;
    const who = this.#deps.known() ?? '';
    const keepSame = this.#deps.sameAsNow();
    return outbox.whileHeld(key, async (old) => {
      if (!(await this.#mayBeSettled(old))) throw new AppError('notAllowedNow', text('outbox.settledElsewhere'));
      const update = afterSettlement(old, { taken, reason, who }, clock.now());
      const settled = await outbox.settle(old, update, {
        keepSame,
        recordOf: () => ({
          kind: 'audited',
          person: who,
          action: 'deliverySettled',
          subject: [keyedMessageText(old)],
          before: stateText(old),
          after: stateText(update),
        }),
      });
      return deliveryView(settled);
    });
  }

  async #mayBeSettled({ state, kind, operationId }: StoredDelivery): Promise<boolean> {
    if (state !== 'unknown' || !isPair(kind)) return false;
    return !(await this.#deps.scans.isReadable(operationId));
  }

  /** Sends a rejected delivery in a corrected form, under a key of its own; the old one stays as it was and is not sent again. */
  async edit(key: DeliveryKey, change: DeliveryChange): Promise<DeliveryView> {
    const { outbox } = this.#deps;
    const known = this.#deps.known();
    const keepSame = this.#deps.sameAsNow();
    return outbox.whileHeld(key, async (old) => {
      const person = known ?? (await this.#starterOf(old));
      const editing = editingOf(old);
      if (editing.kind !== change.kind)
        throw new AppError('notAllowedNow', editing.kind === 'no' ? editing.why : text('edit.notThatWay'));
      const edited = change.kind === 'body' ? editBody(old, change.body) : takeOut(old, change.serials);
      if (!edited.ok) throw new AppError('notAllowedNow', edited.error);
      const next = this.#successor(old, edited.value);
      const act = { next, edited: edited.value, person, keepSame };
      await (change.kind === 'body' ? this.#sendCorrected(old, act) : this.#sendShortened(old, act));
      outbox.replaced(old, next);
      const stored = await this.#deps.store.loadDelivery(next.key);
      if (stored === null) throw new AppError('notFound', text('outbox.editedNotInIt'));
      return deliveryView(stored);
    });
  }

  async #sendCorrected(old: StoredDelivery, { next, edited, person, keepSame }: Edit): Promise<void> {
    const { store, outbox } = this.#deps;
    keepSame();
    await store.commit({ deliveries: [next], audit: [this.#record(old, next, edited, person)] });
    outbox.add([next]);
  }

  /** The serial numbers that stay are confirmed again, under the new key; those taken out wait for a person to settle them. */
  async #sendShortened(old: StoredDelivery, { next, edited, person, keepSame }: Edit): Promise<void> {
    const { ids, scans } = this.#deps;
    const { operationId, key } = old;
    const serials = next.serials.map((sn) => SerialNumber.parse(sn));
    const operatorId = OperatorId.parse(person);
    await scans.confirmAgain(
      operationId,
      key,
      {
        event: { kind: 'pairConfirmed', digest: ids.digest(serials), serials, key: next.key, operatorId },
        delivery: next,
      },
      { audit: [this.#record(old, next, edited, person)] },
      keepSame,
    );
  }

  #successor(old: StoredDelivery, { body, serials }: EditedBody): NewDelivery {
    const { ids, clock, addressOf } = this.#deps;
    return {
      key: ids.unique() as DeliveryKey,
      kind: old.kind,
      operationId: old.operationId,
      body,
      summary:
        serials.length === 0
          ? `${old.summary.replace(/, edited$/, '')}, edited`
          : englishInJson(summaryText({ kind: old.kind, devices: serials.length, edited: true })),
      serials,
      createdAt: clock.now(),
      madeFor: old.madeFor ?? addressOf(old.kind),
      replaces: old.key,
    };
  }

  #record(
    old: StoredDelivery,
    next: NewDelivery,
    { changes }: EditedBody,
    person: string,
  ): { readonly at: number; readonly entry: AuditEntry } {
    const { clock, ids } = this.#deps;
    const recorded = changes.slice(0, MAX_CHANGES_RECORDED);
    const fieldsOf = (side: 'before' | 'after', { key, body }: Pick<NewDelivery, 'key' | 'body'>): Texts => {
      const fields = recorded.map((change) => ({ path: change.path, value: change[side]?.slice(0, MAX_VALUE_RECORDED) ?? null }));
      return fieldsText(fields, changes.length - recorded.length, { key, digest: ids.digest([body]) });
    };
    const entry: AuditEntry = {
      kind: 'audited',
      person,
      action: 'deliveryEdited',
      subject: messageText(old),
      before: fieldsOf('before', old),
      after: fieldsOf('after', next),
    };
    return { at: clock.now(), entry };
  }

  async #starterOf({ operationId }: StoredDelivery): Promise<string> {
    return (await this.#deps.store.findOperation(operationId))?.operatorId ?? 'nobody';
  }
}
