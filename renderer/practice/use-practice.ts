import { useEffect } from 'react';
import { useConsole, useFacts } from '../store/console-context';

/** Who starts scans of the simulated rack, until somebody else is named. */
const TRAINEE = 'TRAINEE';

/** Whether the console practises on a simulated rack. */
export function useIsPractice(): boolean {
  return useFacts(({ practice }) => practice !== undefined);
}

/** Fills the form of an empty start screen in with the labels of the simulated rack. */
export function usePracticeRoster(): void {
  const { draft } = useConsole();
  const roster = useFacts(({ practice }) => practice?.roster);
  useEffect(() => {
    const { pasted, scanned, file, operatorId } = draft.getState();
    if (roster === undefined || roster.length === 0 || pasted !== '' || scanned.length > 0 || file !== null) return;
    draft.setState({
      source: 'paste',
      pasted: roster.join('\n'),
      operatorId: operatorId === '' ? TRAINEE : operatorId,
    });
  }, [draft, roster]);
}
