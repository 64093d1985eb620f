import type { Clock } from '../../domain/ports/clock';
import type { IncomingMessage, MessageBus } from '../../domain/ports/bus';
import type { Log } from '../../domain/ports/log';
import type { Store } from '../../domain/ports/store';

export interface StraysDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly bus: () => MessageBus;
  /**
   * Files a message that no other console has claimed and releases it in the same commit. @param id what it is held under
   */
  readonly file: (message: IncomingMessage, id: string) => Promise<void>;
  /** Another console has claimed what may have been filed under this name by then. */
  readonly claimedLate: (id: string) => Promise<void>;
}

/** What is known of one operation that is not open here. */
interface Unknown {
  /** Held messages, with when each was offered to the other consoles; before that, whether it is being offered or still to be. */
  readonly offered: Map<string, number | 'beingOffered' | 'toBeOffered'>;
  /** Null: nothing was offered yet. */
  cancelTimer: (() => void) | null;
}

/** How long another console has to claim what is offered to it. */
const CLAIM_WAIT_MS = 2_000;
/** Until what could not be offered or filed is tried again. */
const TRY_AGAIN_MS = 5_000;

/**
 * Reports of operations that are not open here. They are on disk before they are offered to the other consoles, so that the broker need
 * not wait for an answer: its acknowledgement, and the place for the next message, are there at once. After a crash they are offered again.
 * One timer for each operation; when nothing of it waits any more it is forgotten.
 */
export class Strays {
  readonly #deps: StraysDeps;
  readonly #unknown = new Map<string, Unknown>();
  readonly #operationOf = new Map<string, string>();
  /** Messages that are being filed, by what they are held under. */
  readonly #filing = new Map<string, Promise<void>>();
  #stopped = false;

  constructor(deps: StraysDeps) {
    this.#deps = deps;
  }

  /** How many operations are remembered. */
  get size(): number {
    return this.#unknown.size;
  }

  /** Resolves when the message is on disk; it is offered to the other consoles afterwards. */
  async hold(id: string, operationId: string, message: IncomingMessage): Promise<void> {
    const { store, clock } = this.#deps;
    const { bytes, properties } = message;
    await store.commit({ held: [{ id, operationId, at: clock.now(), bytes, properties }] });
    this.#note(id, operationId);
    void this.#offer(id, message);
  }

  /** Takes up what an earlier run of the program held. */
  async resume(): Promise<void> {
    for (const { id, operationId } of await this.#deps.store.listHeld()) this.#note(id, operationId);
  }

  /** What is held stays on disk for the next run. */
  stop(): void {
    this.#stopped = true;
    for (const { cancelTimer } of this.#unknown.values()) cancelTimer?.();
  }

  /** The broker can be reached: what could not be offered is. */
  onBrokerUp(): void {
    for (const { offered } of this.#unknown.values())
      for (const [id, state] of offered) if (state === 'toBeOffered') void this.#offer(id);
  }

  /** Another console has filed a message. */
  onClaimed(id: string): void {
    const operationId = this.#operationOf.get(id);
    const unknown = operationId === undefined ? undefined : this.#unknown.get(operationId);
    const filing = this.#filing.get(id);
    if (operationId === undefined || unknown === undefined || filing !== undefined) void this.#claimedLate(id, filing);
    if (operationId === undefined || unknown === undefined) return;
    this.#settled(id);
    void this.#release(id, operationId);
  }

  /** @param filing until it is filed; it may be so already, or never have been here */
  async #claimedLate(id: string, filing: Promise<void> = Promise.resolve()): Promise<void> {
    const { clock, log, claimedLate } = this.#deps;
    await filing.catch(() => undefined);
    try {
      await claimedLate(id);
    } catch (error) {
      log.warn('A message that another console has taken is still counted here.', { error });
      if (!this.#stopped) clock.after(TRY_AGAIN_MS, () => void this.#claimedLate(id));
    }
  }

  /**
   * Until it is: one that is still held when the program ends is offered again by the next run, and known there as repeated. A scan that
   * stands in these records as well, as in a copied data folder, is told of it here, too.
   */
  async #release(id: string, operationId: string): Promise<void> {
    const { store, clock, log } = this.#deps;
    try {
      const scan = await store.findOperation(operationId);
      if (scan !== null && scan.prunedAt === undefined) await this.#fileHeld(id);
      else await store.commit({ released: [id] });
    } catch (error) {
      log.warn('A message that another console has taken is still held here.', { error });
      if (!this.#stopped) clock.after(TRY_AGAIN_MS, () => void this.#release(id, operationId));
    }
  }

  async #fileHeld(id: string): Promise<void> {
    const held = await this.#deps.store.loadHeld(id);
    if (held === null) return;
    await this.#deps.file({ bytes: held.bytes, properties: held.properties, source: 'work', strayId: null }, id);
  }

  #note(id: string, operationId: string): void {
    let unknown = this.#unknown.get(operationId);
    if (unknown === undefined) {
      unknown = { offered: new Map(), cancelTimer: null };
      this.#unknown.set(operationId, unknown);
    }
    unknown.offered.set(id, 'toBeOffered');
    this.#operationOf.set(id, operationId);
  }

  #settled(id: string): void {
    const operationId = this.#operationOf.get(id);
    this.#operationOf.delete(id);
    if (operationId !== undefined) this.#unknown.get(operationId)?.offered.delete(id);
  }

  /** @param fresh the message, where it is at hand */
  async #offer(id: string, fresh?: IncomingMessage): Promise<void> {
    const { store, clock, bus, log } = this.#deps;
    const operationId = this.#operationOf.get(id);
    const unknown = operationId === undefined ? undefined : this.#unknown.get(operationId);
    if (operationId === undefined || unknown === undefined || this.#stopped) return;
    const note = (state: number | 'beingOffered' | 'toBeOffered'): void => {
      if (unknown.offered.has(id)) unknown.offered.set(id, state);
    };
    note('beingOffered');
    try {
      const held = fresh ?? (await store.loadHeld(id));
      if (held !== null)
        await bus().publishStray({ bytes: held.bytes, properties: held.properties, source: 'work', strayId: null }, id);
      note(clock.now());
    } catch (error) {
      log.debug('A message of an unknown operation could not be offered to other consoles yet.', { error });
      note('toBeOffered');
    }
    if (unknown.cancelTimer === null) this.#setTimer(operationId, unknown, CLAIM_WAIT_MS);
  }

  #setTimer(operationId: string, unknown: Unknown, delayMs: number): void {
    if (this.#stopped) return;
    unknown.cancelTimer = this.#deps.clock.after(delayMs, () => void this.#decide(operationId, unknown));
  }

  async #decide(operationId: string, unknown: Unknown): Promise<void> {
    const { offered } = unknown;
    if (offered.size === 0) {
      this.#unknown.delete(operationId);
      return;
    }
    const now = this.#deps.clock.now();
    // Offered in the future: the clock was set back since, and must not hold up what is on disk here only.
    const isOver = (offeredAt: number): boolean => now - offeredAt >= CLAIM_WAIT_MS || offeredAt > now;
    const due = [...offered].flatMap(([id, state]) => (typeof state === 'number' && isOver(state) ? [id] : []));
    const notOffered = [...offered].flatMap(([id, state]) => (state === 'toBeOffered' ? [id] : []));
    for (const id of notOffered) void this.#offer(id);
    const filed = await Promise.all(due.map((id) => this.#file(id)));
    const inVain = notOffered.length > 0 || filed.includes(false);
    if (offered.size === 0) this.#unknown.delete(operationId);
    else this.#setTimer(operationId, unknown, inVain ? TRY_AGAIN_MS : CLAIM_WAIT_MS);
  }

  /** @returns false when it must be tried again */
  async #file(id: string): Promise<boolean> {
    const { store, file, log } = this.#deps;
    try {
      const held = await store.loadHeld(id);
      // Claimed meanwhile.
      if (!this.#operationOf.has(id)) return true;
      if (held !== null) {
        const filing = file({ bytes: held.bytes, properties: held.properties, source: 'work', strayId: null }, id);
        this.#filing.set(id, filing);
        await filing;
      }
      this.#settled(id);
      return true;
    } catch (error) {
      log.warn('A message of an unknown operation could not be filed yet.', { error });
      return false;
    } finally {
      this.#filing.delete(id);
    }
  }
}
