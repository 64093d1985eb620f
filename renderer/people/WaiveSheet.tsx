import { ErrorLine } from '../ui/ErrorLine';
import { Stamp } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button, Label, Text, TextArea, TextField } from 'react-aria-components';
import type { DeviceRow } from '../../protocol/model';
import { Sheet } from '../ui/Sheet';
import { messages } from '../messages';
import { NO_SCAN } from '../scanner/text-field';
import { useConsole, useFacts, useShownOperation } from '../store/console-context';
import { useHelpTopic } from '../store/help-topic';
import { useWrite } from '../store/use-write';
import { visibleText } from '../text/visible-text';
import { ConfirmButton } from '../ui/ConfirmButton';
import { BadgeAndPin } from './BadgeAndPin';
import type { Credentials } from './credentials';
import { useCredentials } from './use-credentials';

/** As few characters as a reason may have. */
const MIN_REASON = 3;

interface WaiveSheetProps {
  /** Failed devices, at least one. */
  readonly rows: readonly Pick<DeviceRow, 'id' | 'sn'>[];
  readonly onClose: () => void;
}

/** A supervisor lets failed devices go on, with a reason. At an operator's console the supervisor gives badge and PIN. */
export function WaiveSheet({ rows, onClose }: WaiveSheetProps) {
  const { ask } = useConsole();
  useHelpTopic('waive');
  // Of the operation that these devices stood in, whichever is opened under the sheet.
  const [operation] = useState(useShownOperation());
  const needsApproval = useFacts(({ signIn }) => signIn.required && signIn.person?.role === 'operator');
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState('');
  const [busy, run] = useWrite();
  const [reasonField, confirmButton] = [useRef<HTMLTextAreaElement>(null), useRef<HTMLButtonElement>(null)];
  const hasReason = reason.trim().length >= MIN_REASON;
  const waive = ({ badge, pin }: Credentials): void =>
    run(async () => {
      setRefusal('');
      const approval = needsApproval ? { approval: { badge, pin } } : {};
      const reply = await ask('device.waive', { operation, ids: rows.map(({ id }) => id), reason, ...approval });
      if (reply.ok) onClose();
      else {
        setRefusal(reply.error.sentence);
        if (needsApproval) fields.refuse();
      }
    });
  const onComplete = (approval: Credentials, by: 'enter' | 'scan'): void => {
    if (!hasReason) reasonField.current?.focus();
    else if (by === 'enter') waive(approval);
    // No scan waives: Enter does, once the button can be pressed.
    else requestAnimationFrame(() => confirmButton.current?.focus());
  };
  const fields = useCredentials({ onComplete });
  const { given } = fields;
  const ready = hasReason && (!needsApproval || (given.badge.trim() !== '' && given.pin !== ''));
  return (
    <Sheet
      title={messages.waive.title({ count: rows.length })}
      subtitle={<span className="mono">{rows.length === 1 ? visibleText(rows[0]?.sn ?? '') : null}</span>}
      shape="small"
      onClose={onClose}
      {...(needsApproval ? { onScan: fields.onScan } : {})}
      footer={
        <>
          <Button className="button" onPress={onClose}>
            {messages.settings.cancel}
          </Button>
          <span className="grow" />
          <ConfirmButton
            ref={confirmButton}
            className="button big primary"
            isDisabled={busy || !ready}
            onConfirm={() => waive(given)}
          >
            <Stamp aria-hidden size={24} />
            {messages.waive.confirm}
          </ConfirmButton>
        </>
      }
    >
      <div className="form">
        <p>{messages.waive.lead({ count: rows.length })}</p>
        {rows.length === 1 ? null : <p className="mono">{rows.map(({ sn }) => visibleText(sn)).join(', ')}</p>}
        <ErrorLine text={refusal} />
        <TextField className="field" value={reason} onChange={setReason}>
          <Label>{messages.waive.reason}</Label>
          <TextArea ref={reasonField} className="input" rows={3} maxLength={300} {...NO_SCAN} />
          <Text slot="description" className="field-help">
            {messages.waive.reasonHelp}
          </Text>
        </TextField>
        {needsApproval ? (
          <>
            <p className="section-title">{messages.waive.approval}</p>
            <BadgeAndPin fields={fields} />
          </>
        ) : null}
      </div>
    </Sheet>
  );
}
