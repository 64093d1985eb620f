import { FileCheck, FolderOpen, Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import type { FaultReason } from '../../protocol/history';
import { messages } from '../messages';
import { useAnswer, useAnswers } from '../server-state/use-answer';
import { Outside } from '../text/Outside';
import { visibleText } from '../text/visible-text';
import { Choice } from '../ui/Choice';
import { beginOf, PeriodChoice, type Period } from '../ui/PeriodChoice';
import { reasonWord } from '../ui/reason-word';
import { OperationLine } from './OperationLine';

const PAGE = 50;
/** The list follows the typing after this pause, ms. */
const PAUSE_MS = 200;
/** What the list can be narrowed to, in this order. The others say nothing of why a device did not pass: of `fail` the worst verdict does. */
const IS_OFFERED: Readonly<Record<FaultReason, boolean>> = {
  mismatch: true,
  swapped: true,
  renamed: true,
  absent: true,
  portWithoutDriver: true,
  unexpected: true,
  duplicate: true,
  foreign: true,
  overridden: true,
  unprogrammed: true,
  softwareMac: true,
  malformed: true,
  conflict: true,
  notRegistered: true,
  couldNotCheck: true,
  noAnswer: true,
  match: false,
  ignored: false,
  waiting: false,
  reported: false,
  pass: false,
  fail: false,
  waived: false,
  noSerial: false,
};
const REASONS = (Object.keys(IS_OFFERED) as FaultReason[]).filter((reason) => IS_OFFERED[reason]);
const ANY = '';

export interface HistorySearch {
  readonly text: string;
  readonly reason: FaultReason | typeof ANY;
  readonly period: Period;
}

interface OperationsProps {
  readonly search: HistorySearch;
  readonly onSearch: (change: Partial<HistorySearch>) => void;
  readonly onUnit: (sn: string) => void;
  readonly onOpen: (operationId: string) => void;
  /** Lets a person choose an evidence bundle to be judged again. */
  readonly onCheck: () => void;
  readonly busy: boolean;
}

/** Earlier operations, newest first, narrowed by what one looks for. */
export function Operations({ search, onSearch, onUnit, onOpen, onCheck, busy }: OperationsProps) {
  const [opened] = useState(() => Date.now());
  const { history } = messages;
  const question = {
    text: search.text.trim(),
    reason: search.reason === ANY ? null : search.reason,
    from: beginOf(search.period, opened),
    to: null,
    limit: PAGE,
  };
  const newest = useAnswer('history.search', { ...question, before: null });
  const found = newest.value;
  // Pages of older ones, asked for one by one, as long as the same is looked for.
  const looked = JSON.stringify(question);
  const [pages, setPages] = useState<{ readonly looked: string; readonly before: readonly number[] }>({ looked, before: [] });
  const before = pages.looked === looked ? pages.before : [];
  const older = useAnswers(
    'history.search',
    before.map((position) => ({ ...question, before: position })),
  );
  const problem = [newest, ...older].find((page) => page.problem !== '')?.problem ?? '';
  const operations = [found, ...older.map(({ value }) => value)].flatMap((page) => page?.operations ?? []);
  const last = older.length === 0 ? found : older.at(-1)?.value;
  const end = operations.at(-1);
  const reasons = [{ id: ANY, text: history.anyReason }, ...REASONS.map((id) => ({ id, text: reasonWord(id) }))] as const;
  return (
    <>
      <div className="history-bar">
        <HistoryField text={search.text} onChange={(text) => onSearch({ text })} />
        <Choice label={history.reason} value={search.reason} options={reasons} onChange={(reason) => onSearch({ reason })} />
        <PeriodChoice value={search.period} onChange={(period) => onSearch({ period })} />
        <span className="grow" />
        <Button className="button" isDisabled={busy} onPress={onCheck}>
          <FileCheck aria-hidden size={20} />
          {messages.bundle.open}
        </Button>
      </div>
      {problem === '' ? null : (
        <p className="field-error" role="alert">
          <Outside text={problem} />
        </p>
      )}
      {found === undefined || found.unfilled === 0 ? null : <p className="dim">{history.unfilled({ count: found.unfilled })}</p>}
      {found?.units === null ? <p className="dim">{history.tooMany}</p> : null}
      {found === undefined || found.units === null || found.units.length === 0 ? null : (
        <section className="history-units" aria-label={history.devices}>
          <h3 className="section-title">{history.devices}</h3>
          {found.units.map((sn) => (
            <Button key={sn} className="button" onPress={() => onUnit(sn)}>
              <Outside text={sn} mono />
            </Button>
          ))}
        </section>
      )}
      {found?.operations.length === 0 && found.units !== null ? (
        <p className="dim">
          {search.text === '' && search.reason === ANY && search.period === 'all' ? history.none : history.noMatch}
        </p>
      ) : null}
      {operations.length === 0 ? null : (
        <ul className="history-list" aria-label={history.title}>
          {operations.map((line) => (
            <li key={line.position}>
              <OperationLine line={line}>
                <Button
                  className="button"
                  aria-label={history.openName({ operationId: visibleText(line.operationId) })}
                  isDisabled={busy}
                  onPress={() => onOpen(line.operationId)}
                >
                  <FolderOpen aria-hidden size={20} />
                  {history.open}
                </Button>
              </OperationLine>
            </li>
          ))}
        </ul>
      )}
      {end !== undefined && last?.more !== false ? (
        // While the next page is on its way it stays, so that the keyboard does not lose it.
        <Button
          className="button"
          onPress={() => (last === undefined ? undefined : setPages({ looked, before: [...before, end.position] }))}
        >
          {history.more}
        </Button>
      ) : null}
    </>
  );
}

function HistoryField({ text, onChange }: { readonly text: string; readonly onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = window.setTimeout(() => onChange(typed), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [typed, text, onChange]);
  return (
    <SearchField className="search" aria-label={messages.history.search} value={typed} onChange={setTyped} onSubmit={onChange}>
      <Search aria-hidden size={22} />
      <Input placeholder={messages.history.search} maxLength={200} spellCheck={false} autoComplete="off" />
    </SearchField>
  );
}
