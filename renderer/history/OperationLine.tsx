import type { ReactNode } from 'react';
import { ADDENDS } from '../../protocol/addends';
import type { HistoryLine } from '../../protocol/history';
import { messages } from '../messages';
import { leftOverParts } from '../scan/band/left-over';
import { formatDate, formatDuration } from '../text/format';
import { interruptedWords } from '../text/interrupted-words';
import { betweenListed } from '../text/listed';
import { Outside } from '../text/Outside';

/** One operation: when, by whom, what became of its devices, and what is left to do. @param children what can be done with it */
export function OperationLine({ line, children }: { readonly line: HistoryLine; readonly children: ReactNode }) {
  const { history } = messages;
  const end = line.interruptedAt ?? line.closedAt;
  return (
    <article className="history-line">
      <div>
        <b>
          <Outside text={line.operationId} mono />
        </b>
        <span className="dim">
          {formatDate(line.startedAt)} ·{' '}
          {end === null ? history.stillOpen : history.duration({ duration: formatDuration(end - line.startedAt) })}
          {line.interruptedAt === undefined ? null : ` · ${interruptedWords(line.interruptedAt, line.closedAt)}`}
        </span>
      </div>
      <div>
        <span>
          {history.operator} <Outside text={line.operatorId} />
        </span>
        {line.station === null ? null : (
          <span className="dim">
            <Outside text={line.station} />
          </span>
        )}
      </div>
      <div>
        <Counts line={line} />
        <OpenEnds {...line} />
      </div>
      {children}
    </article>
  );
}

function Counts({ line: { devices, guests } }: { readonly line: HistoryLine }) {
  const shown = ADDENDS.filter((status) => (devices[status] ?? 0) > 0);
  if (shown.length === 0 && guests === 0) return <span className="dim">{messages.history.noResult}</span>;
  return (
    <span className="history-counts">
      {shown.map((status) => (
        <span key={status} className={`count-${status === 'pass' ? 'pass' : 'other'}`}>
          {messages.history.statusCount({ status: messages.status[status], count: devices[status] ?? 0 })}
        </span>
      ))}
      {guests === 0 ? null : <span className="count-other">{messages.headline.parts.guests({ count: guests })}</span>}
    </span>
  );
}

/** What of one operation waits for a person, or for the factory; nothing where nothing does. */
export function OpenEnds({ leftOver, onHold, undelivered }: Pick<HistoryLine, 'leftOver' | 'onHold' | 'undelivered'>) {
  const { history } = messages;
  const parts = [
    ...(leftOver === null ? [] : leftOverParts(leftOver)),
    ...(onHold === 0 ? [] : [{ kind: 'held', text: history.onHold({ count: onHold }) }]),
    ...(undelivered === 0 ? [] : [{ kind: 'unknown', text: history.undelivered({ count: undelivered }) }]),
  ];
  if (parts.length === 0) return null;
  return (
    <span className="left-over-counts">
      {parts.map(({ kind, text }, index) => (
        <span key={text}>
          {index === 0 ? null : betweenListed()}
          <span className={kind}>{text}</span>
        </span>
      ))}
    </span>
  );
}
