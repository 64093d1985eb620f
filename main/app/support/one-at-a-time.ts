import { text } from '../../../protocol/texts/text';
import type { CommandName } from '../../../protocol/ipc';
import { AppError } from '../../domain/errors';
import type { Authorise, Handlers } from '../../ipc/router';

/** Heavy commands that may wait for the one that runs; a further one is refused. */
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

/** The same handlers, of which the heavy ones run one at a time, and only if whoever asked may still have it when their turn comes. */
export function withHeavyOnesInLine(
  handlers: Handlers,
  authorise: Authorise,
  isHeavy: (command: CommandName) => boolean,
): Handlers {
  const line = new OneAtATime();
  const inLine = Object.entries(handlers).map(([name, handler]) => {
    const handle = handler as (input: unknown) => Promise<unknown>;
    const command = name as CommandName;
    if (!isHeavy(command)) return [name, handle];
    const wait = async (input: unknown) => {
      const askAgain = authorise(command);
      return line.run(async () => {
        askAgain();
        return handle(input);
      });
    };
    return [name, wait];
  });
  return Object.fromEntries(inLine) as Handlers;
}
