import type { CommandName, CommandOutput, OperationCommand, ParsedInput } from '../../protocol/ipc';
import type { Role } from '../../protocol/people';
import type { Handlers } from '../ipc/router';

/**
 * Heavy is what reads or writes much of the records, takes large files, or connects somewhere: of these one runs at a time. Printing takes
 * minutes and holds up none of them: of its commands one runs at a time beside them. All others are answered at once.
 */
export type Weight = 'light' | 'heavy' | 'printing';

/**
 * One command of the window. Its name stands for what goes in and what comes out (`commands` of `protocol/ipc.ts`, which the window
 * is typed by too); `S` is what its handler needs.
 */
interface PlainRow<N extends CommandName, S> {
  /** Needed once people are on record; null: anyone who stands at the console. */
  readonly role: Role | null;
  readonly weight: Weight;
  /** The input is parsed already; known failures are `AppError`s. */
  readonly handle: (services: S, input: ParsedInput<N>) => Promise<CommandOutput<N>>;
}

/**
 * A row says so when its command is asked of the open operation. Whatever a service does to that operation or reads of it takes the
 * `operation` that such a command names, and refuses it when another one is open by then: a handler without it does not compile.
 *
 * Whoever asked may have signed out by then, too. Engine, outbox and settings take a question that throws in that case (`sameAsNow`), and ask
 * it in the turn in which they act; none of them can be made, or asked by a person, without it.
 */
type CommandRow<N extends CommandName, S> = PlainRow<N, S> &
  (N extends OperationCommand ? { readonly of: 'openOperation' } : { readonly of?: never });

/** One row for each of these commands. */
export type CommandRows<N extends CommandName, S> = { readonly [K in N]: CommandRow<K, S> };

/** The names that begin like this. */
export type CommandsOf<Prefix extends string> = Extract<CommandName, `${Prefix}.${string}`>;

/** The handlers of these rows, with what they need. */
export function bindCommands<N extends CommandName, S>(rows: CommandRows<N, S>, services: S): Pick<Handlers, N> {
  const bound = Object.entries<{ handle: (given: S, input: never) => Promise<unknown> }>(rows).map(([name, { handle }]) => [
    name,
    (input: never) => handle(services, input),
  ]);
  return Object.fromEntries(bound) as Pick<Handlers, N>;
}
