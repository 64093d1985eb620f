import { useEffect } from 'react';
import { create } from 'zustand';

/** Tasks that the guides describe: the anchors of docs/operator.md and docs/supervisor.md. */
export type HelpTopic =
  | 'start'
  | 'scan'
  | 'running'
  | 'review'
  | 'words'
  | 'rescan'
  | 'pair'
  | 'refused'
  | 'unknown'
  | 'silent'
  | 'devices'
  | 'find'
  | 'trouble'
  | 'roles'
  | 'history'
  | 'statistics'
  | 'evidence'
  | 'deliveries'
  | 'waive'
  | 'settings'
  | 'keys'
  | 'backup'
  | 'support';

interface Shown {
  readonly topic: HelpTopic;
}

/** What lies over the screen, the uppermost last. */
const useStore = create<{ readonly stack: readonly Shown[] }>(() => ({ stack: [] }));

/** Says what the help is about, as long as this is shown and nothing else lies above it. */
export function useHelpTopic(topic: HelpTopic): void {
  useEffect(() => {
    const shown: Shown = { topic };
    useStore.setState(({ stack }) => ({ stack: [...stack, shown] }));
    return () => useStore.setState(({ stack }) => ({ stack: stack.filter((other) => other !== shown) }));
  }, [topic]);
}

/** What the uppermost of all says; undefined where only the screen is shown. */
export function topicAbove(): HelpTopic | undefined {
  return useStore.getState().stack.at(-1)?.topic;
}
