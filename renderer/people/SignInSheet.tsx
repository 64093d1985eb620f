import { ErrorLine } from '../ui/ErrorLine';
import { LogIn } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Button } from 'react-aria-components';
import { LanguageSwitch } from '../shell/LanguageSwitch';
import { Sheet } from '../ui/Sheet';
import { messages } from '../messages';
import { useConsole } from '../store/console-context';
import { useWrite } from '../store/use-write';
import { BadgeAndPin } from './BadgeAndPin';
import { NO_CREDENTIALS, withScan } from './credentials';

interface SignInSheetProps {
  /** What a scanner read before the sheet was there; empty when it was opened by hand. */
  readonly scanned: string;
  readonly onClose: () => void;
}

/** Asks who works at the console. A scanned badge may come from anywhere; its Enter only goes on to the PIN. */
export function SignInSheet({ scanned, onClose }: SignInSheetProps) {
  const { ask, notices } = useConsole();
  const [given, setGiven] = useState(() => (scanned === '' ? NO_CREDENTIALS : { badge: scanned, pin: '', hidden: true }));
  const [refusal, setRefusal] = useState('');
  const [busy, run] = useWrite();
  const pinField = useRef<HTMLInputElement>(null);
  const { badge, pin } = given;
  useEffect(() => {
    if (scanned !== '') pinField.current?.focus();
  }, [scanned]);
  const signIn = (): void =>
    run(async () => {
      const reply = await ask('person.signIn', { badge, pin });
      if (reply.ok) onClose();
      else {
        setRefusal(reply.error.sentence);
        setGiven({ ...given, pin: '' });
        pinField.current?.focus();
      }
    });
  const onPinKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && pin !== '') signIn();
  };
  const onScan = (code: string): void => {
    // After a refusal people begin again, with the badge.
    const next = withScan(refusal === '' ? given : NO_CREDENTIALS, code);
    if (next === null) {
      notices.raise('info', messages.pair.scanHere, 'look-up');
      return;
    }
    setRefusal('');
    setGiven(next);
    pinField.current?.focus();
  };
  return (
    <Sheet
      title={messages.people.signIn}
      shape="small"
      onClose={onClose}
      onScan={onScan}
      footer={
        <>
          <LanguageSwitch />
          <span className="grow" />
          <Button className="button big primary" isDisabled={busy || badge.trim() === '' || pin === ''} onPress={signIn}>
            <LogIn aria-hidden size={24} />
            {messages.people.signIn}
          </Button>
        </>
      }
    >
      <div className="form">
        <ErrorLine text={refusal} />
        <BadgeAndPin given={given} pinField={pinField} onChange={setGiven} onPinKey={onPinKey} focusFirst={scanned === ''} />
      </div>
    </Sheet>
  );
}
