import type { Handover } from '../../protocol/handover';
import type { HandoverReport } from '../../protocol/report';
import { OpenEnds } from '../history/OperationLine';
import { messages } from '../messages';
import { formatDate } from '../text/format';
import { Outside } from '../text/Outside';
import { say } from '../text/say';
import { OutcomeBadge } from '../ui/Badge';
import { Closing, Facts, madeFacts, Part, PrintedPage, Rows } from './PrintedPage';
import { DecisionTable } from './DecisionTable';

/** What a shift leaves to the next, on paper. */
export function HandoverPages({
  report: { head, handover },
  pages,
}: {
  readonly report: HandoverReport;
  readonly pages: number;
}) {
  const { report } = messages;
  const words = report.handover;
  const { since, until, selfTest, operations, lookedAt, quarantined, decisions } = handover;
  return (
    <PrintedPage title={report.title.handover} subject={formatDate(since)} head={head} pages={pages}>
      <h1>{report.title.handover}</h1>
      <Facts
        facts={[
          { name: words.since, value: formatDate(since) },
          { name: words.until, value: formatDate(until) },
          {
            name: report.selfTest,
            value:
              selfTest === null ? report.noSelfTest : <Outside text={`${formatDate(selfTest.at)} · ${say(selfTest.what)}`} />,
          },
          { name: words.quarantine, value: words.quarantined(quarantined) },
          ...madeFacts(head),
        ]}
      />
      <Part title={words.open} none={operations.length === 0 ? words.noneOpen : null}>
        <OperationTable operations={operations} />
        {lookedAt === null ? null : <p className="dim">{words.lookedAt({ count: lookedAt })}</p>}
      </Part>
      <Part title={words.messages} none={handover.messages.length === 0 ? words.noMessages : null}>
        <MessageTable messages={handover.messages} />
      </Part>
      <Part title={words.decisions} none={decisions.length === 0 ? words.noDecisions : null}>
        <DecisionTable decisions={decisions} withSubject />
      </Part>
      <Closing head={head} />
    </PrintedPage>
  );
}

function OperationTable({ operations }: Pick<Handover, 'operations'>) {
  const { report, history } = messages;
  return (
    <Rows columns={[[report.time, 'time'], [report.operation], [report.who, 'who'], [report.handover.whatIsOpen, 'wide']]}>
      {operations.map((line) => (
        <tr key={line.position}>
          <td>{formatDate(line.startedAt)}</td>
          <td>
            <Outside text={line.operationId} mono />
          </td>
          <td>
            <Outside text={line.operatorId} />
          </td>
          <td>
            {line.closedAt === null ? <span>{history.stillOpen} </span> : null}
            <OpenEnds {...line} />
          </td>
        </tr>
      ))}
    </Rows>
  );
}

function MessageTable({ messages: shown }: Pick<Handover, 'messages'>) {
  const { report } = messages;
  return (
    <Rows columns={[[report.time, 'time'], [report.operation], [report.message], [report.state, 'verdict'], [report.problem]]}>
      {shown.map(({ createdAt, operationId, summary, state, problem }, index) => (
        <tr key={index}>
          <td>{formatDate(createdAt)}</td>
          <td>
            <Outside text={operationId} mono />
          </td>
          <td>
            <Outside text={say(summary)} />
          </td>
          <td>
            <OutcomeBadge outcome={state} />
          </td>
          <td>
            <Outside text={say(problem)} />
          </td>
        </tr>
      ))}
    </Rows>
  );
}
