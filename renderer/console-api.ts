import { replyInWords, type Reply } from '../messages/reply-in-words';
import type { CommandInput, CommandName, CommandOutput, ConsoleApi } from '../protocol/ipc';
import { err } from '../protocol/result';
import { say } from './text/say';

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
export type Ask = <N extends CommandName>(name: N, input: CommandInput<N>) => Promise<Reply<CommandOutput<N>>>;

export function createAsk(api: ConsoleApi, sentenceForBreak: string): Ask {
  return async (name, input) => {
    try {
      return replyInWords(await api.invoke(name, input), say);
    } catch {
      return err({ kind: 'failed', sentence: sentenceForBreak, issues: [] });
    }
  };
}
