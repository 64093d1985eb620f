import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useStore } from 'zustand';
import { DevicesKeys } from '../registry/list/DevicesKeys';
import { HealthDialog } from '../health/HealthDialog';
import { messages } from '../messages';
import { closedSentence } from '../scan/band/headline';
import { useIsRackShown } from '../scan/rack/use-rack';
import { useAct } from '../store/acts';
import { useConsole, useFacts, useView } from '../store/console-context';
import type { Place } from '../store/screen';
import './footer.css';

/** What the last small act did, or how the scan ended; how much is shown; the keys. */
export function Footer({ at }: { readonly at: Place }) {
  const { hint } = useConsole();
  const text = useStore(hint.store, (state) => state.text);
  const ended = useFacts(({ session }) => (session === null ? '' : closedSentence(session)));
  const version = useFacts((facts) => facts.appVersion);
  const [health, setHealth] = useState(false);
  const showHealth = (): void => setHealth(true);
  useAct('health', messages.names.health, showHealth);
  return (
    <footer className="footer">
      <span aria-live="polite">{text === '' && at === 'results' ? ended : text}</span>
      <span className="grow" />
      <KeysOf at={at} />
      <Button className="footer-health" onPress={showHealth}>
        {messages.names.health} <span className="dim">{version}</span>
      </Button>
      {health ? <HealthDialog onClose={() => setHealth(false)} /> : null}
    </footer>
  );
}

function KeysOf({ at }: { readonly at: Place }) {
  switch (at) {
    case 'start':
      return null;
    case 'results':
      return <GridKeys />;
    case 'devices':
      return <DevicesKeys />;
  }
}

function GridKeys() {
  const { rows } = useConsole();
  const shown = useView((state) => state.layout.order.length);
  const selected = useView((state) => state.selected.size);
  const asRack = useIsRackShown();
  const { keys } = messages.grid;
  return (
    <>
      <span>
        {shown === rows.size ? messages.grid.allShown({ count: shown }) : messages.grid.someShown({ shown, all: rows.size })}
      </span>
      {selected === 0 ? null : <span>{messages.grid.selected({ count: selected })}</span>}
      <span className="footer-keys">
        <kbd>↑↓←→</kbd> {keys.move}
      </span>
      <span className="footer-keys">
        <kbd>{messages.keys.enter}</kbd> {keys.review}
      </span>
      {asRack ? null : (
        <>
          <span className="footer-keys">
            <kbd>{messages.keys.space}</kbd> {keys.select}
          </span>
          <span className="footer-keys">
            <kbd>{messages.keys.control}</kbd>+<kbd>{messages.keys.c}</kbd> {keys.copy}
          </span>
        </>
      )}
      <span className="footer-keys">
        <kbd>/</kbd> {keys.search}
      </span>
    </>
  );
}
