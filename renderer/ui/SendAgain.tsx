import { RotateCw } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { DeliveryView } from '../../protocol/model';
import { messages } from '../messages';
import { useConsole } from '../store/console-context';
import { useWrite } from '../store/use-write';

/** Sends a message again under its own key, or one that waits for its next attempt now. */
export function SendAgain({ delivery: { key, state } }: { readonly delivery: Pick<DeliveryView, 'key' | 'state'> }) {
  const { askOrTell } = useConsole();
  const [busy, run] = useWrite();
  return (
    <Button
      className="button"
      isDisabled={busy}
      onPress={() =>
        run(async () => {
          await askOrTell('delivery.retry', { key });
        })
      }
    >
      <RotateCw aria-hidden size={20} />
      {state === 'queued' ? messages.pair.now : messages.pair.again}
    </Button>
  );
}
