import * as z from 'zod';
import { OperationId } from '../ids';
import { err, ok, type Result } from '../result';
import type { JsonObject, Malformed } from './body';
import { fault, firstFaultText, foundFaultText } from './issue-text';
import { type BurnInResult, type HardwareInventory, readBurnInResults, readInventory } from './inventory';
import { isAlias, legacyInterface } from './legacy-interface';
import type { ReportedInterface } from './reported-interface';
import { AttemptNumber, ExactText, firstText, noteOf, wordOf } from './tolerant-fields';
import { Bus, InterfaceKind } from './v1';
import {
  ADDRESS_NAMES,
  ADDRESSES_NAMES,
  INTERFACE_NAMES,
  keysLike,
  isNothing,
  nearOrAllKeys,
  OPERATION_FIELD,
  otherName,
  PERMANENT_NAMES,
  plainKey,
  SERIAL_NAMES,
  type Field,
} from '../near-keys';
import { readAs } from '../read-as';
import { addressesIn, addressIn } from '../said-interfaces';
import { text, type Text } from '../texts/text';
import { visibleText } from '../visible-text';

/** A PCI network function that has no network interface. */
export interface PortWithoutDriver {
  readonly pciAddress: string;
  readonly description: string | null;
}

/** A hardware report in one shape, from our agent or a legacy one. */
export interface HardwareReport {
  readonly operationId: OperationId;
  /** Trimmed text; may be a placeholder or empty, never missing. */
  readonly sn: string;
  /** Null from a legacy agent, which does not know attempts. */
  readonly attempt: number | null;
  readonly ip: string | null;
  readonly bootId: string | null;
  readonly agentVersion: string | null;
  readonly collectedAt: string | null;
  readonly warnings: readonly string[];
  /** In the order reported. */
  readonly interfaces: readonly ReportedInterface[];
  readonly portsWithoutDriver: readonly PortWithoutDriver[];
  /** Null from a legacy agent. */
  readonly inventory: HardwareInventory | null;
  readonly burnIn: readonly BurnInResult[];
}

const MAX_INTERFACES = 4096;
const MAX_SERIAL_CHARACTERS = 128;
const MAX_NAME_CHARACTERS = 256;
/** Of what helps people but decides nothing; more of it is left out. */
const MAX_TEXTS = 256;
const MAX_TEXT_CHARACTERS = 4096;
const HEX_DIGITS = /^(?:0x)?([0-9a-f]{4})$/i;
const NO_TEXTS: readonly string[] = [];

export const SERIAL: Field = { expected: 'sn', read: ['sn', 'serialno', 'serialNo'], others: SERIAL_NAMES };
export const MACS: Field = {
  expected: 'macinfo',
  read: ['macinfo', 'interfaces'],
  others: ['macinfo', 'macs', 'interfaces', 'macaddrs', 'macaddresses', 'nics', 'ports', 'netinfo', 'networkinfo'],
};
const ADDRESS: Field = { expected: 'macaddr', read: ['macaddr', 'permaddr'], others: [...ADDRESS_NAMES, 'ether'] };
const LEGACY_ADDRESS: Field = { ...ADDRESS, read: ['macaddr', 'mac'] };
/** Under `address` stand addresses of other kinds too. */
const RIVAL_ADDRESSES: readonly string[] = [...ADDRESS.others.filter((name) => name !== 'address'), ...ADDRESSES_NAMES];
const NAME: Field = { expected: 'interface', read: ['interface'], others: [...INTERFACE_NAMES, 'port', 'dev', 'device'] };

const Name = z.string().max(MAX_NAME_CHARACTERS);
const Mac = z.string().max(4096);

/** What a report must be right in. Everything else is read as far as it can be. */
const LegacyOrOurs = z.object({
  operationId: ExactText.nullish(),
  operationid: ExactText.nullish(),
  sn: ExactText.nullish(),
  serialno: ExactText.nullish(),
  serialNo: ExactText.nullish(),
  attempt: AttemptNumber.nullish(),
  interfaces: z
    .array(z.unknown(), { error: fault('value.noInterfaces') })
    .max(MAX_INTERFACES, { error: fault('value.manyInterfaces', { most: String(MAX_INTERFACES) }) })
    .nullish(),
});

/**
 * A newer agent may send more keys and unknown words; neither is a reason to refuse its report. Only what a verdict
 * depends on must have the right type: the name and the addresses.
 */
const RichInterface = z.object({ interface: Name, macaddr: Mac.nullish(), permaddr: Mac.nullish() });
const LegacyMac = { macaddr: Mac.nullish(), mac: Mac.nullish() };
const LegacyAddress = z
  .union([Mac, z.null(), z.object(LegacyMac)], { error: fault('value.noMac') })
  .transform((value) => ({ name: null, mac: typeof value === 'string' ? value : (value?.macaddr ?? value?.mac ?? '') }));
const LegacyRow = z
  .object({ interface: Name, ...LegacyMac })
  .transform((row) => ({ name: row.interface, mac: row.macaddr ?? row.mac ?? '' }));

/**
 * Reads a hardware report of any known dialect: ours, or a legacy one (`operationId`, `sn` or `serialno` as text or
 * number, `macinfo` as object or list). Fails when the serial number, the operation or the
 * interfaces are missing or unreadable.
 */
export function readHardwareReport(body: JsonObject): Result<HardwareReport, Malformed> {
  const parsed = readAs(LegacyOrOurs, body);
  if (!parsed.success) return wrongShape(foundFaultText(parsed.error, body));
  const message = parsed.data;
  const sn = firstText(message.sn, message.serialno, message.serialNo);
  if (sn === null) return wrongShape(text('wire.noSerial', { near: nearOrAllKeys(body, SERIAL) }));
  if (sn.length > MAX_SERIAL_CHARACTERS)
    return wrongShape(text('wire.longSerial', { characters: String(sn.length), most: String(MAX_SERIAL_CHARACTERS) }));
  const operationText = firstText(message.operationId, message.operationid) ?? '';
  if (operationText === '') return wrongShape(text('wire.reportOfNoOperation', { near: nearOrAllKeys(body, OPERATION_FIELD) }));
  const operation = OperationId.safeParse(operationText);
  if (!operation.success) return wrongShape(firstFaultText(operation.error, ['operationId']));
  const interfaces =
    message.interfaces === null || message.interfaces === undefined ? legacyInterfaces(body) : richInterfaces(message.interfaces);
  if (!interfaces.ok) return interfaces;
  return ok({
    operationId: operation.data,
    sn,
    attempt: message.attempt ?? null,
    ip: noteOf(body['ip']),
    bootId: noteOf(body['bootId']),
    agentVersion: noteOf(body['agentVersion']),
    collectedAt: noteOf(body['collectedAt']),
    warnings: textsOf(body['warnings']),
    interfaces: interfaces.value,
    portsWithoutDriver: portsWithoutDriver(body['pciinfo']),
    inventory: readInventory(body['inventory']),
    burnIn: readBurnInResults(body['burnIn']),
  });
}

function richInterfaces(rows: readonly unknown[]): Result<readonly ReportedInterface[], Malformed> {
  const interfaces: ReportedInterface[] = [];
  const indexes: unknown[] = [];
  const links: unknown[] = [];
  for (const [index, row] of rows.entries()) {
    const parsed = readAs(RichInterface, row);
    if (!parsed.success) return wrongShape(rowFault(parsed.error, ['interfaces', String(index)], row));
    const { data } = parsed;
    const notes = row as JsonObject;
    const mac = data.macaddr ?? '';
    interfaces.push({
      name: data.interface,
      altNames: textsOf(notes['altNames']),
      mac,
      ...macUnder(mac || (data.permaddr ?? ''), row, ADDRESS),
      ...permanentUnder(row, [mac, data.permaddr ?? ''], ['macaddr', 'permaddr']),
      // Nearly always the same text: then it is kept once.
      permanentMac: data.permaddr === mac ? mac : (data.permaddr ?? null),
      addrAssignType: Number.isSafeInteger(notes['addrAssignType']) ? Number(notes['addrAssignType']) : null,
      kind: wordOf(InterfaceKind.options, notes['kind'], 'physical'),
      bus: noteOf(notes['bus']) === null ? null : wordOf(Bus.options, notes['bus'], 'other'),
      pciAddress: noteOf(notes['pciAddress']),
      driver: noteOf(notes['driver']),
      description: noteOf(notes['description']),
      ...idsOf(notes),
      physSwitchId: noteOf(notes['physSwitchId']),
      conduit: null,
      carrier: typeof notes['carrier'] === 'boolean' ? notes['carrier'] : null,
    });
    indexes.push(notes['ifindex']);
    links.push(notes['iflink']);
  }
  return ok(withConduits(interfaces, indexes, links));
}

function idsOf({ vendorId, deviceId }: JsonObject): Pick<ReportedInterface, 'ids'> {
  const digits = [vendorId, deviceId].flatMap((id) => HEX_DIGITS.exec(noteOf(id) ?? '')?.[1]?.toLowerCase() ?? []);
  return digits.length === 2 ? { ids: digits.join(':') } : {};
}

/** Each switch port with the port to which its `iflink` leads; of several with one `ifindex` the last. */
function withConduits(
  interfaces: readonly ReportedInterface[],
  indexes: readonly unknown[],
  links: readonly unknown[],
): readonly ReportedInterface[] {
  if (interfaces.every(({ physSwitchId }) => physSwitchId === null)) return interfaces;
  const names = new Map(interfaces.map(({ name }, at) => [indexes[at], name]));
  const unsure = new Set([...repeated(indexes), ...repeated(interfaces.map(({ name }) => name))]);
  return interfaces.map((row, at) => {
    const link = links[at];
    const conduit = typeof link === 'number' ? names.get(link) : undefined;
    if (row.physSwitchId === null || conduit === undefined) return row;
    return unsure.has(link) || unsure.has(conduit) ? { ...row, conduit, conduitUnsure: true } : { ...row, conduit };
  });
}

function repeated(values: readonly unknown[]): readonly unknown[] {
  const seen = new Set<unknown>();
  return values.filter((value) => seen.has(value) || !seen.add(value));
}

/** Own keys are read one by one: a schema for records would pass over an interface that is named `__proto__`. */
function legacyInterfaces(body: JsonObject): Result<readonly ReportedInterface[], Malformed> {
  const { macinfo } = body;
  if (macinfo === null || macinfo === undefined)
    return wrongShape(text('wire.noInterfaces', { near: nearOrAllKeys(body, MACS) }));
  if (typeof macinfo !== 'object') return wrongShape(text('wire.noList', { found: visibleText(JSON.stringify(macinfo), 60) }));
  const isList = Array.isArray(macinfo);
  const entries = Object.entries(macinfo);
  if (entries.length > MAX_INTERFACES) return wrongShape(text('wire.manyInterfaces', { most: String(MAX_INTERFACES) }));
  const interfaces: ReportedInterface[] = [];
  for (const [key, value] of entries) {
    if (!Name.safeParse(key).success) return wrongShape(text('wire.longName', { most: String(MAX_NAME_CHARACTERS) }));
    const row = isList ? readAs(LegacyRow, value) : readAs(LegacyAddress, value);
    if (!row.success) return wrongShape(rowFault(row.error, ['macinfo', key], value));
    const { name, mac } = row.data;
    interfaces.push({
      ...legacyInterface(name ?? key, mac),
      ...macUnder(mac, value, LEGACY_ADDRESS),
      ...permanentUnder(value, [mac], ['macaddr']),
    });
  }
  return ok(interfaces.map((row) => (isAlias(row, interfaces) ? { ...row, kind: 'virtual' } : row)));
}

/** The key under which an address seems to stand where none is read. */
function macUnder(mac: string, row: unknown, field: Field): { readonly macUnder?: string } {
  if (mac.trim() !== '' || !isObject(row)) return {};
  const key = keysLike(row, field.others).find((other) => !field.read.includes(other) && !isNothing(row[other]));
  return key === undefined ? {} : { macUnder: key };
}

/**
 * The key under which another address stands than the one that counts: a permanent one, or any that was not read at all.
 * @param said the current and the permanent address, as far as they are read, and under which keys
 */
function permanentUnder(row: unknown, said: readonly string[], read: readonly string[]): { readonly permanentUnder?: string } {
  if (!isObject(row)) return {};
  const known = said.flatMap((text) => addressIn(text) ?? []);
  const key = Object.keys(row).find((other) => {
    if (read.includes(other)) return false;
    const plain = plainKey(other);
    if (PERMANENT_NAMES.includes(plain)) return saysOther(row[other], known.slice(-1));
    return known.length > 0 && RIVAL_ADDRESSES.includes(plain) && saysOther(row[other], known);
  });
  return key === undefined ? {} : { permanentUnder: key };
}

/** Whether a text, or one in a list or an object, is another address than these. */
function saysOther(value: unknown, known: readonly string[]): boolean {
  return addressesIn(value).some((found) => !known.includes(found));
}

/** What is wrong with an interface of a list; where it has no name, which key it may stand under. */
function rowFault(error: z.ZodError, path: readonly string[], row: unknown): Text {
  return foundFaultText(error, row, path, isObject(row) && row['interface'] === undefined ? otherName(row, NAME) : null);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A legacy `pciinfo` has a shape of its own; what cannot be read names no port. */
function portsWithoutDriver(pciinfo: unknown): readonly PortWithoutDriver[] {
  if (typeof pciinfo !== 'object' || pciinfo === null || Array.isArray(pciinfo)) return [];
  const ports: PortWithoutDriver[] = [];
  for (const [pciAddress, value] of Object.entries(pciinfo as JsonObject)) {
    if (ports.length === MAX_INTERFACES) break;
    if (!Name.safeParse(pciAddress).success) continue;
    if (typeof value !== 'object' || value === null || !('interface' in value) || value.interface !== null) continue;
    ports.push({ pciAddress, description: 'description' in value ? noteOf(value.description) : null });
  }
  return ports;
}

function textsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return NO_TEXTS;
  const texts: readonly unknown[] = value;
  return texts
    .filter((one) => typeof one === 'string' && one.length <= MAX_TEXT_CHARACTERS)
    .slice(0, MAX_TEXTS) as readonly string[];
}

function wrongShape(reason: Text): { readonly ok: false; readonly error: Malformed } {
  return err({ code: 'wrongShape', reason });
}
