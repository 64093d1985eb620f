import { englishInJson } from '../../../messages/english';
import type { Language } from '../../../protocol/languages';
import type { Report } from '../../../protocol/report';
import { localMinute } from '../../../protocol/local-time';
import { text, type Text } from '../../../protocol/texts/text';
import { visibleText } from '../../../protocol/visible-text';

/** Where a browser prints it: its own margins, and its own numbers where it knows them. */
const IN_A_BROWSER = `@page{size:A4;margin:12mm 12mm 16mm;@bottom-right{content:counter(page) " / " counter(pages);font-size:9pt}}
@media screen{body{margin:2rem auto;max-width:60rem;padding:0 1rem}}`;

interface PageParts {
  readonly report: Report;
  readonly language: Language;
  readonly body: string;
  /** What stands in its head beside its title. */
  readonly head: string;
}

/** A whole page. Its body is written already, and nothing in it runs. */
export function reportPage({ report, language, body, head }: PageParts): string {
  return `<!doctype html>
<html lang="${language}" data-theme="light">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subjectOf(subjectOfReport(report)))}</title>
${head}</head>
<body>${body}</body>
</html>
`;
}

/** The same as one file, for any browser. */
export function reportFile(parts: Omit<PageParts, 'head'>, styles: string): string {
  return reportPage({ ...parts, head: `<style>${styles}\n${IN_A_BROWSER}</style>\n` });
}

/** What a report is of, as far as its name goes. */
export type ReportSubject =
  | { readonly kind: 'operation'; readonly operationId: string }
  | { readonly kind: 'unit'; readonly sn: string }
  | { readonly kind: 'period'; readonly from: number | null; readonly to: number }
  | { readonly kind: 'handover'; readonly since: number };

function subjectOfReport(report: Report): ReportSubject {
  switch (report.kind) {
    case 'operation':
      return { kind: 'operation', operationId: report.operation.operationId };
    case 'unit':
      return { kind: 'unit', sn: report.sn };
    case 'period':
      return { kind: 'period', from: report.from, to: report.to ?? report.head.madeAt };
    case 'handover':
      return { kind: 'handover', since: report.handover.since };
  }
}

/** In a few plain words. */
export function subjectText(subject: ReportSubject): Text {
  switch (subject.kind) {
    case 'operation':
      return text('audit.operation', { operation: subject.operationId });
    case 'unit':
      return text('audit.device', { serial: subject.sn });
    case 'period': {
      const to = dayOf(subject.to);
      return subject.from === null ? text('audit.periodUntil', { to }) : text('audit.period', { from: dayOf(subject.from), to });
    }
    case 'handover':
      return text('audit.handover', { since: localMinute(subject.since).slice(0, 16) });
  }
}

/** The same in English: for names of files. */
function subjectOf(subject: ReportSubject): string {
  return englishInJson(subjectText(subject));
}

/** `2026-11-30`, by the clock of this computer. */
function dayOf(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** What the file of a report is called where nobody names it otherwise: nothing of it leads out of a folder. */
export function reportFileName(subject: ReportSubject, ending: 'pdf' | 'csv'): string {
  const name = subjectOf(subject).replaceAll(/[^A-Za-z0-9._-]/g, '_');
  return `report-${name.slice(0, 90)}.${ending}`;
}

function escaped(subject: string): string {
  return visibleText(subject).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
