import * as z from 'zod';
import { commands, type CommandName, type CommandOutput, type IpcReply, type ParsedInput } from '../../protocol/ipc';
import { err, ok } from '../../protocol/result';
import { text } from '../../protocol/texts/text';
import { visibleText } from '../../protocol/visible-text';
import { issueText } from '../../protocol/wire/issue-text';
import { AppError } from '../domain/errors';
import { readAs } from '../../protocol/read-as';

/** One function per command; a missing one does not compile. */
export type Handlers = { readonly [N in CommandName]: (input: ParsedInput<N>) => Promise<CommandOutput<N>> };

/** Throws an `AppError` for a command that may not be given; gives the same question for later. */
export type Authorise = (command: CommandName) => () => void;

/** Takes whatever came through the door and answers with a value, never with a rejection. */
export type Router = (raw: unknown) => Promise<IpcReply<unknown>>;

/** So much of what is wrong with an input is said, however large the input is. */
const MAX_ISSUES = 100;
const MAX_PATH = 200;

const Envelope = z.strictObject({ name: z.string().max(64), input: z.unknown() });

/**
 * The one door: envelope, command name, permission and input are checked before a handler sees them.
 * `authorise` throws an `AppError` when the person at the console may not do this; what it gives is asked before the answer goes out. Failures that a handler knows come
 * back with their texts; anything else is a bug, goes to `onUnexpected` whole, and the window learns only where to look.
 */
export function createRouter(
  handlers: Handlers,
  onUnexpected: (command: string, error: unknown) => void,
  authorise: Authorise,
): Router {
  return async (raw) => {
    const envelope = readAs(Envelope, raw);
    if (!envelope.success) return err({ kind: 'invalidInput', texts: [text('door.noCommand')], issues: [] });
    const { name, input } = envelope.data;
    if (!isCommandName(name)) return err({ kind: 'unknownCommand', texts: [text('door.unknownCommand')] });
    try {
      const askAgain = authorise(name);
      const reply = await run(handlers, name, input);
      return isStillAllowed(askAgain) ? reply : err({ kind: 'failed', code: 'notSignedIn', texts: [text('door.answerKept')] });
    } catch (error) {
      if (error instanceof AppError) return err({ kind: 'failed', code: error.code, texts: error.texts });
      onUnexpected(name, error);
      return err({
        kind: 'failed',
        code: 'internal',
        texts: [text('door.internal')],
      });
    }
  };
}

/** Who asked may have signed out, or been signed out, while a slow answer was made: it is not for whoever stands there now. */
function isStillAllowed(askAgain: () => void): boolean {
  try {
    askAgain();
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

async function run<N extends CommandName>(handlers: Handlers, name: N, input: unknown): Promise<IpcReply<unknown>> {
  const parsed = readAs(commands[name].input, input);
  if (!parsed.success) {
    const issues = parsed.error.issues
      .slice(0, MAX_ISSUES)
      .map((issue) => ({ at: visibleText(issue.path.join('.'), MAX_PATH), fault: issueText(issue) }));
    const first = issues.slice(0, 1).map((issue) => text('door.issue', issue));
    return err({ kind: 'invalidInput', texts: [text('door.badInput'), ...first], issues });
  }
  const handler: (parsedInput: ParsedInput<N>) => Promise<CommandOutput<N>> = handlers[name];
  return ok(await handler(parsed.data as ParsedInput<N>));
}
