import { text } from '../../../protocol/texts/text';
import type { CommandName } from '../../../protocol/ipc';
import { AppError } from '../../domain/errors';
import type { Authorise, Handlers } from '../../ipc/router';
import type { Weight } from '../command-row';

/** Commands of one line that may wait for the one that runs; a further one is refused. */
export const MAX_WAITING = 4;

/** Runs one thing at a time, in the order asked. */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve();
  #underWay = 0;

  /** Rejects with `notAllowedNow`, without starting, when too many wait already. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#underWay > MAX_WAITING) throw new AppError('notAllowedNow', text('door.stillBusy'));
    this.#underWay += 1;
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.#underWay -= 1;
    }
  }
}

/**
 * The same handlers, of which the heavy ones run one at a time, and those that print too, beside them; each only if whoever asked may still
 * have it when its turn comes.
 */
export function withHeavyOnesInLine(
  handlers: Handlers,
  authorise: Authorise,
  weightOf: (command: CommandName) => Weight,
): Handlers {
  const lines = { heavy: new OneAtATime(), printing: new OneAtATime() };
  const inLine = Object.entries(handlers).map(([name, handler]) => {
    const handle = handler as (input: unknown) => Promise<unknown>;
    const command = name as CommandName;
    const weight = weightOf(command);
    if (weight === 'light') return [name, handle];
    const wait = async (input: unknown) => {
      const askAgain = authorise(command);
      return lines[weight].run(async () => {
        askAgain();
        return handle(input);
      });
    };
    return [name, wait];
  });
  return Object.fromEntries(inLine) as Handlers;
}
