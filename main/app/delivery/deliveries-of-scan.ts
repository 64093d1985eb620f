import { summaryText } from '../../domain/delivery/summary';
import { english, englishInJson } from '../../../messages/english';
import type { DeliveryKey, OperationId, SerialNumber } from '../../../protocol/ids';
import type { NotificationBody } from '../../../protocol/http';
import type { NewDelivery } from '../../domain/ports/deliveries';
import { pairBody } from '../../domain/delivery/pair-sheet';
import { closingNotification, scanLog } from '../../domain/records/scan-log';
import type { Effect, ScanSession } from '../../domain/scan/state';

/** What goes out when a scan closes: its log, then one notification. */
export function closingDeliveries(
  session: ScanSession,
  newKey: () => DeliveryKey,
  at: number,
  interrupted = false,
): readonly [log: NewDelivery, notification: NewDelivery] {
  const log = scanLog(session);
  return [
    {
      key: newKey(),
      kind: 'log',
      operationId: session.operationId,
      body: JSON.stringify(log),
      summary: englishInJson(summaryText({ kind: 'log', devices: log.scaninfo.length, round: session.round })),
      serials: [],
      createdAt: at,
    },
    notification(session.operationId, closingNotification(session, interrupted), newKey(), at),
  ];
}

/** A confirmed list as it goes to Pair (or burn). @param at ms since 1970 */
export function pairDelivery(session: ScanSession, serials: readonly SerialNumber[], key: DeliveryKey, at: number): NewDelivery {
  const kind = session.scanMode === 1 ? 'burn' : 'pair';
  return {
    key,
    kind,
    operationId: session.operationId,
    body: JSON.stringify(pairBody(session, serials)),
    summary: englishInJson(summaryText({ kind, devices: serials.length })),
    serials,
    createdAt: at,
  };
}

/** Tells the notification API of an internal error at once. */
export function errorNotification(
  session: ScanSession,
  effect: Extract<Effect, { kind: 'notify' }>,
  key: string,
  at: number,
): NewDelivery {
  return notification(session.operationId, { id: effect.id, status: english(effect.what) }, key as DeliveryKey, at);
}

/** A notification as it is put on record. @param at ms since 1970 */
export function notification(operationId: OperationId, body: NotificationBody, key: DeliveryKey, at: number): NewDelivery {
  return {
    key,
    kind: 'notification',
    operationId,
    body: JSON.stringify(body),
    summary: englishInJson(summaryText({ kind: 'notification', devices: 0, status: body.status })),
    serials: [],
    createdAt: at,
  };
}
