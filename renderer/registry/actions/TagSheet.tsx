import { ErrorLine } from '../../ui/ErrorLine';
import { Tag } from 'lucide-react';
import { useState } from 'react';
import { Form, Input, Label, Text, TextField } from 'react-aria-components';
import type { DevicePage } from '../../../protocol/registry/views';
import { Sheet } from '../../ui/Sheet';
import { useConsole } from '../../store/console-context';
import { useWrite } from '../../store/use-write';
import { visibleText } from '../../text/visible-text';
import { ConfirmFooter } from './ConfirmFooter';
import { Barcode } from '../page/Barcode';
import { devicesState } from '../list/devices-state';
import { deviceMessages } from '../messages';
import { labelsOf } from '../list/SelectionBar';
import { useFirstFocus } from './use-first-focus';
import { DeviceSubtitle } from '../DeviceSubtitle';

const texts = deviceMessages.tags;

/** Links a tag that is scanned or typed; then its label can be printed. */
export function TagSheet({ page, onClose }: { readonly page: DevicePage; readonly onClose: () => void }) {
  const { ask, hint } = useConsole();
  const [tag, setTag] = useState('');
  const [refusal, setRefusal] = useState('');
  const [busy, run] = useWrite();
  const field = useFirstFocus();
  const link = (): void =>
    run(async () => {
      const id = tag.trim();
      if (id === '') return;
      const reply = await ask('registry.addTag', { device: page.id, tag: id });
      if (!reply.ok) {
        setRefusal(reply.error.sentence);
        return;
      }
      hint.say(texts.linked({ tag: visibleText(id) }));
      devicesState.show({ kind: 'labels', tags: labelsOf({ ...page, tags: [id] }) });
    });
  return (
    <Sheet
      title={texts.title}
      subtitle={<DeviceSubtitle device={page} />}
      shape="small"
      onScan={setTag}
      onClose={onClose}
      footer={
        <ConfirmFooter onCancel={onClose} onConfirm={link} disabled={busy || tag.trim() === ''}>
          <Tag aria-hidden size={24} />
          {texts.confirm}
        </ConfirmFooter>
      }
    >
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          link();
        }}
      >
        <ErrorLine text={refusal} />
        <div ref={field}>
          <TextField className="field" value={tag} onChange={setTag}>
            <Label>{texts.field}</Label>
            <Input className="input mono" maxLength={128} spellCheck={false} autoComplete="off" />
            <Text slot="description" className="field-help">
              {texts.lead}
            </Text>
          </TextField>
        </div>
        {tag.trim() === '' ? null : <Barcode text={tag.trim()} />}
      </Form>
    </Sheet>
  );
}
