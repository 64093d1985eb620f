import type { QueryKey } from '@tanstack/react-query';
import type { CommandInput, CommandName } from '../../protocol/ipc';

/** What is known of main's answer to a question. */
export interface Known<T> {
  /** The last answer; it stays when a later question is refused. */
  readonly last: T | undefined;
  /** Sentence of a refusal; empty when the latest question was answered. */
  readonly problem: string;
}

/**
 * Under which key the answer to a question stands: its area (what its name begins with), its name, what goes in.
 * @param of what else sets it apart from the same question at another time
 */
export function answerKey<N extends CommandName>(name: N, input: CommandInput<N>, of: readonly unknown[] = []): QueryKey {
  return [name.split('.', 1)[0], name, input, ...of];
}
