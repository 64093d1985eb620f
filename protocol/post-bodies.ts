import type * as z from 'zod';
import { BurnBody, NotificationBody, PairBody, ScanLog } from './http';
import type { DeliveryKind } from './model';

/** What a message of each kind carries. */
export const POST_BODIES = {
  log: ScanLog,
  notification: NotificationBody,
  pair: PairBody,
  burn: BurnBody,
} as const satisfies Readonly<Record<DeliveryKind, z.ZodType>>;
