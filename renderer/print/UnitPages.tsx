import type { UnitAttempt } from '../../protocol/history';
import type { UnitReport } from '../../protocol/report';
import { messages } from '../messages';
import { formatCount, formatDate } from '../text/format';
import { Outside } from '../text/Outside';
import { StatusBadge, VerdictBadge } from '../ui/Badge';
import { reasonWord } from '../ui/reason-word';
import { Closing, Facts, madeFacts, Part, PrintedPage, Rows } from './PrintedPage';

/** One device over the years, on paper. */
export function UnitPages({ report, pages }: { readonly report: UnitReport; readonly pages: number }) {
  const { head, sn, attempts, cards, altered } = report;
  const words = messages.report;
  return (
    <PrintedPage title={words.title.unit} subject={sn} head={head} pages={pages}>
      <h1>
        {words.title.unit} <Outside text={sn} mono />
      </h1>
      {altered === 0 ? null : <p className="warning">{words.alteredReports({ count: altered })}</p>}
      <Facts facts={[{ name: words.attempts, value: formatCount(attempts.length) }, ...madeFacts(head)]} />
      <Part title={words.attempts} none={null}>
        <Rows
          columns={[[words.time, 'time'], [words.operation], [words.verdict, 'verdict'], [words.why], [words.product, 'who']]}
        >
          {attempts.map((attempt) => (
            <AttemptRow key={`${attempt.operationId} ${attempt.attempt}`} attempt={attempt} />
          ))}
        </Rows>
      </Part>
      <Part title={words.cards} none={cards.length === 0 ? words.noCards : null}>
        <Rows
          columns={[
            [words.address, 'address'],
            [words.port],
            [words.card],
            [words.firstSeen, 'time'],
            [words.lastSeen, 'time'],
            [words.reports, 'amount ports'],
          ]}
        >
          {cards.map(({ address, port, model, pciAddress, firstAt, lastAt, reports }) => (
            <tr key={address}>
              <th scope="row">
                <Outside text={address} mono />
              </th>
              <td>
                <Outside text={port} mono />
                {pciAddress === null ? null : (
                  <div className="dim">
                    <Outside text={pciAddress} mono />
                  </div>
                )}
              </td>
              <td>
                <Outside text={model ?? messages.history.unknownCard} />
              </td>
              <td>{formatDate(firstAt)}</td>
              <td>{formatDate(lastAt)}</td>
              <td className="amount">{formatCount(reports)}</td>
            </tr>
          ))}
        </Rows>
      </Part>
      <Closing head={head} />
    </PrintedPage>
  );
}

function AttemptRow({
  attempt: { at, operationId, operatorId, attempt, status, guest, held, reason, faults, product },
}: {
  readonly attempt: UnitAttempt;
}) {
  const { history, report } = messages;
  return (
    <tr>
      <td>{formatDate(at)}</td>
      <td>
        <Outside text={operationId} mono /> <span className="dim">{report.attempt({ attempt })}</span>
        <div className="dim">
          {history.operator} <Outside text={operatorId} />
        </div>
      </td>
      <td>
        <StatusBadge status={status} />
        {guest ? <div className="dim">{history.guest}</div> : null}
        {held ? <div className="dim">{history.held}</div> : null}
      </td>
      <td>
        {faults.length === 0 && reason !== null && reason !== status ? reasonWord(reason) : null}
        {faults.map((fault) => (
          <div key={fault.interface} className="port">
            <VerdictBadge verdict={fault.verdict} /> <Outside text={fault.interface} mono />{' '}
            <span className="dim">
              <Outside text={fault.model ?? history.unknownCard} />
            </span>
          </div>
        ))}
      </td>
      <td>
        <Outside text={product ?? messages.none} />
      </td>
    </tr>
  );
}
