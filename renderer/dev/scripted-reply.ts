import type { CommandInput, CommandName, CommandOutput, IpcError, IpcReply } from '../../protocol/ipc';
import { verbatim } from '../../protocol/texts/text';

/** How a scripted console answers each command. */
export type Handlers = {
  readonly [N in CommandName]: (input: CommandInput<N>) => IpcReply<CommandOutput<N>> | Promise<IpcReply<CommandOutput<N>>>;
};

export const ok = <T>(value: T): IpcReply<T> => ({ ok: true, value });
export const failed = (sentence: string): IpcReply<never> => ({
  ok: false,
  error: { kind: 'failed', code: 'scripted', texts: verbatim(sentence) } satisfies IpcError,
});
