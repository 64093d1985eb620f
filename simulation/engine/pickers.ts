import { createRandom } from '../../simulator/random';
import type { Choice, Picker } from './choice';

/** Picks by chance, as heavy as each choice is, a given number of times. */
export function randomPicker(seed: string, steps: number): Picker {
  const random = createRandom(seed);
  let left = steps;
  return {
    pick(choices) {
      if (left <= 0) return null;
      left -= 1;
      let point = random.next() * choices.reduce((sum, { weight }) => sum + weight, 0);
      for (const choice of choices) {
        point -= choice.weight;
        if (point < 0) return choice;
      }
      return choices.findLast(({ weight }) => weight > 0) ?? null;
    },
  };
}

/** Does what a trace names, in its order; what cannot happen at its turn is left out. */
export function scriptPicker(names: readonly string[]): Picker {
  let next = 0;
  return {
    pick(choices) {
      for (; next < names.length; next += 1) {
        const choice = choices.find(({ name }) => name === names[next]);
        if (choice === undefined) continue;
        next += 1;
        return choice;
      }
      return null;
    },
  };
}

/** Takes every sequence of choices once, over as many runs as that takes. */
export class EverySequence {
  /** Which of how many was picked, at each step of the present run. */
  #path: { picked: number; readonly of: number }[] = [];
  #step = 0;
  #begun = false;

  /** Begins the next run. @returns false when there is no other sequence */
  next(): boolean {
    this.#step = 0;
    if (!this.#begun) {
      this.#begun = true;
      return true;
    }
    for (let last = this.#path.at(-1); last !== undefined; last = this.#path.at(-1)) {
      last.picked += 1;
      if (last.picked < last.of) return true;
      this.#path.pop();
    }
    return false;
  }

  pick(choices: readonly Choice[]): Choice | null {
    if (choices.length === 0) return null;
    const known = this.#path[this.#step];
    const place = known ?? { picked: 0, of: choices.length };
    if (known === undefined) this.#path.push(place);
    this.#step += 1;
    return choices[place.picked] ?? null;
  }
}
