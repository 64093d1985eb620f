import type { CommandInput, CommandName, CommandOutput, ConsoleApi, IpcReply } from '../protocol/ipc';

declare global {
  interface Window {
    /** Put there by the preload script; absent when the page is opened anywhere else. */
    readonly consoleApi?: ConsoleApi;
  }
}

/** The door to main. The only place that reads it from the window; everything else is given it. */
export function consoleApiOfWindow(): ConsoleApi | undefined {
  return window.consoleApi;
}

/** Asks main for something. Never rejects: what breaks on the way becomes an error with a sentence. */
export type Ask = <N extends CommandName>(name: N, input: CommandInput<N>) => Promise<IpcReply<CommandOutput<N>>>;

export function createAsk(api: ConsoleApi, sentenceForBreak: string): Ask {
  return async (name, input) => {
    try {
      return await api.invoke(name, input);
    } catch {
      return { ok: false, error: { kind: 'failed', code: 'internal', sentence: sentenceForBreak } };
    }
  };
}
