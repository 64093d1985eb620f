import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { Input, Label, Text, TextField } from 'react-aria-components';
import { messages } from '../messages';

interface BadgeAndPinProps {
  readonly badge: string;
  readonly pin: string;
  readonly pinField: RefObject<HTMLInputElement | null>;
  readonly onBadge: (badge: string) => void;
  readonly onPin: (pin: string) => void;
  readonly onPinKey?: (event: KeyboardEvent) => void;
  readonly focusFirst?: boolean;
}

/** Badge and PIN of a person. Enter in the badge goes on to the PIN. */
export function BadgeAndPin({ badge, pin, pinField, onBadge, onPin, onPinKey, focusFirst = false }: BadgeAndPinProps) {
  const badgeField = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focusFirst) badgeField.current?.focus();
  }, [focusFirst]);
  return (
    <>
      <TextField className="field" value={badge} onChange={onBadge}>
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
          {messages.people.badgeHelp}
        </Text>
      </TextField>
      <TextField className="field" type="password" value={pin} onChange={onPin}>
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
