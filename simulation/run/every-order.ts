import type { Choice, Picker } from '../engine/choice';
import { EverySequence } from '../engine/pickers';
import type { Plan } from '../plan';
import type { Disk } from '../world/disk';
import { count, type Counts } from './counts';
import { type Failure, shortest } from './failure';
import { runPlan } from './run-plan';

/** A part of a scan of which every order is tried. */
export interface Form {
  readonly name: string;
  /** What happens as soon as it can: none of its orders matters here. */
  readonly atOnce: readonly RegExp[];
  /** What happens in every order. */
  readonly inEveryOrder: readonly RegExp[];
  /** Until this has happened the store answers at once, too. */
  readonly from: RegExp;
}

const PREPARED = [/ is started$/, / connects$/, /starts scan A1$/, /confirms command/, /says hello$/];
const CRASH = / crashes/;
const STORE = /^A's store answers all$/;
/** A person looks, confirms, ends, and an agent says hello, once: more of it is nothing new. */
const ONCE = /^person|hello$/;

/** Two devices at one console, from their answers until their verdicts are on disk, and from the Pair sheet to the answer of Pair. */
export const FORMS: readonly Form[] = [
  {
    name: 'answers and look-ups',
    atOnce: [...PREPARED, /^A acknowledges$/, /^D\d answers/],
    inEveryOrder: [/^A takes/, /^MES answers/, STORE],
    from: /confirms command/,
  },
  {
    name: 'Pair',
    atOnce: [
      ...PREPARED,
      /^D\d answers/,
      /^A takes/,
      /^MES answers/,
      /^A acknowledges$/,
      /^(?:log|notification) .* is taken$/,
      /finishes the scan/,
    ],
    inEveryOrder: [
      STORE,
      /looks at the Pair sheet$/,
      /confirms the Pair sheet$/,
      /^pair .* (?:is taken|is lost|is taken and the answer is lost|never arrives)$/,
      /settles/,
    ],
    from: /^notification .* is taken$/,
  },
];

/** Times that time passes: enough for a scan to end and a window to be drawn. */
const MOST_WAITING = 12;

/** Two devices as they should be. */
export function smallPlan(): Plan {
  const port = (number: number): { readonly name: string; readonly mac: string } => ({
    name: 'eth0',
    mac: `e0:18:7d:2e:0${number}:10`,
  });
  const device = (number: number) =>
    ({ name: `D${number}`, serial: `S${number}`, ports: [port(number)], agent: 'ours', silent: false }) as const;
  return {
    devices: [device(1), device(2)],
    book: { S1: [port(1)], S2: [port(2)] },
    consoles: [{ name: 'A', roster: ['S1', 'S2'], scanMode: 0, people: false, scans: 1, rescans: 0, oldRecords: false }],
    packs: false,
    faults: { crash: 1, postLost: 1 },
    steps: 0,
  };
}

/** Takes the choices of one form; with at most one crash, after which it is left to come to its end. */
class FormPicker implements Picker {
  readonly #form: Form;
  readonly #sequence: EverySequence;
  readonly #most: number;
  #taken = 0;
  #crashed = false;
  #waited = 0;
  #begun = false;
  readonly #done = new Map<string, number>();

  constructor(form: Form, sequence: EverySequence, most: number) {
    this.#form = form;
    this.#sequence = sequence;
    this.#most = most;
  }

  pick(choices: readonly Choice[]): Choice | null {
    if (this.#crashed) return null;
    const { inEveryOrder } = this.#form;
    const atOnce = this.#begun ? this.#form.atOnce : [...this.#form.atOnce, STORE];
    const first = choices.find(({ name }) => atOnce.some((pattern) => pattern.test(name)) && this.#mayStill(name));
    if (first !== undefined) return this.#note(first);
    const free = choices.filter(({ name }) => inEveryOrder.some((pattern) => pattern.test(name)) && this.#mayStill(name));
    if (this.#taken >= this.#most) return null;
    if (free.length === 0) return this.#waitFor(choices);
    this.#taken += 1;
    const crashes = choices.filter(({ name }) => CRASH.test(name));
    return this.#note(this.#sequence.pick([...free, ...crashes]));
  }

  /** Time passes when nothing else can happen, for a while. */
  #waitFor(choices: readonly Choice[]): Choice | null {
    this.#waited += 1;
    return this.#waited > MOST_WAITING ? null : (choices.find(({ name }) => name === 'time passes') ?? null);
  }

  #mayStill(name: string): boolean {
    return !ONCE.test(name) || (this.#done.get(name) ?? 0) < 1;
  }

  #note(choice: Choice | null): Choice | null {
    if (choice === null) return null;
    this.#done.set(choice.name, (this.#done.get(choice.name) ?? 0) + 1);
    this.#crashed ||= CRASH.test(choice.name);
    this.#begun ||= this.#form.from.test(choice.name);
    return choice;
  }
}

/**
 * Every order of one form, each run to its end.
 * @param depth so many choices are taken in every way; what comes after them comes in one order
 */
export async function tryEveryOrder(form: Form, disks: readonly Disk[], counts: Counts, depth: number): Promise<Failure | null> {
  const sequence = new EverySequence();
  const plan = smallPlan();
  while (sequence.next()) {
    const outcome = await runPlan(plan, new FormPicker(form, sequence, depth), disks, '0');
    counts.enumerated += 1;
    count(counts, outcome);
    if (outcome.violation !== null) return shortest({ seed: '0', plan, names: outcome.names }, outcome.violation, disks);
  }
  return null;
}
