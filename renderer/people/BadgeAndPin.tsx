import { useEffect } from 'react';
import { Input, Label, Text, TextField } from 'react-aria-components';
import { messages } from '../messages';
import { CODES_TO_SHEET } from '../scanner/text-field';
import type { CredentialFields } from './use-credentials';

interface BadgeAndPinProps {
  readonly fields: CredentialFields;
  readonly focusFirst?: boolean;
}

/** Badge and PIN of a person. Enter in the badge goes on to the PIN. What was scanned is never shown in clear. */
export function BadgeAndPin({ fields, focusFirst = false }: BadgeAndPinProps) {
  const { given, badgeField, pinField } = fields;
  useEffect(() => {
    if (focusFirst) badgeField.current?.focus();
  }, [badgeField, focusFirst]);
  return (
    <>
      <TextField className="field" type={given.hidden ? 'password' : 'text'} value={given.badge} onChange={fields.setBadge}>
        <Label>{messages.people.badge}</Label>
        <Input
          ref={badgeField}
          className="input tall"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          onKeyDown={fields.onBadgeKey}
          {...CODES_TO_SHEET}
        />
        <Text slot="description" className="field-help">
          {given.hidden ? messages.people.badgeScanned : messages.people.badgeHelp}
        </Text>
      </TextField>
      <TextField className="field" type="password" value={given.pin} onChange={fields.setPin}>
        <Label>{messages.people.pin}</Label>
        <Input
          ref={pinField}
          className="input tall"
          autoComplete="off"
          maxLength={64}
          onKeyDown={fields.onPinKey}
          {...CODES_TO_SHEET}
        />
      </TextField>
    </>
  );
}
