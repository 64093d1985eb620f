import type { SignalMessage } from '../../../protocol/signal';
import type { Texts } from '../../../protocol/texts/text';

/** Where a stack light listens. */
export interface SignalHook {
  /** Sends it once, in a few seconds at most. Null: it was taken; otherwise why it was not. Never rejects. */
  send(message: SignalMessage): Promise<Texts | null>;
}
