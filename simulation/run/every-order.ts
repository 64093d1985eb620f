import type { Choice, Picker } from '../engine/choice';
import { EverySequence } from '../engine/pickers';
import type { Disk } from '../world/disk';
import { count, type Counts } from './counts';
import { type Failure, shortest } from './failure';
import { type Form, planOf, STORE } from './forms';
import { runPlan } from './run-plan';

const CRASH = / crashes/;
/** A person does it once, and so does whatever else may be repeated: more of it is nothing new. */
const ONCE = /^person|hello$|nobody can read/;
/** Times that time passes: enough for a scan to end and a window to be drawn. */
const MAX_WAITING = 12;

/** Takes the choices of one form; with at most one crash, after which it is left to come to its end. */
class FormPicker implements Picker {
  readonly #form: Form;
  readonly #sequence: EverySequence;
  readonly #most: number;
  #taken = 0;
  #crashed = false;
  #waited = 0;
  #begun = false;
  readonly #done = new Set<string>();

  constructor(form: Form, sequence: EverySequence, most: number) {
    this.#form = form;
    this.#sequence = sequence;
    this.#most = most;
  }

  pick(choices: readonly Choice[]): Choice | null {
    if (this.#crashed) return null;
    const { inEveryOrder, atOnce, atOnceThen = [], atAnyPoint } = this.#form;
    const first = this.#begun
      ? (this.#those(choices, atOnceThen).find(({ name }) => !this.#done.has(name)) ?? this.#those(choices, atOnce)[0])
      : this.#those(choices, [...atOnce, STORE])[0];
    if (first !== undefined) return this.#note(first);
    if (this.#taken >= this.#most) return null;
    const free = this.#those(choices, inEveryOrder);
    const anyTime = this.#begun && atAnyPoint !== undefined ? this.#those(choices, atAnyPoint) : [];
    const extra = anyTime.filter(({ name }) => !this.#done.has(name));
    if (free.length === 0 && extra.length === 0) return this.#waitFor(choices);
    this.#taken += 1;
    if (atAnyPoint === undefined)
      return this.#note(this.#sequence.pick([...free, ...choices.filter(({ name }) => CRASH.test(name))]));
    const waits = free.length > 0 ? null : this.#waitFor(choices);
    const next = waits === null ? free : [waits];
    return this.#note(this.#sequence.pick([...next, ...extra]));
  }

  #those(choices: readonly Choice[], patterns: readonly RegExp[]): readonly Choice[] {
    return choices.filter(({ name }) => patterns.some((pattern) => pattern.test(name)) && this.#mayStill(name));
  }

  /** Time passes when nothing else can happen, for a while. */
  #waitFor(choices: readonly Choice[]): Choice | null {
    this.#waited += 1;
    return this.#waited > MAX_WAITING ? null : (choices.find(({ name }) => name === 'time passes') ?? null);
  }

  #mayStill(name: string): boolean {
    return !ONCE.test(name) || !this.#done.has(name);
  }

  #note(choice: Choice | null): Choice | null {
    if (choice === null) return null;
    this.#done.add(choice.name);
    if (this.#form.again?.test(choice.name) === true)
      for (const name of this.#done) if (name.endsWith('the Pair sheet')) this.#done.delete(name);
    this.#crashed ||= CRASH.test(choice.name);
    this.#begun ||= this.#form.from.test(choice.name);
    return choice;
  }
}

/**
 * Every order of one form, each run to its end.
 * @param asFound whether a failure stays as it was found
 * @param depth so many choices are taken in every way; what comes after them comes in one order
 */
export async function tryEveryOrder(
  form: Form,
  disks: readonly Disk[],
  counts: Counts,
  depth: number,
  asFound = false,
): Promise<Failure | null> {
  const sequence = new EverySequence();
  const plan = planOf(form);
  while (sequence.next()) {
    const outcome = await runPlan(plan, new FormPicker(form, sequence, Math.min(depth, form.depth ?? depth)), disks, '0');
    counts.enumerated += 1;
    count(counts, outcome);
    const { violation, names } = outcome;
    if (violation === null) continue;
    const scenario = { seed: '0', plan, names };
    const failure = asFound ? { ...scenario, violation, foundIn: names.length } : await shortest(scenario, violation, disks);
    return { ...failure, form: form.name };
  }
  return null;
}
