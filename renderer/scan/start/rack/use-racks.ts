import { useEffect } from 'react';
import type { Rack } from '../../../../protocol/racks';
import { useAnswer } from '../../../server-state/use-answer';
import { useConsole, useFacts } from '../../../store/console-context';
import { rackDraft } from '../../../store/rack-draft';

const NOTHING = {};
const NONE: readonly Rack[] = [];

/**
 * The saved racks. Where there are some, the next scan is of one unless a person chooses otherwise: with a list a dead unit is missed. The rack of
 * the last scan goes first.
 */
export function useRacks(): { readonly racks: readonly Rack[]; readonly reload: () => Promise<void> } {
  const { draft } = useConsole();
  const { value: racks = NONE, reload } = useAnswer('rack.list', NOTHING);
  const last = useFacts(({ session }) => session?.rack?.name);
  useEffect(() => {
    const { source, sourcePicked, rack } = draft.getState();
    const [first] = racks;
    if (first === undefined || rack !== null || sourcePicked || source !== 'anyone') return;
    const likely = racks.find(({ name }) => name === last) ?? first;
    draft.setState({ source: 'rack', rack: rackDraft(likely) });
  }, [draft, racks, last]);
  return { racks, reload };
}
