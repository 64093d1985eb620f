import * as z from 'zod';
import { OperationId, SerialNumber } from './ids';

/** Bodies of the factory's HTTP APIs: strict writers for what we send. What Pair answers is in `pair-answer.ts`, what MES answers in `device-info.ts`. */

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
