import { ScanBarcode, X } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { messages } from '../../messages';
import { mayBePin } from '../../scanner/may-be-pin';
import { useScanner } from '../../scanner/use-scanner';
import { useSlashFocus } from '../../scanner/use-slash-focus';
import { useConsole } from '../../store/console-context';
import { say } from '../../text/say';
import { visibleText } from '../../text/visible-text';
import { devicesState, useDevices } from './devices-state';
import { deviceMessages } from '../messages';

/** The list follows the typing after this pause, ms. */
const PAUSE_MS = 150;
const TOPIC = 'registry-look-up';

/** Narrows the list while one types; a scanned tag or serial number, or Enter, opens the device. */
export function DeviceSearch() {
  const text = useDevices((state) => state.filters.text);
  const [typed, setTyped] = useState(text);
  const input = useSlashFocus();
  const goTo = useGoToCode();
  const narrow = useEffectEvent((query: string) => {
    if (query !== text) devicesState.filter({ text: query });
  });
  useEffect(() => {
    const timer = window.setTimeout(() => narrow(typed), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [typed]);
  // Cleared from elsewhere.
  const [shown, setShown] = useState(text);
  if (shown !== text) {
    setShown(text);
    setTyped(text);
  }
  return (
    <SearchField
      className="search"
      aria-label={deviceMessages.names.search}
      value={typed}
      onChange={setTyped}
      onSubmit={(code) => void goTo(code)}
    >
      <ScanBarcode aria-hidden size={24} />
      <Input ref={input} placeholder={deviceMessages.names.search} maxLength={200} spellCheck={false} autoComplete="off" />
      <Button aria-label={messages.grid.clear} className="search-clear">
        <X aria-hidden size={20} />
      </Button>
    </SearchField>
  );
}

/** Opens what a label names. Several with that name narrow the list to them. */
export function useGoToCode(): (code: string) => Promise<void> {
  const { askOrTell, facts, notices, hint } = useConsole();
  const goTo = async (text: string, scanned = false): Promise<void> => {
    const code = text.trim();
    if (code === '') return;
    const answer = await askOrTell('registry.lookUp', { code });
    if (answer === undefined) return;
    const [first, ...others] = answer.devices;
    if (first === undefined) {
      const state = facts.getState();
      const hidden = scanned && state.kind === 'ready' && mayBePin(code, state.facts);
      notices.raise('warning', hidden ? deviceMessages.list.nobodysNumber : say(answer.texts), TOPIC);
      return;
    }
    notices.dismissTopic(TOPIC);
    if (others.length === 0) {
      devicesState.open(first);
      return;
    }
    devicesState.filter({ text: code });
    hint.say(deviceMessages.list.several({ count: answer.devices.length, code: visibleText(code) }));
  };
  useScanner((code) => void goTo(code, true));
  return goTo;
}
