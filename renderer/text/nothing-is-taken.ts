import { messages } from '../messages';

/** Why nothing that a person does is taken while the records cannot be written. */
export function nothingIsTaken(): string {
  return messages.labelled({ label: messages.headline.recordsFail, text: messages.headline.next.recordsFail });
}
