/** Something that may happen next. */
export interface Choice {
  /** The same in every run of the same world; what a trace consists of. */
  readonly name: string;
  /** How likely it is beside the others; 0 is never picked by chance. */
  readonly weight: number;
  /** Lets it happen; what follows from it comes by itself afterwards, so that nobody waits for its promise. */
  readonly run: () => void | Promise<void>;
  /** Several things in a row that are one here: they are waited for. */
  readonly inARow?: true;
}

/** `calm`: nothing new is begun and nothing goes wrong any more, so that what is under way comes to its end. */
export type Mood = 'wild' | 'calm';

/** Picks what happens next; null when it has nothing more to say. */
export interface Picker {
  pick(choices: readonly Choice[]): Choice | null;
}

/** Until everything that goes on by itself has gone as far as it can: promise jobs, and the one `setImmediate` of the store. */
export async function drained(): Promise<void> {
  await nextTurn();
  await nextTurn();
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
