import { useCallback, useEffect, useState } from 'react';
import type { OperationId } from '../../../protocol/ids';
import type { PairSheet } from '../../../protocol/ipc';
import type { Console } from '../../store/console';
import { useConsole, useFacts } from '../../store/console-context';
import type { FactsState } from '../../store/facts';

/** The sheet as main has it now; `problem` is why it could not be had. */
export interface SheetState {
  readonly sheet: PairSheet | undefined;
  readonly problem: string;
  readonly reload: () => void;
}

interface Latest {
  readonly sheet: PairSheet | undefined;
  readonly problem: string;
}

/** Reads the sheet when the scan is closed, and again whenever the session or a delivery changes. */
export function usePairSheet(): SheetState {
  const console = useConsole();
  const operationId = useFacts(({ session }) => (session?.phase === 'closed' ? session.operationId : undefined));
  const [latest, setLatest] = useState<Latest>({ sheet: undefined, problem: '' });
  const [reader] = useState(() => new SheetReader(console, setLatest));
  useEffect(() => reader.follow(), [reader]);
  const reload = useCallback(() => reader.read(), [reader]);
  const sheet = latest.sheet?.operationId === operationId ? latest.sheet : undefined;
  return { sheet, problem: latest.problem, reload };
}

/** Asks for the sheet, one question at a time; what changes meanwhile leads to one more question. */
class SheetReader {
  readonly #console: Console;
  readonly #show: (latest: Latest) => void;
  #latest: Latest = { sheet: undefined, problem: '' };
  #asking = false;
  #again = false;

  constructor(console: Console, show: (latest: Latest) => void) {
    this.#console = console;
    this.#show = show;
  }

  follow(): () => void {
    this.read();
    return this.#console.facts.subscribe((now, before) => {
      if (concernsSheet(now, before)) this.read();
    });
  }

  read(): void {
    this.#again = this.#asking;
    if (!this.#asking) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    do {
      this.#again = false;
      const operation = closedOperation(this.#console.facts.getState());
      if (operation === undefined) break;
      const reply = await this.#console.ask('pair.sheet', { operation });
      this.#latest = reply.ok ? { sheet: reply.value, problem: '' } : { ...this.#latest, problem: reply.error.sentence };
      this.#show(this.#latest);
    } while (this.#again);
    this.#asking = false;
  }
}

function closedOperation(state: FactsState): OperationId | undefined {
  const session = state.kind === 'ready' ? state.facts.session : null;
  return session?.phase === 'closed' ? session.operationId : undefined;
}

function concernsSheet(now: FactsState, before: FactsState): boolean {
  if (now.kind !== 'ready' || before.kind !== 'ready') return true;
  return now.facts.session !== before.facts.session || now.facts.deliveries !== before.facts.deliveries;
}
