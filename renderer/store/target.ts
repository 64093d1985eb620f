import type { PairSheet } from '../../protocol/pair-sheet';
import type { SessionView } from '../../protocol/model';
import { useFacts } from './console-context';

/** Where the devices of a scan go. */
export type Target = PairSheet['target'];

export function targetOf(scanMode: SessionView['scanMode'] | undefined): Target {
  return scanMode === 1 ? 'burn' : 'pair';
}

/** Where the devices of the scan that is shown go. */
export function useTarget(): Target {
  return useFacts(({ session }) => targetOf(session?.scanMode));
}
