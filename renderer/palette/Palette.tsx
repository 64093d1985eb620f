/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events -- a combobox whose lines are more than text; its keys are the field's, which keeps the focus */
import { Search } from 'lucide-react';
import { useContext, useDeferredValue, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { messages } from '../messages';
import { mayBePin } from '../scanner/may-be-pin';
import { ScannerContext } from '../scanner/use-scanner';
import { useConsole } from '../store/console-context';
import { visibleText } from '../text/visible-text';
import { Sheet } from '../ui/Sheet';
import { OptionLine } from './OptionLine';
import { countSentence, type Option } from './options';
import { isWeighty, useChoose } from './use-choose';
import { useOptions } from './use-options';
import '../ui/choice-list.css';
import './palette.css';

/** A person presses Enter later than this after the last letter, ms; what comes sooner ends a code. */
const PERSONS_ENTER_MS = 150;
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/** Finds everything by its name: what can be done here, devices of this scan, operations, the registry. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { facts, notices } = useConsole();
  const { loneKey } = useContext(ScannerContext);
  const [query, setQuery] = useState('');
  const { groups, problem } = useOptions(query);
  const [chosen, setChosen] = useState<string | null>(null);
  const [again, setAgain] = useState(false);
  const run = useChoose();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    input.current?.focus();
    return () => loneKey.cancel();
  }, [loneKey]);

  const options = groups.flatMap((group) => group.options);
  const at = Math.max(
    0,
    options.findIndex(({ key }) => key === chosen),
  );
  const active = options[at];
  const nameOf = (option: Option): string => `${id} ${option.key}`.replaceAll(/[^\w-]/gu, '-');
  const said = useDeferredValue(query.trim() === '' ? '' : countSentence(groups));

  const change = (text: string): void => {
    setQuery(text);
    setChosen(null);
    setAgain(false);
  };
  const take = (code: string): void => {
    const state = facts.getState();
    if (state.kind === 'ready' && mayBePin(code, state.facts)) notices.raise('warning', messages.start.mayBePin, 'look-up');
    else change(code);
  };
  const choose = (option: Option): void => {
    onClose();
    // The sheet first gives the focus back to where it was.
    requestAnimationFrame(() => requestAnimationFrame(() => run(option)));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step !== undefined) {
      const to = Math.abs(step) === 1 ? (at + step + options.length) % Math.max(1, options.length) : at + step;
      const next = options[Math.max(0, Math.min(options.length - 1, to))];
      if (next !== undefined) {
        setChosen(next.key);
        document.getElementById(nameOf(next))?.scrollIntoView({ block: 'nearest' });
      }
    } else if (event.key === 'Enter' && active !== undefined && !event.repeat && !event.nativeEvent.isComposing) {
      const calm = isWeighty(active) ? loneKey.cameAfterRest : loneKey.restedFor(PERSONS_ENTER_MS);
      setAgain(!calm);
      if (calm && isWeighty(active)) loneKey.pressed(() => choose(active));
      else if (calm) choose(active);
    } else return;
    event.preventDefault();
  };

  return (
    <Sheet title={messages.palette.title} shape="tall" onScan={take} onClose={onClose}>
      <div className="palette">
        <div className="palette-field">
          <Search aria-hidden size={22} />
          <input
            ref={input}
            role="combobox"
            aria-label={messages.palette.field}
            aria-expanded={options.length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={active === undefined ? undefined : nameOf(active)}
            placeholder={messages.palette.field}
            value={query}
            maxLength={200}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => change(event.target.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        <output className="hidden-text">{said}</output>
        {again ? (
          <p className="palette-again" role="alert">
            {messages.palette.again}
          </p>
        ) : null}
        <div className="palette-list" id={`${id}-list`} role="listbox" aria-label={messages.palette.title} tabIndex={-1}>
          {groups.map(({ kind, options: shown, total }) => (
            <div key={kind} role="group" aria-labelledby={`${id}-${kind}`}>
              <p className="palette-group" id={`${id}-${kind}`} role="presentation">
                {messages.palette.groups[kind]}
                {total > shown.length ? (
                  <span className="dim"> {messages.palette.some({ shown: shown.length, all: total })}</span>
                ) : null}
              </p>
              {shown.map((option, place) => (
                // By its place: the next key changes the text of a line, and makes no new one.
                <div
                  key={place}
                  id={nameOf(option)}
                  className="palette-option"
                  role="option"
                  tabIndex={-1}
                  aria-selected={option === active}
                  onPointerMove={() => setChosen(option.key)}
                  onClick={() => choose(option)}
                >
                  <OptionLine option={option} />
                </div>
              ))}
            </div>
          ))}
        </div>
        {options.length === 0 ? <p className="dim">{messages.palette.none}</p> : null}
        {problem === '' ? null : <p className="dim">{visibleText(problem)}</p>}
      </div>
    </Sheet>
  );
}
