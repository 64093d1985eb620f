import { useContext, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { messages } from '../messages';
import { PERSONS_ENTER_MS } from '../scanner/lone-key';
import { ScannerContext } from '../scanner/use-scanner';
import { useConsole } from '../store/console-context';
import { NO_CREDENTIALS, withBadge, withScan, type Credentials } from './credentials';

interface CredentialsOptions {
  readonly badge?: string;
  /** Badge and PIN are both there: a person pressed Enter in the PIN, or both were scanned. */
  readonly onComplete: (given: Credentials, by: 'enter' | 'scan') => void;
}

/** What a sheet that asks for badge and PIN does with keys and codes. */
export interface CredentialFields {
  readonly given: Credentials;
  readonly badgeField: RefObject<HTMLInputElement | null>;
  readonly pinField: RefObject<HTMLInputElement | null>;
  readonly setBadge: (badge: string) => void;
  readonly setPin: (pin: string) => void;
  readonly onBadgeKey: (event: KeyboardEvent) => void;
  readonly onPinKey: (event: KeyboardEvent) => void;
  /** Takes the codes of the sheet, wherever the cursor is: the badge first, then the PIN. */
  readonly onScan: (code: string) => void;
  /** Main took them not: the PIN is asked for again, and a scanned code begins again with the badge. */
  readonly refuse: () => void;
}

export function useCredentials({ badge = '', onComplete }: CredentialsOptions): CredentialFields {
  const { notices } = useConsole();
  const { loneKey } = useContext(ScannerContext);
  const [given, setGiven] = useState<Credentials>(() => (badge === '' ? NO_CREDENTIALS : { badge, pin: '', hidden: true }));
  const refused = useRef(false);
  const [badgeField, pinField] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  return {
    given,
    badgeField,
    pinField,
    setBadge: (next) => {
      refused.current = false;
      setGiven(withBadge(given, next));
    },
    setPin: (pin) => setGiven({ ...given, pin }),
    onBadgeKey: (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      pinField.current?.focus();
    },
    onPinKey: (event) => {
      if (event.key !== 'Enter' || event.repeat) return;
      event.preventDefault();
      if (given.badge.trim() === '') badgeField.current?.focus();
      else if (given.pin !== '' && loneKey.restedFor(PERSONS_ENTER_MS)) onComplete(given, 'enter');
      else if (given.pin !== '') onComplete(given, 'scan');
    },
    onScan: (code) => {
      const next = withScan(refused.current ? NO_CREDENTIALS : given, code);
      if (next === null) {
        notices.raise('info', messages.pair.scanHere, 'look-up');
        return;
      }
      refused.current = false;
      setGiven(next);
      if (next.pin === '') pinField.current?.focus();
      else onComplete(next, 'scan');
    },
    refuse: () => {
      refused.current = true;
      setGiven((before) => ({ ...before, pin: '' }));
      pinField.current?.focus();
    },
  };
}
