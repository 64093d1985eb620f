import { ErrorLine } from '../ui/ErrorLine';
import { LongList } from '../ui/LongList';
import { messages } from '../messages';
import { useAnswer } from '../server-state/use-answer';
import { formatDate } from '../text/format';
import { Outside } from '../text/Outside';
import { say } from '../text/say';

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
      {({ at, person, action, subject, before, after }) => (
        <div className="audit-line">
          <span className="dim">{formatDate(at)}</span>
          <span>
            <b>
              <Outside text={person === '' ? messages.none : person} />
            </b>{' '}
            <Outside text={say(action)} /> <Outside text={say(subject)} mono />
            {before === null && after === null ? null : (
              <span className="dim">
                : {before === null ? null : <Outside text={say(before)} />}
                {before === null || after === null ? null : ' → '}
                {after === null ? null : <Outside text={say(after)} />}
              </span>
            )}
          </span>
        </div>
      )}
    </LongList>
  );
}
