import { english } from '../../../messages/english';
import type { DeliveryView } from '../../../protocol/model';
import type { Texts } from '../../../protocol/texts/text';
import type { DeliveryTry, StoredDelivery } from '../../domain/ports/deliveries';

/** What became of a message, for files that leave the program: in English, with codes and parameters beside it. */
interface ProblemWords {
  readonly problem: string;
  readonly problemCodes: Texts;
}

export type DeliveryInWords<Delivery extends DeliveryView | StoredDelivery> = Omit<Delivery, 'problem'> & ProblemWords;

export function deliveryInWords<Delivery extends DeliveryView | StoredDelivery>(delivery: Delivery): DeliveryInWords<Delivery> {
  return { ...delivery, problem: english(delivery.problem), problemCodes: delivery.problem };
}

/** A try has its words under the key that bundles always had. */
export function tryInWords({ reason, answer, ...sent }: DeliveryTry) {
  return { ...sent, sentence: english(reason), sentenceCodes: reason, answer };
}
