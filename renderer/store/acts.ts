import { useEffect, useEffectEvent } from 'react';
import { create } from 'zustand';

/** What can be done in the window by a button that stands there, and so by a key or the palette too; in the order of the palette. */
export const ACTS = [
  'acknowledge',
  'startScan',
  'pair',
  'nextProblem',
  'rescan',
  'rescanSilent',
  'finish',
  'newScan',
  'saveReport',
  'saveTable',
  'exportLog',
  'exportEvidence',
  'scanScreen',
  'devicesScreen',
  'deliveries',
  'history',
  'settings',
  'health',
  'help',
  'keySheet',
  'about',
  'tour',
  'theme',
  'largeType',
  'signOut',
  'palette',
] as const;
export type ActId = (typeof ACTS)[number];

/** An act as its button offers it now: the same words, the same handler, the same reasons not to. */
export interface Act {
  readonly id: ActId;
  readonly label: string;
  readonly disabled: boolean;
  readonly run: () => void;
}

const useStore = create<{ readonly acts: ReadonlyMap<ActId, Act> }>(() => ({ acts: new Map() }));

interface OfferOptions {
  readonly disabled?: boolean;
  /** False: there is no such button now. */
  readonly offered?: boolean;
}

/** Offers what a button does to keys and palette, as long as the button is there. */
export function useAct(id: ActId, label: string, run: () => void, { disabled = false, offered = true }: OfferOptions = {}): void {
  const latest = useEffectEvent(run);
  useEffect(() => {
    if (!offered) return undefined;
    const act: Act = { id, label, disabled, run: () => latest() };
    useStore.setState(({ acts }) => ({ acts: new Map(acts).set(id, act) }));
    return () =>
      useStore.setState(({ acts }) => {
        // Another may have taken its place meanwhile.
        if (acts.get(id) !== act) return { acts };
        const rest = new Map(acts);
        rest.delete(id);
        return { acts: rest };
      });
  }, [id, label, disabled, offered]);
}

/** Everything that the window offers now. */
export function useActs(): ReadonlyMap<ActId, Act> {
  return useStore((state) => state.acts);
}

/** Does what is offered under this name, if it is, and can be done. @returns whether it was */
export function runAct(id: ActId): boolean {
  const act = useStore.getState().acts.get(id);
  if (act === undefined || act.disabled) return false;
  act.run();
  return true;
}

/** Whether it is offered now, and can be done. */
export function canRun(id: ActId): boolean {
  return useStore.getState().acts.get(id)?.disabled === false;
}
