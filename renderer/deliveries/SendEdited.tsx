import { ErrorLine } from '../ui/ErrorLine';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { DeliveryKey } from '../../protocol/ids';
import type { DeliveryChange } from '../../protocol/ipc';
import { messages } from '../messages';
import { useConsole } from '../store/console-context';
import { useWrite } from '../store/use-write';
import { ConfirmButton } from '../ui/ConfirmButton';
import { useDeliveryDrawer } from './drawer-state';

interface SendEditedProps {
  readonly deliveryKey: DeliveryKey;
  readonly change: DeliveryChange;
  readonly ready: boolean;
  readonly onClose: () => void;
}

/** Sends the corrected message and shows it; a refusal is shown here and nothing of the correction is lost. */
export function SendEdited({ deliveryKey, change, ready, onClose }: SendEditedProps) {
  const { ask } = useConsole();
  const show = useDeliveryDrawer((state) => state.show);
  const [refusal, setRefusal] = useState('');
  const [busy, run] = useWrite();
  const send = (): void =>
    run(async () => {
      const reply = await ask('delivery.edit', { key: deliveryKey, change });
      if (reply.ok) show(reply.value.key);
      else setRefusal(reply.error.sentence);
    });
  return (
    <>
      <ErrorLine text={refusal} />
      <div className="acts">
        <Button className="button" onPress={onClose}>
          {messages.settings.cancel}
        </Button>
        <ConfirmButton className="button primary" isDisabled={busy || !ready} onConfirm={send}>
          <Send aria-hidden size={20} />
          {messages.deliveries.opened.send}
        </ConfirmButton>
      </div>
    </>
  );
}
