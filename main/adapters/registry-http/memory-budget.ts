import { networkOf } from './network-of';

export interface BudgetLimits {
  /** Bytes of bodies and answers that are held at once, of all addresses. */
  readonly maxHeldBytes: number;
  /** Bytes of them that are held at once for one address; at least as much as one body may have. */
  readonly maxHeldPerAddress: number;
  /** Whoever sends or takes less than 64 KiB in this time is slow, ms. */
  readonly graceMs: number;
}

/** What is held for one request. */
export interface Share {
  /** Whether so many bytes more could be held now. */
  fits(bytes: number): boolean;
  /** So many bytes more are held. @returns false when there is no room; then nothing changed */
  add(bytes: number): boolean;
  /** The whole request is there; from here on it is never given up. */
  whole(): void;
  /** From here on the answer is held in place of the request. @param isOwed it is held whether there is room or not */
  answer(bytes: number, isOwed: boolean): boolean;
  /** The other side took a piece of the answer. */
  taken(bytes: number): void;
  /** Called, once at most, when the bytes are needed for others because this side is slow. */
  onGivenUp(giveUp: () => void): void;
  /** Nothing is held any more. */
  release(): void;
}

const BLOCK_BYTES = 64 * 1024;

interface Holder {
  readonly address: string;
  held: number;
  standing: 'sending' | 'working' | 'taking' | 'gone';
  /** Since when the block began that is under way, ms of a clock that only runs on. */
  since: number;
  /** Bytes of it that went over the line. */
  moved: number;
  giveUp: () => void;
}

/**
 * The memory that requests may take together. Counted is what really came and what really waits to be taken, so a length that is only
 * claimed holds nothing. Where there is no room, slow ones are given up for others; what the registry works on never is.
 */
export class MemoryBudget {
  readonly #limits: BudgetLimits;
  readonly #holders = new Set<Holder>();
  readonly #onGivenUp: (address: string) => void;

  /** @param onGivenUp a slow one was given up */
  constructor(limits: BudgetLimits, onGivenUp: (address: string) => void = () => undefined) {
    this.#limits = limits;
    this.#onGivenUp = onGivenUp;
  }

  /** Bytes that are held now. */
  get held(): number {
    return sum(this.#holders);
  }

  /** @param remoteAddress of the socket */
  open(remoteAddress: string): Share {
    const holder: Holder = {
      address: networkOf(remoteAddress),
      held: 0,
      standing: 'sending',
      since: performance.now(),
      moved: 0,
      giveUp: () => undefined,
    };
    this.#holders.add(holder);
    return {
      fits: (bytes) => this.#victimsFor(holder, bytes) !== null,
      add: (bytes) => {
        if (!this.#makeRoom(holder, bytes)) return false;
        holder.held += bytes;
        move(holder, bytes);
        return true;
      },
      whole() {
        if (holder.standing === 'sending') holder.standing = 'working';
      },
      answer: (bytes, isOwed) => {
        const more = bytes - holder.held;
        if (!isOwed && more > 0 && !this.#makeRoom(holder, more)) return false;
        holder.held = bytes;
        Object.assign(holder, { standing: 'taking', since: performance.now(), moved: 0 });
        return true;
      },
      taken: (bytes) => move(holder, bytes),
      onGivenUp(giveUp) {
        holder.giveUp = giveUp;
      },
      release: () => this.#release(holder),
    };
  }

  #release(holder: Holder): void {
    holder.standing = 'gone';
    holder.held = 0;
    this.#holders.delete(holder);
  }

  #makeRoom(holder: Holder, bytes: number): boolean {
    if (holder.standing === 'gone') return false;
    const victims = this.#victimsFor(holder, bytes);
    if (victims === null) return false;
    for (const victim of victims) {
      this.#release(victim);
      victim.giveUp();
      this.#onGivenUp(victim.address);
    }
    return true;
  }

  /** Who must go so that one may hold so much more; null when that is not enough. */
  #victimsFor(holder: Holder, bytes: number): readonly Holder[] | null {
    const { maxHeldBytes, maxHeldPerAddress } = this.#limits;
    const others = [...this.#holders].filter((other) => other !== holder);
    const ofAddress = others.filter(({ address }) => address === holder.address);
    const mine = holder.held + bytes;
    const near = this.#least(ofAddress, mine + sum(ofAddress) - maxHeldPerAddress);
    if (near === null) return null;
    const left = others.filter((other) => !near.includes(other));
    const far = this.#least(left, mine + sum(left) - maxHeldBytes);
    return far === null ? null : [...near, ...far];
  }

  /** Slow ones among these who hold so much together: first who sends, of them who holds most. */
  #least(among: readonly Holder[], needed: number): readonly Holder[] | null {
    if (needed <= 0) return [];
    const now = performance.now();
    const slow = among
      .filter(
        ({ standing, since, held }) =>
          (standing === 'sending' || standing === 'taking') && held > 0 && now - since > this.#limits.graceMs,
      )
      .toSorted((one, other) => Number(one.standing === 'taking') - Number(other.standing === 'taking') || other.held - one.held);
    const chosen: Holder[] = [];
    let found = 0;
    for (const holder of slow) {
      chosen.push(holder);
      found += holder.held;
      if (found >= needed) return chosen;
    }
    return null;
  }
}

function move(holder: Holder, bytes: number): void {
  holder.moved += bytes;
  if (holder.moved < BLOCK_BYTES) return;
  holder.moved = 0;
  holder.since = performance.now();
}

function sum(holders: Iterable<Holder>): number {
  let total = 0;
  for (const { held } of holders) total += held;
  return total;
}
