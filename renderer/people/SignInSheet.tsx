import { ErrorLine } from '../ui/ErrorLine';
import { LogIn } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { LanguageSwitch } from '../shell/LanguageSwitch';
import { Sheet } from '../ui/Sheet';
import { messages } from '../messages';
import { useConsole } from '../store/console-context';
import { useWrite } from '../store/use-write';
import { BadgeAndPin } from './BadgeAndPin';
import type { Credentials } from './credentials';
import { useCredentials } from './use-credentials';

interface SignInSheetProps {
  /** What a scanner read before the sheet was there; empty when it was opened by hand. */
  readonly scanned: string;
  readonly onClose: () => void;
}

/** Asks who works at the console. A scanned badge may come from anywhere; its Enter only goes on to the PIN; a scanned PIN signs in. */
export function SignInSheet({ scanned, onClose }: SignInSheetProps) {
  const { ask } = useConsole();
  const [refusal, setRefusal] = useState('');
  const [busy, run] = useWrite();
  const signIn = ({ badge, pin }: Credentials): void =>
    run(async () => {
      setRefusal('');
      const reply = await ask('person.signIn', { badge, pin });
      if (reply.ok) onClose();
      else {
        setRefusal(reply.error.sentence);
        fields.refuse();
      }
    });
  const fields = useCredentials({ badge: scanned, onComplete: signIn });
  const { given, pinField } = fields;
  const { badge, pin } = given;
  useEffect(() => {
    if (scanned !== '') pinField.current?.focus();
  }, [pinField, scanned]);
  return (
    <Sheet
      title={messages.people.signIn}
      shape="small"
      onClose={onClose}
      onScan={fields.onScan}
      footer={
        <>
          <LanguageSwitch />
          <span className="grow" />
          <Button
            className="button big primary"
            isDisabled={busy || badge.trim() === '' || pin === ''}
            onPress={() => signIn(given)}
          >
            <LogIn aria-hidden size={24} />
            {messages.people.signIn}
          </Button>
        </>
      }
    >
      <div className="form">
        <ErrorLine text={refusal} />
        <BadgeAndPin fields={fields} focusFirst={scanned === ''} />
      </div>
    </Sheet>
  );
}
