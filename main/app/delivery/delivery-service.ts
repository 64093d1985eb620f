import { english } from '../../../messages/english';
import { text } from '../../../protocol/texts/text';
import { OperatorId, SerialNumber, type DeliveryKey } from '../../../protocol/ids';
import type { DeliveryChange } from '../../../protocol/ipc';
import type { DeliveryDetails, DeliveryView } from '../../../protocol/model';
import { editBody, editingOf, MAX_EDITED_CHARACTERS, takeOut, type EditedBody } from '../../domain/delivery/delivery-edit';
import { AppError } from '../../domain/errors';
import { afterSettlement, isPair } from '../../domain/delivery/outbox-policy';
import type { AuditEntry } from '../../domain/scan/events';
import type { NewDelivery, StoredDelivery } from '../../domain/ports/deliveries';
import type { ConsoleApp } from '../create-app';
import { deliveryView } from './delivery-view';

const MAX_CHANGES_RECORDED = 50;
const MAX_VALUE_RECORDED = 300;

/** The parts of the console that it works with. */
interface DeliveryDeskParts extends Pick<ConsoleApp, 'engine' | 'outbox'> {
  readonly deps: Pick<ConsoleApp['deps'], 'store' | 'clock' | 'ids'>;
  readonly signIn: Pick<ConsoleApp['signIn'], 'badge'>;
}

/** What a person can do with one outgoing message: look at it, send it again, correct one that was refused, settle one of which nobody knows. */
export class DeliveryService {
  readonly #app: DeliveryDeskParts;

  constructor(app: DeliveryDeskParts) {
    this.#app = app;
  }

  async details(key: DeliveryKey): Promise<DeliveryDetails> {
    const { store } = this.#app.deps;
    const delivery = await store.loadDelivery(key);
    if (delivery === null) throw new AppError('notFound', text('outbox.notInIt'));
    const editing = editingOf(delivery);
    return {
      view: deliveryView(delivery),
      body: delivery.body.slice(0, MAX_EDITED_CHARACTERS),
      serials: [...delivery.serials],
      tries: (await store.listTries(key)).map(({ at, outcome, status, sentence, answer }) => ({
        at,
        outcome,
        status,
        sentence,
        answer,
      })),
      editable: editing.kind,
      whyNot: editing.kind === 'no' ? english(editing.why) : '',
      mayBeSettled: await this.#mayBeSettled(delivery),
      replaces: delivery.replaces ?? null,
    };
  }

  /** Sends a rejected or unknown delivery again under its own key, or a queued one at once. */
  async resend(key: DeliveryKey): Promise<DeliveryView> {
    const person = this.#known() ?? '';
    const sent = await this.#app.outbox.retry(key, (delivery) => ({
      kind: 'audited',
      person,
      action: 'deliveryResent',
      subject: `${delivery.summary} of operation ${delivery.operationId} (${delivery.key})`,
      before: delivery.problem === '' ? delivery.state : `${delivery.state}: ${delivery.problem}`,
      after: 'queued',
    }));
    return deliveryView(sent);
  }

  /** Settles a pair or burn of which nobody knows what became, where that cannot be done device by device: the records of its scan are damaged. */
  async settle(key: DeliveryKey, taken: boolean, reason: string): Promise<DeliveryView> {
    const { outbox, deps } = this.#app;
    const who = this.#known() ?? '';
    return outbox.whileHeld(key, async (old) => {
      if (!(await this.#mayBeSettled(old))) throw new AppError('notAllowedNow', text('outbox.settledElsewhere'));
      const update = afterSettlement(old, { taken, reason, who }, deps.clock.now());
      const settled = await outbox.settle(old, update, {
        kind: 'audited',
        person: who,
        action: 'deliverySettled',
        subject: `${old.summary} of operation ${old.operationId} (${old.key})`,
        before: `${old.state}: ${old.problem}`,
        after: `${update.state}: ${update.problem}`,
      });
      return deliveryView(settled);
    });
  }

  async #mayBeSettled({ state, kind, operationId }: StoredDelivery): Promise<boolean> {
    if (state !== 'unknown' || !isPair(kind)) return false;
    return !(await this.#app.engine.isReadable(operationId));
  }

  /** Sends a rejected delivery in a corrected form, under a key of its own; the old one stays as it was and is not sent again. */
  async edit(key: DeliveryKey, change: DeliveryChange): Promise<DeliveryView> {
    const { outbox } = this.#app;
    const known = this.#known();
    return outbox.whileHeld(key, async (old) => {
      const person = known ?? (await this.#starterOf(old));
      const editing = editingOf(old);
      if (editing.kind !== change.kind)
        throw new AppError('notAllowedNow', editing.kind === 'no' ? editing.why : text('edit.notThatWay'));
      const edited = change.kind === 'body' ? editBody(old, change.body) : takeOut(old, change.serials);
      if (!edited.ok) throw new AppError('notAllowedNow', edited.error);
      const next = this.#successor(old, edited.value);
      await (change.kind === 'body'
        ? this.#sendCorrected(old, next, edited.value, person)
        : this.#sendShortened(old, next, edited.value, person));
      outbox.replaced(old, next);
      const stored = await this.#app.deps.store.loadDelivery(next.key);
      if (stored === null) throw new AppError('notFound', text('outbox.editedNotInIt'));
      return deliveryView(stored);
    });
  }

  async #sendCorrected(old: StoredDelivery, next: NewDelivery, edited: EditedBody, person: string): Promise<void> {
    const { deps, outbox } = this.#app;
    await deps.store.commit({ deliveries: [next], audit: [this.#record(old, next, edited, person)] });
    outbox.add([next]);
  }

  /** The serial numbers that stay are confirmed anew, under the new key; those taken out wait for a person to settle them. */
  async #sendShortened(old: StoredDelivery, next: NewDelivery, edited: EditedBody, person: string): Promise<void> {
    const { deps, engine } = this.#app;
    const { operationId, key } = old;
    const serials = next.serials.map((sn) => SerialNumber.parse(sn));
    const operatorId = OperatorId.parse(person);
    await engine.confirmAgain(
      operationId,
      key,
      {
        event: { kind: 'pairConfirmed', digest: deps.ids.digest(serials), serials, key: next.key, operatorId },
        delivery: next,
      },
      { audit: [this.#record(old, next, edited, person)] },
    );
  }

  #successor(old: StoredDelivery, { body, serials }: EditedBody): NewDelivery {
    const { ids, clock } = this.#app.deps;
    const count = serials.length === 1 ? '1 device' : `${serials.length} devices`;
    return {
      key: ids.unique() as DeliveryKey,
      kind: old.kind,
      operationId: old.operationId,
      body,
      summary:
        serials.length === 0
          ? `${old.summary.replace(/, edited$/, '')}, edited`
          : `${old.kind === 'burn' ? 'Burn' : 'Pair'}, ${count}, edited`,
      serials,
      createdAt: clock.now(),
      replaces: old.key,
    };
  }

  #record(
    old: StoredDelivery,
    next: NewDelivery,
    { changes }: EditedBody,
    person: string,
  ): { readonly at: number; readonly entry: AuditEntry } {
    const { clock, ids } = this.#app.deps;
    const told = (side: 'before' | 'after'): string => {
      const lines = changes
        .slice(0, MAX_CHANGES_RECORDED)
        .map((change) => `${change.path}: ${(change[side] ?? 'nothing').slice(0, MAX_VALUE_RECORDED)}`);
      const more = changes.length > lines.length ? [`and ${changes.length - lines.length} more`] : [];
      const [delivery] = side === 'before' ? [old] : [next];
      return [...lines, ...more, `(message ${delivery.key}, digest ${ids.digest([delivery.body])})`].join('; ');
    };
    const entry: AuditEntry = {
      kind: 'audited',
      person,
      action: 'deliveryEdited',
      subject: `${old.summary} of operation ${old.operationId}`,
      before: told('before'),
      after: told('after'),
    };
    return { at: clock.now(), entry };
  }

  /** Who acts: the person signed in, or whoever started the scan where nobody signs in. */
  #known(): string | undefined {
    const { signIn, engine } = this.#app;
    return signIn.badge() ?? engine.session?.operatorId;
  }

  async #starterOf({ operationId }: StoredDelivery): Promise<string> {
    return (await this.#app.deps.store.findOperation(operationId))?.operatorId ?? 'nobody';
  }
}
