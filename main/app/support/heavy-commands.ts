import type { CommandName } from '../../../protocol/ipc';
import { AppError } from '../../domain/errors';
import type { Authorise, Handlers } from '../../ipc/router';

/**
 * What a command costs. Heavy is what reads or writes much of the records, takes large files, or connects somewhere: of these one runs
 * at a time. All others are answered at once.
 */
export const WEIGHT_OF_COMMAND = {
  'app.snapshot': 'light',
  'app.health': 'light',
  'support.bundle': 'heavy',
  'scan.start': 'light',
  'scan.finish': 'light',
  'scan.rescan': 'light',
  'scan.clearContest': 'light',
  'roster.parse': 'light',
  'roster.open': 'light',
  'device.details': 'light',
  'device.waive': 'light',
  'pair.sheet': 'light',
  'pair.confirm': 'light',
  'pair.settle': 'light',
  'delivery.retry': 'light',
  'delivery.details': 'light',
  'delivery.edit': 'light',
  'delivery.settle': 'heavy',
  'aside.list': 'heavy',
  'aside.export': 'heavy',
  'export.scanLog': 'heavy',
  'export.evidence': 'heavy',
  'settings.save': 'light',
  'settings.test': 'heavy',
  'settings.export': 'light',
  'settings.import': 'light',
  'records.keep': 'light',
  'window.look': 'light',
  'practice.switch': 'light',
  'person.signIn': 'light',
  'person.signOut': 'light',
  'person.active': 'light',
  'person.list': 'light',
  'person.save': 'light',
  'person.remove': 'light',
  'audit.list': 'heavy',
  'operation.list': 'light',
  'operation.open': 'heavy',
  'registry.devices': 'light',
  'registry.models': 'light',
  'registry.device': 'light',
  'registry.events': 'light',
  'registry.image': 'light',
  'registry.agents': 'light',
  'registry.openSnapshots': 'light',
  'registry.lookUp': 'light',
  'registry.submitFile': 'heavy',
  'registry.grade': 'light',
  'registry.addPictures': 'heavy',
  'registry.ratePicture': 'light',
  'registry.addTag': 'light',
  'registry.closeSnapshot': 'light',
  'registry.addAgent': 'light',
  'registry.act': 'light',
} as const satisfies Record<CommandName, 'light' | 'heavy'>;

/** Heavy commands that may wait for the one that runs; a further one is refused. */
export const MAX_WAITING = 4;

/** Runs one thing at a time, in the order asked. */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve();
  #underWay = 0;

  /** Rejects with `notAllowedNow`, without starting, when too many wait already. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#underWay > MAX_WAITING)
      throw new AppError(
        'notAllowedNow',
        'The console is still busy with what was asked before. Wait until that is done, then try again.',
      );
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
export function withHeavyOnesInLine(handlers: Handlers, authorise: Authorise): Handlers {
  const line = new OneAtATime();
  const inLine = Object.entries(handlers).map(([name, handler]) => {
    const handle = handler as (input: unknown) => Promise<unknown>;
    const command = name as CommandName;
    if (WEIGHT_OF_COMMAND[command] === 'light') return [name, handle];
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
