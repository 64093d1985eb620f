import { ADDENDS } from '../../protocol/addends';
import type { OperationReport } from '../../protocol/report';
import { messages } from '../messages';
import { BESIDE } from '../store/buckets';
import { formatDate, formatDuration, formatCount } from '../text/format';
import { interruptedWords } from '../text/interrupted-words';
import { Outside } from '../text/Outside';
import { say } from '../text/say';
import { OutcomeBadge } from '../ui/Badge';
import { bucketWord } from '../ui/bucket-word';
import { DecisionTable } from './DecisionTable';
import { DeviceTable, onlyProduct } from './DeviceTable';
import { Closing, type Fact, Facts, madeFacts, Part, PrintedPage, Rows } from './PrintedPage';

interface OperationPagesProps {
  readonly report: OperationReport;
  readonly pages: number;
}

/** One operation on paper. */
export function OperationPages({ report, pages }: OperationPagesProps) {
  const { head, operation, devices, lists, decisions, deliveries } = report;
  const words = messages.report;
  return (
    <PrintedPage title={words.title.operation} subject={operation.operationId} head={head} pages={pages}>
      <h1>
        {words.title.operation} <Outside text={operation.operationId} mono />
      </h1>
      {operation.altered === 0 ? null : <p className="warning">{words.altered({ count: operation.altered })}</p>}
      <Facts facts={[...operationFacts(report), ...madeFacts(head)]} />
      <Counts report={report} />
      <Part title={words.devices} none={devices.length === 0 ? words.noDevices : null}>
        <DeviceTable devices={devices} target={operation.target} />
      </Part>
      <Part title={words.lists[operation.target]} none={lists.length === 0 ? words.noLists[operation.target] : null}>
        <ListTable report={report} />
      </Part>
      <Part title={words.deliveries} none={deliveries.length === 0 ? words.noDeliveries : null}>
        <DeliveryTable deliveries={deliveries} />
      </Part>
      <Part title={words.decisions} none={decisions.length === 0 ? words.noDecisions : null}>
        <DecisionTable decisions={decisions} />
      </Part>
      <Closing head={head} own={operation.lastEntry} />
    </PrintedPage>
  );
}

function operationFacts({ operation, devices }: OperationReport): readonly Fact[] {
  const { report, headline } = messages;
  const { operatorId, station, rack, startedAt, closedAt, closeReason, interruptedAt, rosterSize, selfTest } = operation;
  const product = onlyProduct(devices);
  const reason = closeReason === null ? [] : [headline.closedBecause[closeReason]];
  const why = interruptedAt === null ? reason : [interruptedWords(interruptedAt, closedAt)];
  // One that was killed may stand unfinished for days.
  const end = interruptedAt ?? closedAt;
  const took = end === null ? [] : [report.took({ duration: formatDuration(end - startedAt) })];
  const when =
    closedAt !== null
      ? [formatDate(closedAt)]
      : interruptedAt === null
        ? []
        : [report.lastEntryAt({ time: formatDate(interruptedAt) })];
  const ended = end === null ? report.open : [...when, ...took, ...why].join(' · ');
  return [
    { name: report.sign.operator, value: <Outside text={operatorId} /> },
    { name: report.station, value: <Outside text={station ?? messages.statistics.notOnRecord} /> },
    ...(rack === null ? [] : [{ name: report.rack, value: <Outside text={rack} /> }]),
    { name: report.list, value: rosterSize === null ? report.whoever : report.listed({ count: rosterSize }) },
    ...(product === null ? [] : [{ name: report.product, value: <Outside text={product} /> }]),
    { name: report.started, value: formatDate(startedAt) },
    { name: report.closed, value: ended },
    ...(selfTest === null
      ? []
      : [
          {
            name: report.selfTest,
            value:
              selfTest.passedAt === null ? report.noSelfTest : report.selfTestPassed({ time: formatDate(selfTest.passedAt) }),
          },
        ]),
  ];
}

/** How many devices ended how; what is counted beside them is not in the sum. */
function Counts({ report: { counts, operation } }: { readonly report: OperationReport }) {
  const words = messages.report;
  const shown = ADDENDS.filter((name) => counts[name] > 0);
  const beside = BESIDE.filter((name) => counts[name] > 0);
  return (
    <section className="counts kept">
      <h2>{words.summary}</h2>
      <p className="count-line">
        <b>{words.listed({ count: counts.expected })}</b>
        {shown.map((name) => (
          <span key={name}>
            {bucketWord(name, operation.target)} <b>{formatCount(counts[name])}</b>
          </span>
        ))}
      </p>
      {beside.length === 0 ? null : (
        <p className="count-line dim">
          {words.beside}
          {beside.map((name) => (
            <span key={name}>
              {bucketWord(name, operation.target)} <b>{formatCount(counts[name])}</b>
            </span>
          ))}
        </p>
      )}
    </section>
  );
}

function ListTable({ report: { lists, operation } }: { readonly report: OperationReport }) {
  const { report } = messages;
  return (
    <Rows
      columns={[
        [report.confirmed, 'time'],
        [report.confirmedBy],
        [report.code],
        [report.devices, 'amount number'],
        [report.taken[operation.target], 'amount number'],
        [report.refused, 'amount number'],
        [report.unknownOutcome, 'amount number'],
      ]}
    >
      {lists.map(({ at, operatorId, digest, devices, accepted, rejected, open }) => (
        <tr key={`${at} ${digest}`}>
          <td>{formatDate(at)}</td>
          <td>
            <Outside text={operatorId} />
          </td>
          <td>
            <Outside text={digest} mono />
          </td>
          {[devices, accepted, rejected, open].map((count, index) => (
            <td key={index} className="amount">
              {formatCount(count)}
            </td>
          ))}
        </tr>
      ))}
    </Rows>
  );
}

function DeliveryTable({ deliveries }: Pick<OperationReport, 'deliveries'>) {
  const { report } = messages;
  return (
    <Rows columns={[[report.time, 'time'], [report.message], [report.state, 'verdict'], [report.problem]]}>
      {deliveries.map(({ createdAt, summary, state, problem, replaced }, index) => (
        <tr key={index}>
          <td>{formatDate(createdAt)}</td>
          <td>
            <Outside text={say(summary)} />
          </td>
          <td>
            <OutcomeBadge outcome={state} />
          </td>
          <td>
            <Outside text={say(problem)} /> {replaced ? <span className="dim">{report.replaced}</span> : null}
          </td>
        </tr>
      ))}
    </Rows>
  );
}
