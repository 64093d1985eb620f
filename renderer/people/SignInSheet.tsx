import { LogIn, TriangleAlert } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { Button } from 'react-aria-components';
import { Sheet } from '../chrome/Sheet';
import { messages } from '../messages';
import { useConsole } from '../store/console-context';
import { useBusy } from '../store/use-busy';
import { visibleText } from '../text/visible-text';
import { BadgeAndPin } from './BadgeAndPin';

/** Asks who works at the console. A scanned badge may come from anywhere; its Enter only goes on to the PIN. */
export function SignInSheet({ onClose }: { readonly onClose: () => void }) {
  const { ask } = useConsole();
  const [badge, setBadge] = useState('');
  const [pin, setPin] = useState('');
  const [refusal, setRefusal] = useState('');
  const [busy, run] = useBusy();
  const pinField = useRef<HTMLInputElement>(null);
  const signIn = (): void =>
    run(async () => {
      const reply = await ask('person.signIn', { badge, pin });
      if (reply.ok) onClose();
      else {
        setRefusal(reply.error.sentence);
        setPin('');
      }
    });
  const onPinKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && pin !== '') signIn();
  };
  return (
    <Sheet
      title={messages.people.signIn}
      shape="small"
      onClose={onClose}
      onScan={(code) => {
        setBadge(code);
        pinField.current?.focus();
      }}
      foot={
        <>
          <span className="grow" />
          <Button className="button big primary" isDisabled={busy || badge.trim() === '' || pin === ''} onPress={signIn}>
            <LogIn aria-hidden size={24} />
            {messages.people.signIn}
          </Button>
        </>
      }
    >
      <div className="form">
        {refusal === '' ? null : (
          <p className="field-error" role="alert">
            <TriangleAlert aria-hidden size={20} />
            {visibleText(refusal)}
          </p>
        )}
        <BadgeAndPin
          badge={badge}
          pin={pin}
          pinField={pinField}
          onBadge={setBadge}
          onPin={setPin}
          onPinKey={onPinKey}
          focusFirst
        />
      </div>
    </Sheet>
  );
}
