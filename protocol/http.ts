import * as z from 'zod';
import { OperationId, SerialNumber } from './ids';
import { describeFirstIssue } from './wire/describe-issue';
import { err, ok, type Result } from './result';

/** Bodies of the factory's HTTP APIs: tolerant readers for what MES answers, strict writers for what we send. */

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

/** One interface as MES expects it; `mac` is raw text, `name` may be empty. */
export interface ExpectedInterface {
  readonly name: string;
  readonly mac: string;
}

/** What MES says of a serial number. `couldNotCheck` is never a pass and never a fail. */
export type MesAnswer =
  | { readonly kind: 'expected'; readonly product: string | null; readonly interfaces: readonly ExpectedInterface[] }
  | { readonly kind: 'notRegistered' }
  | { readonly kind: 'couldNotCheck'; readonly sentence: string };

const MesInterface = z.looseObject({ interface: z.string().max(256).nullish(), macaddr: z.string().max(4096).nullish() });
const MesSerial = z.union([z.string().max(4096), z.number().transform(String)]);
const MesDevice = z.looseObject({
  serialNo: MesSerial.nullish(),
  serialno: MesSerial.nullish(),
  macInfo: z.array(MesInterface).max(4096).nullish(),
  macinfo: z.array(MesInterface).max(4096).nullish(),
  vpdInfo: z
    .looseObject({ productName: z.string().max(1024).nullish() })
    .nullish()
    .catch(null),
});
const MesBody = z.looseObject({ info: z.union([z.string(), MesDevice, z.array(MesDevice).max(100_000)]) });

/**
 * Reads the body of a device_info answer (status 2xx) for one serial number. A list is searched for the serial; a record
 * of another serial is an error, not an answer. Fails with one sentence on any other shape.
 */
export function readDeviceInfo(body: unknown, sn: string): Result<MesAnswer, string> {
  const parsed = MesBody.safeParse(body);
  if (!parsed.success) return err(`MES answered in a shape that cannot be read: ${describeFirstIssue(parsed.error)}`);
  const { info } = parsed.data;
  if (typeof info === 'string') {
    return /not\s+registered/i.test(info)
      ? ok({ kind: 'notRegistered' })
      : err(`MES answered with a text that is not known: "${info.slice(0, 120)}".`);
  }
  const records = Array.isArray(info) ? info : [info];
  if (records.length === 0) return ok({ kind: 'notRegistered' });
  const own = records.filter((record) => (record.serialNo ?? record.serialno ?? '').trim() === sn);
  const [record] = own;
  if (record === undefined) {
    const other = records[0]?.serialNo ?? records[0]?.serialno ?? 'a device without serial number';
    return err(`MES was asked for ${sn} and answered with ${other.slice(0, 128)}.`);
  }
  if (own.length > 1) return err(`MES holds ${own.length} records for ${sn}; it must hold one.`);
  const list = record.macInfo ?? record.macinfo;
  if (list === null || list === undefined || list.length === 0) return err(`MES knows ${sn} but lists no interfaces for it.`);
  return ok({
    kind: 'expected',
    product: record.vpdInfo?.productName ?? null,
    interfaces: list.map((row) => ({ name: (row.interface ?? '').trim(), mac: row.macaddr ?? '' })),
  });
}

const RejectedSerial = z.union([
  z.string().transform((sn) => ({ sn, reason: '' })),
  z.looseObject({ sn: MesSerial, reason: z.string().nullish() }).transform(({ sn, reason }) => ({ sn, reason: reason ?? '' })),
]);
const PairAnswerBody = z.looseObject({ rejected: z.array(RejectedSerial).max(100_000).nullish() });

/** Serials that the Pair API refused although it answered 2xx, with its reasons; empty when it named none. */
export function readPairRejections(body: unknown): ReadonlyMap<string, string> {
  const parsed = PairAnswerBody.safeParse(body);
  if (!parsed.success) return new Map();
  return new Map((parsed.data.rejected ?? []).map(({ sn, reason }) => [sn, reason]));
}
