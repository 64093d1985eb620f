import * as z from 'zod';

/** One interface as the factory's MES lists it; the text goes out exactly as it stands here. */
export const MesInterfaceRecord = z.strictObject({ interface: z.string().max(256), macaddr: z.string().max(4096) });
export type MesInterfaceRecord = z.infer<typeof MesInterfaceRecord>;

/** What MES holds for one serial number. */
export const MesRecord = z.strictObject({
  serialNo: z.string().min(1).max(128),
  product: z.string().max(1024).optional(),
  interfaces: z.array(MesInterfaceRecord).max(4096).readonly(),
});
export type MesRecord = z.infer<typeof MesRecord>;

/** The MES database as a file or a request body: a list of records, or `{"devices": […]}`. */
export const MesDatabaseFile = z.union([
  z.array(MesRecord),
  z.strictObject({ devices: z.array(MesRecord) }).transform(({ devices }) => devices),
]);

/**
 * How a device_info answer is written: a list with one record or the record alone, the serial number under `serialNo`
 * or `serialno`. Factories differ; a console must read all four.
 */
export const DeviceInfoDialect = z.enum(['list', 'listLowerCase', 'object', 'objectLowerCase']);
export type DeviceInfoDialect = z.infer<typeof DeviceInfoDialect>;

/** How MES says that it does not know a serial number: `{"info":"Device is not registered"}`, `{"info":[]}`, or status 404. */
export const UnknownSerialAnswer = z.enum(['text', 'emptyList', 'notFound']);
export type UnknownSerialAnswer = z.infer<typeof UnknownSerialAnswer>;

export interface DeviceDatabase {
  /** Replaces everything. Fails with a sentence when one serial number stands in the list twice. */
  replace(records: readonly MesRecord[]): void;
  all(): readonly MesRecord[];
  /** The record's bytes in a dialect; undefined when the serial number is not registered. */
  answerFor(serial: string, dialect: DeviceInfoDialect): Buffer | undefined;
  /** The record of some other device: the next one in the list, or a made-up one when there is no other. */
  wrongAnswerFor(serial: string, dialect: DeviceInfoDialect): Buffer;
}

/** Serials to expected interfaces, kept in memory, with each answer encoded once. */
export function createDeviceDatabase(records: readonly MesRecord[]): DeviceDatabase {
  let order: readonly MesRecord[] = [];
  let positions = new Map<string, number>();
  let encoded = new Map<string, Buffer>();

  function replace(next: readonly MesRecord[]): void {
    const found = new Map<string, number>();
    for (const [index, { serialNo }] of next.entries()) {
      if (found.has(serialNo)) throw new Error(`The MES database lists ${serialNo} twice; list each serial number once.`);
      found.set(serialNo, index);
    }
    order = next;
    positions = found;
    encoded = new Map();
  }

  function answerFor(serial: string, dialect: DeviceInfoDialect): Buffer | undefined {
    const key = `${dialect}\n${serial}`;
    const known = encoded.get(key);
    if (known !== undefined) return known;
    const record = order[positions.get(serial) ?? -1];
    if (record === undefined) return undefined;
    const bytes = Buffer.from(JSON.stringify(describeRecord(record, dialect)));
    encoded.set(key, bytes);
    return bytes;
  }

  function wrongAnswerFor(serial: string, dialect: DeviceInfoDialect): Buffer {
    const neighbour = order[((positions.get(serial) ?? -1) + 1) % order.length];
    const other = neighbour === undefined || neighbour.serialNo === serial ? undefined : answerFor(neighbour.serialNo, dialect);
    return other ?? Buffer.from(JSON.stringify(describeRecord({ serialNo: `OTHER-THAN-${serial}`, interfaces: [] }, dialect)));
  }

  replace(records);
  return { replace, all: () => order, answerFor, wrongAnswerFor };
}

function describeRecord(record: MesRecord, dialect: DeviceInfoDialect): unknown {
  const lowerCase = dialect === 'listLowerCase' || dialect === 'objectLowerCase';
  const info = {
    ...(lowerCase ? { serialno: record.serialNo } : { serialNo: record.serialNo }),
    macInfo: record.interfaces,
    ...(record.product === undefined ? {} : { vpdInfo: { productName: record.product } }),
  };
  return { info: dialect === 'object' || dialect === 'objectLowerCase' ? info : [info] };
}
