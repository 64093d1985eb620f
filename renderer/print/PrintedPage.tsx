import type { ReactNode } from 'react';
import type { ChainPlace, ReportHead } from '../../protocol/report';
import { messages } from '../messages';
import { formatDate } from '../text/format';
import { Outside } from '../text/Outside';

interface PrintedPageProps {
  readonly title: string;
  /** What it is about: an operation, a serial number, a time. */
  readonly subject: string;
  readonly head: ReportHead;
  /** How many pages get a number; 0: none is numbered here. */
  readonly pages: number;
  readonly children: ReactNode;
}

/** Every sheet of a report: what it is stands at its top, its number at its foot. A table, because only its head is repeated on each page. */
export function PrintedPage({ title, subject, head, pages, children }: PrintedPageProps) {
  return (
    <>
      <table className="sheets">
        <thead>
          <tr>
            <td>
              <header className="sheet-head">
                <span className="product">{messages.product}</span>
                <span>
                  {head.station === '' ? null : <Outside text={head.station} />}
                  {head.station === '' || head.consoleId === null ? null : ' · '}
                  {head.consoleId === null ? null : <ConsoleName id={head.consoleId} />}
                </span>
                <span className="sheet-subject">
                  {title} · <Outside text={subject} mono />
                </span>
              </header>
              {head.simulated ? <p className="simulated">{messages.practice.mark}</p> : null}
            </td>
          </tr>
        </thead>
        <tfoot>
          <tr>
            <td className="sheet-foot">{messages.none}</td>
          </tr>
        </tfoot>
        <tbody>
          <tr>
            <td>{children}</td>
          </tr>
        </tbody>
      </table>
      {Array.from({ length: pages }, (_, index) => (
        // One for each page, each at its own height: what pages are is known once they were laid out.
        <p key={index} className={`sheet-number sheet-${index + 1}`}>
          {messages.report.page({ page: index + 1, pages })}
        </p>
      ))}
    </>
  );
}

function ConsoleName({ id }: { readonly id: string }) {
  return (
    <span className="dim">
      {messages.report.console} <Outside text={id} mono />
    </span>
  );
}

/** One row of what stands at the beginning: a name and what it is. */
export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Who made it, when and with what. */
export function madeFacts({ madeAt, madeBy, appVersion }: ReportHead): readonly Fact[] {
  const { report } = messages;
  return [
    { name: report.madeAt, value: `${formatDate(madeAt)} (${offsetFromUtc(madeAt)})` },
    { name: report.madeBy, value: <Outside text={madeBy === '' ? messages.none : madeBy} /> },
    { name: report.version, value: <Outside text={appVersion} /> },
  ];
}

/** `UTC+08:00`: times on paper are read elsewhere, too. */
function offsetFromUtc(at: number): string {
  const minutes = -new Date(at).getTimezoneOffset();
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}

/** How it can be checked, and who signs it: the hashes by which somebody can tell later that the records are still those that were printed. */
export function Closing({ head, own }: { readonly head: ReportHead; readonly own?: ChainPlace | null }) {
  const { report } = messages;
  return (
    <section className="kept">
      <h2>{report.integrity}</h2>
      <p className="dim">{report.integrityHelp}</p>
      <dl className="hashes">
        {own === undefined ? null : <HashLine name={report.lastEntry} place={own} />}
        <HashLine name={report.chainHead} place={head.chainHead} />
      </dl>
      <Signatures />
    </section>
  );
}

function HashLine({ name, place }: { readonly name: string; readonly place: ChainPlace | null }) {
  const { report } = messages;
  return (
    <div>
      <dt>{messages.labelled({ label: name, text: place === null ? report.noEntry : report.entry({ seq: place.seq }) })}</dt>
      {place === null ? null : <dd className="mono">{place.hash}</dd>}
    </div>
  );
}

/** Lines on which two people sign. */
function Signatures() {
  const { sign } = messages.report;
  return (
    <div className="signatures">
      {[sign.operator, sign.supervisor].map((role) => (
        <div key={role}>
          <b>{role}</b>
          <span className="line">{sign.signature}</span>
          <span className="line">{sign.date}</span>
        </div>
      ))}
    </div>
  );
}

/** A heading with what it heads; of nothing it says so in words. */
export function Part({
  title,
  none,
  children,
}: {
  readonly title: string;
  readonly none: string | null;
  readonly children: ReactNode;
}) {
  return (
    <section>
      <h2>{title}</h2>
      {none === null ? children : <p className="dim">{none}</p>}
    </section>
  );
}

/** A table whose head stands again on every page. @param columns names and classes of the columns */
export function Rows({
  columns,
  children,
}: {
  readonly columns: readonly (readonly [string, string?])[];
  readonly children: ReactNode;
}) {
  return (
    <table className="rows">
      <thead>
        <tr>
          {columns.map(([name, kind]) => (
            <th key={name} scope="col" className={kind}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
