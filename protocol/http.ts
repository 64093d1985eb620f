import * as z from 'zod';
import { OperationId, SerialNumber } from './ids';
import type { Immutable } from './immutable';
import { err, ok, type Result } from './result';
import { visibleText } from './visible-text';
import { describeFirstIssue } from './wire/describe-issue';
import { ExactText, firstText, noteOf } from './wire/tolerant-fields';
import { readAs } from './read-as';

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
const ExpectedInterface = z.object({ name: z.string(), mac: z.string() });
export type ExpectedInterface = Immutable<z.infer<typeof ExpectedInterface>>;

/** What MES says of a serial number. `couldNotCheck` is never a pass and never a fail. */
export const MesAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('expected'), product: z.string().nullable(), interfaces: z.array(ExpectedInterface) }),
  z.object({ kind: z.literal('notRegistered') }),
  z.object({ kind: z.literal('couldNotCheck'), sentence: z.string() }),
]);
export type MesAnswer = Immutable<z.infer<typeof MesAnswer>>;

const MesInterface = z.object({ interface: z.string().max(256).nullish(), macaddr: z.string().max(4096).nullish() });
const MesMacs = z.array(MesInterface).max(4096).nullish();
const MesDevice = z.object({
  macInfo: MesMacs,
  macinfo: MesMacs,
  vpdInfo: z.object({ productName: z.unknown().optional() }).nullish().catch(null),
});
const MesSerial = z.object({ serialNo: ExactText.nullish().catch(null), serialno: ExactText.nullish().catch(null) });
const MesBody = z.object({
  info: z.union([z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown()).max(100_000)], {
    error: 'must be a text, a record or a list of records',
  }),
});

/**
 * Reads the body of a device_info answer (status 2xx) for one serial number. A list is searched for the serial; a record
 * of another serial is an error, not an answer. Fails with one sentence on any other shape.
 */
export function readDeviceInfo(body: unknown, sn: string): Result<MesAnswer, string> {
  const parsed = readAs(MesBody, body);
  if (!parsed.success) return err(`MES answered in a shape that cannot be read: ${describeFirstIssue(parsed.error)}`);
  const { info } = parsed.data;
  if (typeof info === 'string') {
    return /not\s+registered/i.test(info)
      ? ok({ kind: 'notRegistered' })
      : err(`MES answered with a text that is not known: "${visibleText(info, 120)}".`);
  }
  const records = Array.isArray(info) ? info : [info];
  if (records.length === 0) return ok({ kind: 'notRegistered' });
  const own = records.filter((record) => serialOf(record) === sn);
  if (own.length > 1) return err(`MES holds ${own.length} records for ${sn}; it must hold one.`);
  if (own.length === 0) {
    const other = visibleText(serialOf(records[0]), 128) || 'a device without serial number';
    return err(`MES was asked for ${sn} and answered with ${other}.`);
  }
  const record = readAs(MesDevice, own[0]);
  if (!record.success) return err(`MES answered in a shape that cannot be read: ${describeFirstIssue(record.error, ['info'])}`);
  const list = record.data.macInfo ?? record.data.macinfo ?? [];
  if (list.length === 0) return err(`MES knows ${sn} but lists no interfaces for it.`);
  return ok({
    kind: 'expected',
    product: noteOf(record.data.vpdInfo?.productName),
    interfaces: list.map((row) => ({ name: (row.interface ?? '').trim(), mac: row.macaddr ?? '' })),
  });
}

/** Only the records of other devices may be unreadable: the one asked for is read whole afterwards. */
function serialOf(record: unknown): string {
  const parsed = readAs(MesSerial, record);
  return parsed.success ? (firstText(parsed.data.serialNo, parsed.data.serialno) ?? '') : '';
}

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
