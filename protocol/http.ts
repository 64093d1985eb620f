import * as z from 'zod';
import { OperationId, SerialNumber } from './ids';
import { ExactText, noteOf } from './wire/tolerant-fields';
import { readAs } from './read-as';

/** Bodies of the factory's HTTP APIs: strict writers for what we send, and what Pair answers. What MES answers is in `device-info.ts`. */

/** Default paths under the base URL; each is a setting. */
export const DEFAULT_PATHS = {
  deviceInfo: '/puzzle/api/v1/deviceInfo/getById',
  scanLog: '/puzzle/api/v1/log/deviceScan',
  notification: '/notifications/devicescan',
  pair: '/puzzle/api/v1/operations/pair',
  burn: '/puzzle/api/v1/operations/burn',
} as const;

/** `0` fail, `1` pass: text on the wire, never a number. */
export const WireVerdict = z.enum(['0', '1']);

export const ScanLogDevice = z.strictObject({
  macinfo: z.array(z.strictObject({ interface: z.string(), macaddr: z.string(), scanstatus: WireVerdict })),
  sn: SerialNumber,
  result: WireVerdict,
});
export type ScanLogDevice = z.infer<typeof ScanLogDevice>;

/** POST deviceScan log. Key order as in the sample of the requirement; `operationid` may be a number. */
export const ScanLog = z.strictObject({
  operationid: z.union([z.number(), z.string()]),
  pairInfo: z.array(z.never()),
  scaninfo: z.array(ScanLogDevice),
});
export type ScanLog = z.infer<typeof ScanLog>;

/** POST notifications: `id` is the operation, or the serial number that the sentence is about. */
export const NotificationBody = z.strictObject({ id: z.string(), status: z.string() });
export type NotificationBody = z.infer<typeof NotificationBody>;

/** POST Pair. */
export const PairBody = z.strictObject({ snArray: z.array(SerialNumber).min(1), operationId: OperationId });
export type PairBody = z.infer<typeof PairBody>;

/** POST burn (scan mode 1). */
export const BurnBody = z.strictObject({
  snArray: z.array(SerialNumber).min(1),
  operationId: OperationId,
  operatorId: z.string(),
  scanMode: z.literal(1),
});
export type BurnBody = z.infer<typeof BurnBody>;

const RejectedRecord = z.object({ sn: ExactText, reason: z.unknown().optional() });
const PairAnswerBody = z.object({ rejected: z.array(z.unknown()).max(100_000) });

/** What a 2xx answer to a Pair says of single serial numbers. */
export interface PairRejections {
  /** Serials that the API refused nevertheless, with its reasons; empty when it named none. */
  readonly rejected: ReadonlyMap<string, string>;
  /** It speaks of rejected ones, but not in a way that can be read: then nobody knows which were taken. */
  readonly unreadable: boolean;
}

export function readPairRejections(body: unknown): PairRejections {
  const rejected = new Map<string, string>();
  const parsed = readAs(PairAnswerBody, body);
  if (!parsed.success) return { rejected, unreadable: speaksOfRejections(body) };
  let unreadable = false;
  for (const entry of parsed.data.rejected) {
    const bare = readAs(ExactText, entry);
    const record = readAs(RejectedRecord, entry);
    if (bare.success) rejected.set(bare.data.trim(), '');
    else if (record.success) rejected.set(record.data.sn.trim(), noteOf(record.data.reason) ?? '');
    else unreadable = true;
  }
  return { rejected, unreadable };
}

/** `null`, `false` and `0` under `rejected` mean that there are none. */
function speaksOfRejections(body: unknown): boolean {
  const said: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'rejected') : undefined;
  return said !== undefined && said !== null && said !== false && said !== 0;
}
