import { Corpus } from './corpus';
import type { BlockCoverage } from './coverage';
import { enlarge } from './enlarge';
import { HOSTILE_KEYS } from './hostile';
import { Judge, type Verdict } from './judge';
import { mutateBytes } from './mutate-bytes';
import { mutateJson } from './mutate-json';
import { Random } from './random';
import { shrink } from './shrink';
import type { Target } from './target';

export interface FuzzPlan {
  /** Together with the target's name it decides every input. */
  readonly seed: string;
  /** How many inputs to try, the seeds included. */
  readonly inputs: number;
  /** Ends earlier at this `performance.now()`. */
  readonly until: number;
  /** Inputs to begin with, beside the target's own. */
  readonly corpus: readonly Uint8Array[];
  /** Called before each input, so that somebody outside can see one that never ends. */
  readonly onInput?: (bytes: Uint8Array) => void;
}

/** A fault with the smallest input that shows it. */
interface Crasher {
  readonly signature: string;
  readonly sentence: string;
  readonly bytes: Uint8Array;
  /** How many inputs showed it. */
  times: number;
}

export interface FuzzResult {
  readonly inputs: number;
  /** Inputs that lit up new blocks, or came to a new outcome. */
  readonly fresh: number;
  readonly blocks: number;
  readonly outcomes: number;
  readonly slowestMs: number;
  readonly crashers: readonly Crasher[];
  /** The fresh ones without the seeds: those that lit up new blocks, then those with a new outcome. */
  readonly kept: readonly Uint8Array[];
}

const MAX_OUTCOMES = 400;
const MAX_CRASHERS = 20;
const LARGEST_BATCH = 256;
const ENLARGED_ONE_IN = 600;
/** A slow input is shrunk with few tries: each of them is slow. */
const SLOW_TRIES = 60;

/** Fuzzes one target: changes inputs at random, and keeps those that reach blocks or outcomes that none before had reached. */
export async function fuzzTarget(target: Target, coverage: BlockCoverage, plan: FuzzPlan): Promise<FuzzResult> {
  const run = new FuzzRun(target, coverage, plan);
  return run.run();
}

class FuzzRun {
  readonly #target: Target;
  readonly #coverage: BlockCoverage;
  readonly #plan: FuzzPlan;
  readonly #judge: Judge;
  readonly #random: Random;
  readonly #tokens: readonly Uint8Array[];
  readonly #corpus = new Corpus();
  readonly #outcomes = new Set<string>();
  readonly #crashers = new Map<string, Crasher>();
  readonly #kept = { blocks: [] as Uint8Array[], outcomes: [] as Uint8Array[] };
  #inputs = 0;
  #fresh = 0;
  #slowestMs = 0;

  constructor(target: Target, coverage: BlockCoverage, plan: FuzzPlan) {
    this.#target = target;
    this.#coverage = coverage;
    this.#plan = plan;
    this.#judge = new Judge(target);
    this.#random = new Random(`${plan.seed} ${target.name}`);
    this.#tokens = [...target.tokens, ...HOSTILE_KEYS].map((token) => new TextEncoder().encode(token));
  }

  async run(): Promise<FuzzResult> {
    const seeds = [...this.#target.seeds(), ...this.#plan.corpus];
    for (const seed of seeds) {
      this.#corpus.add(seed);
      await this.#try(seed);
    }
    this.#coverage.remember(this.#coverage.look());
    let size = 8;
    while (this.#inputs < this.#plan.inputs && performance.now() < this.#plan.until) {
      const fresh = await this.#tryBatch(Math.min(size, this.#plan.inputs - this.#inputs));
      size = fresh === 0 ? Math.min(LARGEST_BATCH, size * 2) : Math.max(8, size / 2);
    }
    return {
      inputs: this.#inputs,
      fresh: this.#fresh,
      blocks: this.#coverage.blocks(),
      outcomes: this.#outcomes.size,
      slowestMs: this.#slowestMs,
      crashers: [...this.#crashers.values()],
      kept: [...this.#kept.blocks, ...this.#kept.outcomes],
    };
  }

  /** Reading the coverage costs more than most inputs, so many share one look; only when it shows something is each one tried alone. */
  async #tryBatch(size: number): Promise<number> {
    const batch: Uint8Array[] = [];
    let fresh = 0;
    for (let number = 0; number < size; number += 1) {
      const bytes = this.#nextInput();
      const { verdict, freshOutcome } = await this.#try(bytes);
      if (verdict.kind !== 'fine') continue;
      if (freshOutcome) {
        this.#keep(bytes, 'outcomes');
        fresh += 1;
      } else if (verdict.tookMs < 100) batch.push(bytes);
    }
    const together = this.#coverage.look();
    if (together.offsets.length > 0) {
      fresh += await this.#findFresh(batch);
      // Also what nobody did alone, such as a first call that fills a cache: else every batch to come would be looked at twice.
      this.#coverage.remember(together);
    }
    this.#fresh += fresh;
    return fresh;
  }

  /** Halves a batch that reached something new until the inputs that did it stand alone. @returns how many */
  async #findFresh(batch: readonly Uint8Array[]): Promise<number> {
    if (batch.length === 0) return 0;
    for (const bytes of batch) await this.#judged(bytes);
    const reached = this.#coverage.look();
    if (reached.offsets.length === 0) return 0;
    const [only] = batch;
    if (batch.length === 1 && only !== undefined) {
      this.#coverage.remember(reached);
      this.#keep(only, 'blocks');
      return 1;
    }
    const middle = Math.ceil(batch.length / 2);
    return (await this.#findFresh(batch.slice(0, middle))) + (await this.#findFresh(batch.slice(middle)));
  }

  async #try(bytes: Uint8Array): Promise<{ readonly verdict: Verdict; readonly freshOutcome: boolean }> {
    this.#inputs += 1;
    const verdict = await this.#judged(bytes);
    if (verdict.kind === 'fault') {
      await this.#file(bytes, verdict);
      return { verdict, freshOutcome: false };
    }
    this.#slowestMs = Math.max(this.#slowestMs, verdict.tookMs);
    const freshOutcome = !this.#outcomes.has(verdict.outcome) && this.#outcomes.size < MAX_OUTCOMES;
    if (freshOutcome) this.#outcomes.add(verdict.outcome);
    return { verdict, freshOutcome };
  }

  #judged(bytes: Uint8Array): Verdict | Promise<Verdict> {
    this.#plan.onInput?.(bytes);
    return this.#judge.judge(bytes);
  }

  #keep(bytes: Uint8Array, because: 'blocks' | 'outcomes'): void {
    this.#corpus.add(bytes);
    this.#kept[because].push(bytes);
  }

  async #file(bytes: Uint8Array, { signature, sentence }: Extract<Verdict, { kind: 'fault' }>): Promise<void> {
    const known = this.#crashers.get(signature);
    if (known !== undefined) {
      known.times += 1;
      return;
    }
    if (this.#crashers.size >= MAX_CRASHERS) return;
    const sameFault = async (candidate: Uint8Array): Promise<boolean> => {
      const verdict = await this.#judged(candidate);
      return verdict.kind === 'fault' && verdict.signature === signature;
    };
    const smallest = await shrink(bytes, sameFault, signature === 'slow' ? SLOW_TRIES : undefined);
    this.#crashers.set(signature, { signature, sentence, bytes: smallest, times: 1 });
  }

  #nextInput(): Uint8Array {
    const random = this.#random;
    const { bytes, tree } = this.#corpus.pick(random);
    if (random.oneIn(ENLARGED_ONE_IN)) return enlarge(bytes, random);
    const other = this.#corpus.pick(random);
    if (tree !== null && !random.oneIn(3)) return mutateJson(tree, random, this.#words, other.tree);
    return mutateBytes(bytes, random, this.#tokens, other.bytes);
  }

  get #words(): readonly string[] {
    return this.#target.tokens;
  }
}
