import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { CommandInput, CommandName, CommandOutput } from '../../protocol/ipc';
import type { Reply } from '../../messages/reply-in-words';
import { useConsole } from '../store/console-context';

/** Grows when something was written into the registry: what is shown must be read again. */
export function useRegistryVersion(): number {
  return useStore(useConsole().registry.store, ({ version }) => version);
}

/** The answer to a question about the registry. */
export interface RegistryAnswer<T> {
  /** The last answer; it stays while the next one is on its way. */
  readonly value: T | undefined;
  /** Sentence of a refusal; empty when there was none. */
  readonly problem: string;
  readonly reload: () => void;
}

/** Asks the registry, and again whenever it has changed. `input` must stay the same object from one render to the next. */
export function useRegistry<N extends CommandName>(name: N, input: CommandInput<N>): RegistryAnswer<CommandOutput<N>> {
  const { ask } = useConsole();
  const version = useRegistryVersion();
  const [reply, setReply] = useState<Reply<CommandOutput<N>>>();
  const asked = useRef(0);
  const load = useCallback(
    // Named here so that a new version asks again.
    async (_version: number) => {
      asked.current += 1;
      const mine = asked.current;
      const answer = await ask(name, input);
      if (mine === asked.current) setReply(answer);
    },
    [ask, name, input],
  );
  useEffect(() => {
    void load(version);
    return () => {
      asked.current += 1;
    };
  }, [load, version]);
  return {
    value: reply?.ok === true ? reply.value : undefined,
    problem: reply?.ok === false ? reply.error.sentence : '',
    reload: () => void load(version),
  };
}
