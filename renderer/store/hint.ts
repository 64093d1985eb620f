import { createStore, type StoreApi } from 'zustand/vanilla';

/** The quiet line at the bottom: what the last small act did. */
export interface HintLine {
  readonly store: StoreApi<{ readonly text: string }>;
  readonly say: (text: string) => void;
}

export function createHintLine(): HintLine {
  const store = createStore<{ readonly text: string }>(() => ({ text: '' }));
  return { store, say: (text) => store.setState({ text }) };
}
