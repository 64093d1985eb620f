import type { ScanEvent } from '../../main/domain/scan/events';
import type { PairSheet } from '../../protocol/pair-sheet';
import type { DeliveryKey, OperationId } from '../../protocol/ids';
import type { DeliveryDetails, DeliveryView, DeviceDetails } from '../../protocol/model';
import type { CommandName } from '../../protocol/ipc';
import type { Settings } from '../../protocol/settings';
import { allElsewhere } from '../../protocol/elsewhere';
import type { Choice, Mood } from '../engine/choice';
import type { Console } from './console';
import type { Factory } from './factory';
import { type Surroundings, weightOf } from './surroundings';

const BADGE = 'OP-1';
const PIN = '2580';
/** Commands that are not answered yet, at most: a person presses twice, but not for ever. */
const MAX_AT_ONCE = 2;

const PATIENCE_MS = 1_000;
const FACTORY = 'http://127.0.0.1:8080';
const OTHER_FACTORY = 'http://127.0.0.2:8080';

/** What is written, once, in the operation that stands before a person who asks for it. */
const WRITTEN_BY: Partial<Record<CommandName, ScanEvent['kind']>> = {
  'scan.rescan': 'rescanAsked',
  'scan.clearContest': 'contestCleared',
  'device.waive': 'waived',
  'pair.confirm': 'pairConfirmed',
  'pair.settle': 'pairSettled',
};
export const ASKED_FOR = Object.values(WRITTEN_BY);

/** Who works at one console: sees its window, does what the window offers, and asks the factory where nobody knows. */
export class Person {
  readonly #surroundings: Surroundings;
  readonly #console: Console;
  readonly #factory: Factory;
  #scans: number;
  #started = 0;
  #rescans: number;
  #again = 3;
  /** Commands that are not answered yet. */
  #waiting = new Set<object>();
  /** Who was refused does not try again before this time. */
  #patientUntil = 0;
  #sheet: PairSheet | null = null;
  #details: readonly DeviceDetails[] = [];
  /** How often each kind of event was asked for in each operation. */
  readonly #asked = new Map<string, number>();

  constructor(surroundings: Surroundings, console: Console, factory: Factory) {
    this.#surroundings = surroundings;
    this.#console = console;
    this.#factory = factory;
    this.#scans = console.plan.scans;
    this.#rescans = console.plan.rescans;
  }

  /** How many scans were asked for. */
  get started(): number {
    return this.#started;
  }

  /** How many events of this kind may stand in an operation because of this person. */
  timesAsked(kind: ScanEvent['kind'], operationId: string): number {
    return this.#asked.get(`${kind} ${operationId}`) ?? 0;
  }

  #asks(kind: ScanEvent['kind'], operationId: string): void {
    this.#asked.set(`${kind} ${operationId}`, this.timesAsked(kind, operationId) + 1);
  }

  *choices(mood: Mood): Generator<Choice> {
    const program = this.#console.running;
    if (program === null || this.#waiting.size >= MAX_AT_ONCE) return;
    const { window } = program;
    if (mood === 'calm') {
      const { time } = this.#surroundings;
      if (program.app.signIn.shut && time.elapsed >= this.#patientUntil)
        yield this.#choice('signs in', 5, 'person.signIn', { badge: BADGE, pin: PIN }, () => {
          this.#patientUntil = time.elapsed + PATIENCE_MS;
        });
      else if (time.elapsed >= this.#patientUntil) yield* this.#heldMessages([...window.deliveries.values()], 5);
      return;
    }
    if (this.#console.plan.people && !window.signIn.required)
      yield this.#choice('enters the first person', 5, 'person.save', { badge: BADGE, name: 'Ada', role: 'engineer', pin: PIN });
    if (window.signIn.required && window.signIn.person === null) {
      yield this.#choice('signs in', 5, 'person.signIn', { badge: BADGE, pin: PIN });
      return;
    }
    const { session } = window;
    if (session === null || session.phase === 'closed') {
      yield* this.#betweenScans();
      yield* this.#earlierScans(session?.operationId);
    } else yield* this.#duringScan(session.operationId);
    if (session !== null) yield* this.#ofTheSession(session.operationId, session.phase === 'closed');
    yield* this.#ofTheOutbox([...window.deliveries.values()]);
    yield* this.#heldMessages([...window.deliveries.values()], 0.3);
    yield* this.#factoryMoves(window.settings);
    if (window.signIn.person !== null) yield this.#choice('signs out', 0.05, 'person.signOut', {});
  }

  *#betweenScans(): Generator<Choice> {
    const { name, roster, scanMode } = this.#console.plan;
    if (this.#scans <= 0) return;
    const operationId = `${name}${this.#started + 1}`;
    const rosterText = roster === null ? {} : { rosterText: roster.join('\n') };
    const input = { operationId, operatorId: 'OP-7', scanMode, ...rosterText };
    yield {
      ...this.#choice(`starts scan ${operationId}`, this.#started === 0 ? 3 : 0.5, 'scan.start', input),
      run: async () => {
        const reply = await this.#do('scan.start', input);
        // One that could not be put on record may have been all the same: its number is not used again.
        if (reply !== 'notAsked') this.#started += 1;
        if (reply === 'done') this.#scans -= 1;
      },
    };
  }

  /** Looks at an earlier scan; what is to be done there is done from there. */
  *#earlierScans(open: string | undefined): Generator<Choice> {
    for (const operationId of this.#console.witness.sessions.keys())
      if (operationId !== open) yield this.#choice(`opens ${operationId}`, 0.15, 'operation.open', { operationId });
  }

  *#duringScan(operation: OperationId): Generator<Choice> {
    yield this.#choice('finishes the scan', 0.4, 'scan.finish', { operation });
  }

  /** @param operation that the window shows; another one may have been opened a moment ago */
  *#ofTheSession(operation: OperationId, closed: boolean): Generator<Choice> {
    const rows = [...(this.#console.running?.window.rows.values() ?? [])];
    for (const { id, attempt, contested, status } of rows.slice(0, 6)) {
      if (this.#rescans > 0 && status !== 'waiting')
        yield this.#choice(
          `rescans ${id} after attempt ${attempt}`,
          0.3,
          'scan.rescan',
          { operation, ids: [id] },
          () => void (this.#rescans -= 1),
        );
      if (contested) yield* this.#contested(operation, id);
      if (closed && status === 'fail')
        yield this.#choice(`waives ${id}`, 0.1, 'device.waive', { operation, ids: [id], reason: 'because' });
    }
    if (!closed) return;
    yield {
      ...this.#choice('looks at the Pair sheet', this.#sheet === null ? 1.5 : 0.3, 'pair.sheet', { operation }),
      run: async () => {
        const reply = await this.#ask('pair.sheet', { operation });
        if (reply !== null) this.#sheet = reply as PairSheet;
      },
    };
    const sheet = this.#sheet;
    if (sheet === null) return;
    if (sheet.serials.length > 0)
      yield {
        ...this.#choice('confirms the Pair sheet', 3, 'pair.confirm', {}),
        run: async () => {
          await this.#do('pair.confirm', { operation: sheet.operationId, digest: sheet.digest });
          // What stands there now is another list.
          if (this.#sheet === sheet) this.#sheet = null;
        },
      };
    for (const { id, sn, key } of sheet.refused) {
      // Who asks at the factory is told the truth, as soon as nothing is on its way any more.
      if (this.#factory.isOnItsWay(key)) continue;
      const as = this.#factory.hasPaired(sheet.operationId, sn) ? 'done' : 'sendAgain';
      yield this.#choice(`settles ${sn} as ${as}`, 1, 'pair.settle', {
        operation: sheet.operationId,
        ids: [id],
        as,
        reason: 'Asked there.',
      });
    }
  }

  *#contested(operation: OperationId, id: string): Generator<Choice> {
    const seen = this.#details.find(({ row }) => row.id === id)?.contests.map(({ key }) => key) ?? [];
    yield {
      ...this.#choice(`looks at ${id}`, 1, 'device.details', { operation, ids: [id] }),
      run: async () => {
        const reply = await this.#ask('device.details', { operation, ids: [id] });
        if (reply !== null) this.#details = [...this.#details.filter(({ row }) => row.id !== id), ...(reply as DeviceDetails[])];
      },
    };
    if (seen.length > 0) yield this.#choice(`clears ${id}`, 0.7, 'scan.clearContest', { operation, devices: [{ id, seen }] });
  }

  *#ofTheOutbox(deliveries: readonly DeliveryView[]): Generator<Choice> {
    const open = deliveries.filter(({ state, replacedBy }) => state !== 'accepted' && replacedBy === undefined);
    // Pressed before the window showed that it was edited.
    const edited = deliveries.find(({ replacedBy }) => replacedBy !== undefined);
    if (edited !== undefined) yield this.#choice('has an edited message sent again', 0.3, 'delivery.retry', { key: edited.key });
    for (const [index, { key, kind, state }] of open.slice(0, 3).entries()) {
      if (this.#again <= 0 || state === 'sending') continue;
      if (state === 'rejected' && kind === 'notification') yield* this.#correct(index + 1, key);
      else if (state === 'rejected' && kind !== 'log') yield* this.#shorten(index + 1, key);
      yield this.#choice(`has message ${index + 1} (${kind}, ${state}) sent again`, 0.4, 'delivery.retry', { key }, () => {
        this.#again -= 1;
        this.#factory.askedFor(key);
      });
    }
  }

  /** Enters another address of the factory, or the one of before. */
  *#factoryMoves(settings: Settings | null): Generator<Choice> {
    const weight = weightOf(this.#surroundings, 'factoryMoved') / 2;
    if (weight === 0 || settings === null) return;
    const baseUrl = settings.api.baseUrl === OTHER_FACTORY ? FACTORY : OTHER_FACTORY;
    const input = { settings: { ...settings, api: { ...settings.api, baseUrl } }, secrets: {} };
    yield this.#choice(`enters ${baseUrl} as the factory's address`, weight, 'settings.save', input);
  }

  /** Has what waits for one address sent to the other one. */
  *#heldMessages(deliveries: readonly DeliveryView[], weight: number): Generator<Choice> {
    const [other] = allElsewhere(deliveries);
    if (other === undefined) return;
    const { made, set } = other;
    yield this.#choice(`has what was made for ${made} sent to ${set}`, weight, 'delivery.readdress', { made, set }, () => {
      this.#console.witness.movedByPerson(made, set);
      this.#patientUntil = this.#surroundings.time.elapsed + PATIENCE_MS;
    });
  }

  /** Takes the first serial number out of a refused Pair. */
  *#shorten(place: number, key: DeliveryKey): Generator<Choice> {
    yield {
      ...this.#choice(`shortens message ${place}`, 0.4, 'delivery.edit', {}),
      run: async () => {
        const details = (await this.#ask('delivery.details', { key })) as DeliveryDetails | null;
        if (details === null || details.editable !== 'takeOut') return;
        this.#asks('pairConfirmed', details.view.operationId);
        await this.#do('delivery.edit', { key, change: { kind: 'takeOut', serials: details.serials.slice(0, 1) } });
      },
    };
  }

  /** Changes the text of a refused notification. */
  *#correct(place: number, key: DeliveryKey): Generator<Choice> {
    yield {
      ...this.#choice(`corrects message ${place}`, 0.4, 'delivery.edit', {}),
      run: async () => {
        const details = (await this.#ask('delivery.details', { key })) as DeliveryDetails | null;
        if (details === null || details.editable !== 'body') return;
        const told = JSON.parse(details.body) as { readonly status: string };
        const body = JSON.stringify({ ...told, status: `${told.status} (corrected)` });
        await this.#do('delivery.edit', { key, change: { kind: 'body', body } });
      },
    };
  }

  #choice(what: string, weight: number, command: CommandName, input: unknown, first: () => void = () => undefined): Choice {
    return {
      name: `person at ${this.#console.name} ${what}`,
      weight,
      run: () => {
        first();
        void this.#do(command, input);
      },
    };
  }

  async #do(command: CommandName, input: unknown): Promise<'done' | 'refused' | 'notAsked'> {
    const program = this.#console.running;
    if (program === null) return 'notAsked';
    const written = WRITTEN_BY[command];
    if (written !== undefined) this.#asks(written, (input as { readonly operation: OperationId }).operation);
    const one = {};
    this.#waiting.add(one);
    try {
      const reply = await this.#console.command(command, input);
      return reply?.ok === true ? 'done' : 'refused';
    } finally {
      this.#waiting.delete(one);
    }
  }

  /** What the window shows at once. */
  async #ask(command: CommandName, input: unknown): Promise<unknown> {
    const reply = await this.#console.command(command, input);
    return reply?.ok === true ? reply.value : null;
  }

  /** The program that the person used is gone, with whatever it had not answered. */
  forget(): void {
    this.#waiting.clear();
    this.#sheet = null;
    this.#details = [];
  }
}
