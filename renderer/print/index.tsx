import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { loadWords } from '../../messages/words';
import type { Language } from '../../protocol/languages';
import type { Report } from '../../protocol/report';
import { useShownWords } from '../text/shown-words';
import { HandoverPages } from './HandoverPages';
import { OperationPages } from './OperationPages';
import { PeriodPages } from './PeriodPages';
import { UnitPages } from './UnitPages';
import './print.css';
import './tables.css';

/** The body of a page that says a report in one language. @param pages how many of its pages get a number */
export async function printedReport(report: Report, language: Language, pages: number): Promise<string> {
  const words = await loadWords(language);
  // Nothing else runs until the page is written: no other language comes between.
  useShownWords.setState(words, true);
  return renderToStaticMarkup(pagesOf(report, pages));
}

function pagesOf(report: Report, pages: number): ReactElement {
  switch (report.kind) {
    case 'operation':
      return <OperationPages report={report} pages={pages} />;
    case 'unit':
      return <UnitPages report={report} pages={pages} />;
    case 'period':
      return <PeriodPages report={report} pages={pages} />;
    case 'handover':
      return <HandoverPages report={report} pages={pages} />;
  }
}
