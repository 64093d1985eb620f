import type { AuditLine } from '../../protocol/people';
import { messages } from '../messages';
import { formatDate } from '../text/format';
import { Outside } from '../text/Outside';
import { say } from '../text/say';
import { Rows } from './PrintedPage';

function change(before: AuditLine['before'], after: AuditLine['after']): string {
  if (before === null || after === null) return say(before ?? after ?? []);
  return messages.labelled({ label: say(before), text: say(after) });
}

interface DecisionTableProps {
  readonly decisions: readonly AuditLine[];
  /** Says of what, where the page is about more than one operation. */
  readonly withSubject?: boolean;
}

/** What people did, on paper. */
export function DecisionTable({ decisions, withSubject = false }: DecisionTableProps) {
  const { report } = messages;
  return (
    <Rows
      columns={[
        [report.time, 'time'],
        [report.who, 'who'],
        [report.what],
        ...(withSubject ? [[report.operation] as const] : []),
        [report.details, 'wide'],
      ]}
    >
      {decisions.map(({ seq, at, person, action, subject, before, after }) => (
        <tr key={seq}>
          <td>{formatDate(at)}</td>
          <td>
            <Outside text={person === '' ? messages.none : person} />
          </td>
          <td>
            <Outside text={say(action)} />
          </td>
          {withSubject ? (
            <td>
              <Outside text={say(subject)} mono />
            </td>
          ) : null}
          <td>
            <Outside text={change(before, after)} />
          </td>
        </tr>
      ))}
    </Rows>
  );
}
