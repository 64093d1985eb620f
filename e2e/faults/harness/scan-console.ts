import type { CommandInput, CommandName, CommandOutput } from '../../../protocol/ipc';
import type { Snapshot } from '../../../protocol/window-state';

/** A console that somebody operates: the commands are those of the window. */
export interface ScanConsole {
  /** Its records. */
  readonly file: string;
  /** Rejects with `ConsoleRefused` when the console says no, with `ConsoleGone` when it is not there (any more). */
  invoke<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  /** Ends it in good order. */
  stop(): Promise<void>;
}

export class ConsoleRefused extends Error {}

export class ConsoleGone extends Error {}

/** Serial number or id of every row that has its verdict. */
export function settledRows({ devices }: Snapshot): readonly Snapshot['devices'][number][] {
  return devices.filter(({ status }) => status !== 'waiting' && status !== 'reported');
}
