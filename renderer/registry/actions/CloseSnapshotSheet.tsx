import { ErrorLine } from '../../ui/ErrorLine';
import { CircleStop } from 'lucide-react';
import { useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import type { OpenSnapshotView } from '../../../protocol/registry/views';
import { Sheet } from '../../ui/Sheet';
import { NO_SCAN } from '../../scanner/text-field';
import { useConsole } from '../../store/console-context';
import { useWrite } from '../../store/use-write';
import { ConfirmFooter } from './ConfirmFooter';
import { deviceMessages } from '../messages';
import { OpenSnapshot } from '../page/OpenSnapshot';
import { deviceName } from '../labels';

const texts = deviceMessages.closing;
const MIN_CHARACTERS = 3;
const MAX_CHARACTERS = 500;

interface CloseSnapshotSheetProps {
  readonly open: OpenSnapshotView;
  readonly onClose: () => void;
}

/** A person says why the events that a Snapshot waits for will not come. */
export function CloseSnapshotSheet({ open, onClose }: CloseSnapshotSheetProps) {
  const { ask, hint } = useConsole();
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState('');
  const [busy, run] = useWrite();
  const confirm = (): void =>
    run(async () => {
      const reply = await ask('registry.closeSnapshot', { snapshot: open.id, reason });
      if (!reply.ok) {
        setRefusal(reply.error.sentence);
        return;
      }
      hint.say(texts.done);
      onClose();
    });
  return (
    <Sheet
      title={texts.title}
      subtitle={
        <span className="dim">
          <bdi>{deviceName(open.device)}</bdi>
        </span>
      }
      onClose={onClose}
      footer={
        <ConfirmFooter isFinal onCancel={onClose} onConfirm={confirm} disabled={busy || reason.trim().length < MIN_CHARACTERS}>
          <CircleStop aria-hidden size={24} />
          {texts.confirm}
        </ConfirmFooter>
      }
    >
      <ErrorLine text={refusal} />
      <p>{texts.lead}</p>
      <OpenSnapshot open={open} />
      <TextField className="field" value={reason} onChange={setReason}>
        <Label>{texts.reason}</Label>
        <Input className="input" maxLength={MAX_CHARACTERS} autoComplete="off" {...NO_SCAN} />
      </TextField>
    </Sheet>
  );
}
