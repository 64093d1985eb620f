import { carriesSerials } from '../../protocol/delivery-kinds';
import type { DeliveryKey } from '../../protocol/ids';
import type { DeliveryDetails, DeliveryView } from '../../protocol/model';
import { NO_TEXT, text } from '../../protocol/texts/text';

const SERIALS = ['Q186I15801', 'Q186I15802', 'Q186I15803'];

/** What is known of one message of a scene. */
export function scriptedDelivery(view: DeliveryView): DeliveryDetails {
  const isPair = carriesSerials(view.kind);
  const rejected = view.state === 'rejected' && view.replacedBy === undefined;
  return {
    view,
    body: JSON.stringify(
      isPair
        ? { snArray: SERIALS, operationId: view.operationId }
        : { id: view.operationId, status: '20 devices passed scanning' },
    ),
    serials: isPair ? SERIALS : [],
    tries:
      view.attempts === 0
        ? []
        : [
            {
              at: view.createdAt,
              outcome: view.state === 'accepted' ? 'accepted' : view.state === 'unknown' ? 'unknown' : 'rejected',
              status: view.state === 'unknown' ? null : view.state === 'accepted' ? 200 : 400,
              reason: view.problem,
              answer: view.state === 'rejected' ? '{"message":"unknown field \\"status\\""}' : '',
            },
          ],
    editable: rejected ? (isPair ? 'takeOut' : 'body') : 'no',
    whyNot: rejected ? NO_TEXT : [text('edit.onlyRejected')],
    mayBeSettled: isPair && view.state === 'unknown' && JSON.stringify(view.problem).includes('pair.recordsDamaged'),
    replaces: null,
  };
}

/** The message that an edited one becomes. */
export function scriptedSuccessor(view: DeliveryView): DeliveryView {
  return { ...view, key: `${view.key}-edited` as DeliveryKey, state: 'queued', attempts: 0, problem: NO_TEXT, settledAt: null };
}
