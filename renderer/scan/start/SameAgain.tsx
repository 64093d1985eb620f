import { History } from 'lucide-react';
import { Button } from 'react-aria-components';
import { rosterText } from '../../../protocol/labels/roster-text';
import { messages } from '../../messages';
import { useConsole } from '../../store/console-context';
import { rackDraft } from '../../store/rack-draft';
import { useBusy } from '../../store/use-busy';

/** The list of the last scan once more, with its rack where it had one. */
export function SameAgain() {
  const { askOrTell, draft, notices } = useConsole();
  const [busy, run] = useBusy();
  const take = (): void =>
    run(async () => {
      const last = await askOrTell('roster.last', {});
      if (last === undefined) return;
      if (last === null) notices.raise('info', messages.start.rack.sameNone, 'look-up');
      else if (last.rack === null) draft.setState({ source: 'paste', pasted: rosterText(last.serials), sourcePicked: true });
      else draft.setState({ source: 'rack', rack: rackDraft(last.rack), sourcePicked: true });
    });
  return (
    <Button className="button same-again" isDisabled={busy} onPress={take}>
      <History aria-hidden size={20} />
      {messages.start.rack.same}
    </Button>
  );
}
