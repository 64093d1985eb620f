import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { Input, Label, Text, TextField } from 'react-aria-components';
import { messages } from '../messages';
import { type Credentials, withBadge } from './credentials';

interface BadgeAndPinProps {
  readonly given: Credentials;
  readonly pinField: RefObject<HTMLInputElement | null>;
  readonly onChange: (given: Credentials) => void;
  readonly onPinKey?: (event: KeyboardEvent) => void;
  readonly focusFirst?: boolean;
}

/** Badge and PIN of a person. Enter in the badge goes on to the PIN. What was scanned is never shown in clear. */
export function BadgeAndPin({ given, pinField, onChange, onPinKey, focusFirst = false }: BadgeAndPinProps) {
  const badgeField = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focusFirst) badgeField.current?.focus();
  }, [focusFirst]);
  return (
    <>
      <TextField
        className="field"
        type={given.hidden ? 'password' : 'text'}
        value={given.badge}
        onChange={(badge) => onChange(withBadge(given, badge))}
      >
        <Label>{messages.people.badge}</Label>
        <Input
          ref={badgeField}
          className="input tall"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            pinField.current?.focus();
          }}
        />
        <Text slot="description" className="field-help">
          {given.hidden ? messages.people.badgeScanned : messages.people.badgeHelp}
        </Text>
      </TextField>
      <TextField className="field" type="password" value={given.pin} onChange={(pin) => onChange({ ...given, pin })}>
        <Label>{messages.people.pin}</Label>
        <Input
          ref={pinField}
          className="input tall"
          autoComplete="off"
          maxLength={64}
          {...(onPinKey === undefined ? {} : { onKeyDown: onPinKey })}
        />
      </TextField>
    </>
  );
}
