import { useEffect } from 'react';
import type { SessionView } from '../../protocol/model';
import type { Console } from '../store/console';
import { useConsole } from '../store/console-context';
import { isRefusedCode } from '../store/notices';
import { play } from './play';
import { signalOf, type Signal } from './signal-of';

/** Beeps at what needs a hand, as loud as the station has it set. */
export function useSignals(): void {
  const console = useConsole();
  useEffect(() => followSignals(console, play), [console]);
}

/** @returns the function that ends it */
export function followSignals(
  { facts, notices, lookUp }: Pick<Console, 'facts' | 'notices' | 'lookUp'>,
  sound: (signal: Signal, volume: number) => void,
): () => void {
  const signal = (which: Signal): void => {
    const state = facts.getState();
    if (state.kind === 'ready') sound(which, state.facts.settings.station.soundVolume);
  };
  const sessionNow = (): SessionView | null => {
    const state = facts.getState();
    return state.kind === 'ready' ? state.facts.session : null;
  };
  /** Then the first failed device is heard as every other, until somebody acknowledges it. */
  const isAlarmOn = (): boolean => {
    const state = facts.getState();
    return state.kind === 'ready' && state.facts.settings.station.failureAlarm;
  };
  let before = sessionNow();
  const ends = [
    facts.subscribe(() => {
      const now = sessionNow();
      const heard = signalOf(before, now);
      before = now;
      if (heard !== null && !(heard === 'failure' && isAlarmOn())) signal(heard);
    }),
    notices.store.subscribe(({ list }, { list: earlier }) => {
      const newest = list.at(-1);
      if (newest !== undefined && !earlier.includes(newest) && isRefusedCode(newest)) signal('refused');
    }),
    lookUp.subscribe(({ unknown }, { unknown: earlier }) => {
      if (unknown !== null && unknown !== earlier) signal('refused');
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
