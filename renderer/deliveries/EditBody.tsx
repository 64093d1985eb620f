import { useState } from 'react';
import { Label, Text, TextArea, TextField } from 'react-aria-components';
import type { DeliveryDetails } from '../../protocol/model';
import { messages } from '../messages';
import { NO_SCAN } from '../scanner/text-field';
import { readableJson } from './json-text';
import { SendEdited } from './SendEdited';

/** The JSON text of a refused log or notification, to be corrected. Main checks what comes of it. */
export function EditBody({ details, onClose }: { readonly details: DeliveryDetails; readonly onClose: () => void }) {
  const before = readableJson(details.body);
  const [body, setBody] = useState(before);
  return (
    <>
      <TextField className="field" value={body} onChange={setBody}>
        <Label>{messages.deliveries.opened.bodyField}</Label>
        <TextArea className="input mono" rows={14} spellCheck={false} {...NO_SCAN} />
        <Text slot="description" className="field-help">
          {messages.deliveries.opened.bodyHelp}
        </Text>
      </TextField>
      <SendEdited
        deliveryKey={details.view.key}
        change={{ kind: 'body', body }}
        ready={body !== before && body.trim() !== ''}
        onClose={onClose}
      />
    </>
  );
}
