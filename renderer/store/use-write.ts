import { useFacts } from './console-context';
import { useBusy } from './use-busy';

/** Whether the records cannot be written: what a person does is refused until they can. */
export function useRecordsFail(): boolean {
  return useFacts(({ connections }) => connections.recordsFail === true);
}

/** `useBusy` for what main puts on record: as busy also while it would refuse it, whatever key is pressed. */
export function useWrite(): readonly [boolean, (work: () => Promise<void>) => void] {
  const [busy, run] = useBusy();
  const failing = useRecordsFail();
  return [failing || busy, failing ? nothing : run];
}

function nothing(): void {
  // What is done about it stands on the screen.
}
