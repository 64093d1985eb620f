import { CircleQuestionMark, X } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import { messages } from '../../messages';
import { useConsole } from '../../store/console-context';
import type { UnknownCode } from '../../store/look-up-result';
import { Outside } from '../../text/Outside';
import { visibleText } from '../../text/visible-text';

/** In place of the headline: the unit in hand is none of this scan. It stays until the next code, or until somebody closes it. */
export function UnknownUnit({ unknown }: { readonly unknown: UnknownCode }) {
  const { lookUp, rows, view } = useConsole();
  const { kind, code, note, hidden, near } = unknown;
  useEffect(() => {
    const clear = (): void => lookUp.setState({ unknown: null });
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') clear();
    };
    document.addEventListener('keydown', onKey);
    const endView = view.store.subscribe(({ reviewed }) => {
      if (reviewed !== null) clear();
    });
    // It has answered after all, or another scan is shown.
    const endRows = rows.subscribeChanges(({ reset, added }) => {
      if (reset || added.some((slot) => rows.row(slot)?.sn.toUpperCase() === code.toUpperCase())) clear();
    });
    return () => {
      document.removeEventListener('keydown', onKey);
      endView();
      endRows();
    };
  }, [lookUp, rows, view, code]);
  return (
    <section className="band unknown" aria-label={messages.names.scanRegion}>
      <CircleQuestionMark className="band-icon" aria-hidden strokeWidth={2} />
      <div className="band-words" role="alert">
        <h2 className="band-title">{messages.unknownUnit.title[kind]}</h2>
        <p className="band-parts">
          {note !== '' && kind === 'noSerial' && !hidden ? (
            <Outside text={note} />
          ) : (
            <>
              <b>{hidden ? messages.unknownUnit.hidden : <Outside text={code} mono />}</b> {messages.unknownUnit.lead[kind]}
            </>
          )}
        </p>
      </div>
      <div className="band-acts">
        {near.flatMap((slot) => {
          const sn = rows.row(slot)?.sn;
          return sn === undefined
            ? []
            : [
                <Button key={slot} className="button big near" onPress={() => view.goTo(slot)}>
                  <span>
                    <span className="near-lead">{messages.unknownUnit.near}</span>
                    <span className="mono">{visibleText(sn)}</span>
                  </span>
                </Button>,
              ];
        })}
        <Button className="button big" onPress={() => lookUp.setState({ unknown: null })}>
          <X aria-hidden size={26} />
          {messages.names.close}
        </Button>
      </div>
    </section>
  );
}
