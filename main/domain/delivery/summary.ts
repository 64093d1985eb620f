import { DELIVERY_KINDS, type DeliveryKind } from '../../../protocol/delivery-kinds';
import { NO_TEXT, text, type Text, type Texts, verbatim } from '../../../protocol/texts/text';

/** What a message is, in few words, by what stands in it. */
export interface Summary {
  readonly kind: DeliveryKind;
  readonly devices: number;
  /** Of a log: the round of its scan. */
  readonly round?: number;
  /** Of a notification: what it says. */
  readonly status?: string;
  readonly edited?: boolean;
}

export function summaryText({ kind, devices, round = 1, status = '', edited = false }: Summary): Text {
  const rest = edited ? text('delivery.edited') : NO_TEXT;
  switch (DELIVERY_KINDS[kind].summary) {
    case 'delivery.log':
      return text('delivery.log', {
        devices,
        round: round > 1 ? text('delivery.round', { round: String(round) }) : NO_TEXT,
        edited: rest,
      });
    case 'delivery.notification':
      return text('delivery.notification', { status, edited: rest });
    case 'delivery.pair':
      return text('delivery.pair', { devices, edited: rest });
    case 'delivery.burn':
      return text('delivery.burn', { devices, edited: rest });
  }
}

const WRITTEN = /^(?:Scan log|Pair|Burn), (?<devices>\d+) devices?(?:, round (?<round>\d+))?(?<edited>, edited)?$/;
const NOTIFICATION = /^Notification: (?<status>.*?)(?<edited>, edited)?$/s;

/** The same of a row on record, where it stands in English; whatever else stands there is shown as it is. */
export function storedSummary(kind: DeliveryKind, written: string): Texts {
  const found = (kind === 'notification' ? NOTIFICATION : WRITTEN).exec(written)?.groups;
  if (found === undefined) return verbatim(written);
  const { devices = '0', round = '1', status = '', edited } = found;
  return [summaryText({ kind, devices: Number(devices), round: Number(round), status, edited: edited !== undefined })];
}
