import { LogIn } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { messages } from '../messages';
import { useScanner } from '../scanner/use-scanner';
import { SignInSheet } from './SignInSheet';

/** The whole window while somebody has to sign in and nobody has. It asks at once; a scanned badge asks again. */
export function SignedOut() {
  const [asked, setAsked] = useState<{ readonly badge: string } | null>({ badge: '' });
  useScanner((code) => setAsked({ badge: code }));
  return (
    <main className="whole">
      <h1>{messages.people.signedOut}</h1>
      <p className="dim">{messages.people.signedOutLead}</p>
      <Button className="button big primary" onPress={() => setAsked({ badge: '' })}>
        <LogIn aria-hidden size={24} />
        {messages.people.signIn}
      </Button>
      {asked === null ? null : <SignInSheet scanned={asked.badge} onClose={() => setAsked(null)} />}
    </main>
  );
}
