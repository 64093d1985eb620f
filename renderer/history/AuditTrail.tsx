import { ErrorLine } from '../ui/ErrorLine';
import { LongList } from '../ui/LongList';
import { messages } from '../messages';
import { useAnswer } from '../server-state/use-answer';
import { DecisionLine } from './DecisionLine';

/** As many entries as are shown. */
const NEWEST = { limit: 1_000 };

/** Who did what, newest first. */
export function AuditTrail() {
  const { value: lines, problem } = useAnswer('audit.list', NEWEST);
  if (problem !== '') return <ErrorLine text={problem} />;
  if (lines === undefined) return <p className="dim">{messages.history.loading}</p>;
  if (lines.length === 0) return <p className="dim">{messages.history.noAudit}</p>;
  return (
    <LongList label={messages.history.audit} items={lines} keyOf={({ seq }) => seq}>
      {(line) => <DecisionLine {...line} />}
    </LongList>
  );
}
