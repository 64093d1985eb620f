import { useState } from 'react';
import type { Grouping, Pareto, StatisticsQuestion, StatisticsView } from '../../protocol/history';
import { messages } from '../messages';
import { useAnswer } from '../server-state/use-answer';
import { useConsole } from '../store/console-context';
import { useHelpTopic } from '../store/help-topic';
import { formats } from '../text/formats';
import { Outside } from '../text/Outside';
import { shownWords } from '../text/shown-words';
import { Choice } from '../ui/Choice';
import { beginOf, PeriodChoice, type Period } from '../ui/PeriodChoice';
import { SaveMenu, useSaving, type Saving } from '../ui/SaveMenu';
import { GroupTable } from './GroupTable';
import { ParetoBars } from './ParetoBars';
import { ShareChart } from './ShareChart';
import { YieldTiles } from './YieldTiles';
import './statistics.css';

const GROUPINGS: readonly Grouping[] = ['day', 'shift', 'station', 'operator', 'product'];
const PARETOS: readonly Pareto[] = ['reason', 'interface', 'pci', 'model', 'slot', 'agent'];

/** Figures of earlier operations: yields with their bases, what did not pass, and how it goes from day to day. */
export function StatisticsPanel() {
  const { statistics } = messages;
  useHelpTopic('statistics');
  const [period, setPeriod] = useState<Period>('month');
  const [by, setBy] = useState<Grouping>('day');
  const [pareto, setPareto] = useState<Pareto>('reason');
  const [opened] = useState(() => Date.now());
  const question = { from: beginOf(period, opened), to: null, by };
  const { value: view, problem } = useAnswer('statistics.read', question);
  return (
    <div className="statistics">
      <div className="history-bar">
        <PeriodChoice value={period} onChange={setPeriod} />
        {view === undefined || view.unfilled === 0 ? null : (
          <span className="dim">{messages.history.unfilled({ count: view.unfilled })}</span>
        )}
        <span className="grow" />
        <SavePeriod question={question} />
      </div>
      {problem === '' ? null : (
        <p className="field-error" role="alert">
          <Outside text={problem} />
        </p>
      )}
      {view === undefined ? null : view.total.results + view.total.guests === 0 ? (
        <p className="dim">
          {statistics.nothing} {statistics.nothingHint}
        </p>
      ) : (
        <Figures view={view} by={by} pareto={pareto} onBy={setBy} onPareto={setPareto} />
      )}
    </div>
  );
}

function SavePeriod({ question }: { readonly question: StatisticsQuestion }) {
  const { askOrTell } = useConsole();
  const report = (format: 'pdf' | 'csv'): Saving => ({
    kind: format,
    save: () => askOrTell('report.period', { ...question, format, language: shownWords().language }),
  });
  const [busy, save] = useSaving();
  return <SaveMenu savings={[report('pdf'), report('csv')]} isDisabled={busy} onSave={save} />;
}

interface FiguresProps {
  readonly view: StatisticsView;
  readonly by: Grouping;
  readonly pareto: Pareto;
  readonly onBy: (by: Grouping) => void;
  readonly onPareto: (pareto: Pareto) => void;
}

function Figures({ view, by, pareto, onBy, onPareto }: FiguresProps) {
  const { statistics } = messages;
  const { judged, results, waived, guests } = view.total;
  const { removed } = view;
  return (
    <>
      <YieldTiles figures={view.total} />
      <p className="dim">
        {statistics.beside({ judged, results, waived })} {guests === 0 ? null : statistics.guests({ count: guests })}
      </p>
      {removed === null ? null : (
        <p className="dim">{statistics.removed({ count: removed.scans, date: formats().date.format(removed.until) })}</p>
      )}
      <ShareChart chart={view.chart} />
      <section aria-label={statistics.notPassed}>
        <header className="history-bar">
          <h3 className="section-title">{statistics.notPassed}</h3>
          <Choice
            label={statistics.by}
            value={pareto}
            options={PARETOS.map((id) => ({ id, text: statistics.pareto[id] }))}
            onChange={onPareto}
          />
        </header>
        <ParetoBars by={pareto} bars={view.pareto[pareto]} />
      </section>
      <section aria-label={messages.report.yields}>
        <header className="history-bar">
          <h3 className="section-title">{messages.report.yields}</h3>
          <Choice
            label={statistics.by}
            value={by}
            options={GROUPINGS.map((id) => ({ id, text: statistics.grouping[id] }))}
            onChange={onBy}
          />
        </header>
        <GroupTable by={by} groups={view.groups} />
      </section>
    </>
  );
}
