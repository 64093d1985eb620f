import type { AuditLine } from '../../protocol/people';
import { messages } from '../messages';
import { formatDate } from '../text/format';
import { Outside } from '../text/Outside';
import { say } from '../text/say';

/** One thing that a person did: when, who, what, and what it changed. */
export function DecisionLine({ at, person, action, subject, before, after }: AuditLine) {
  return (
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
  );
}
