import * as z from 'zod';
import { OperationId } from '../ids';
import { err, ok, type Result } from '../result';
import type { JsonObject, Malformed } from './body';
import { describeFirstIssue } from './describe-issue';
import { Bus, InterfaceKind, InterfaceRow } from './v1';

/** One reported interface, whoever reported it; a legacy agent fills only `name` and `mac`. */
export interface ReportedInterface {
  readonly name: string;
  readonly altNames: readonly string[];
  /** Current address, raw text as reported. */
  readonly mac: string;
  /** Permanent address, raw text; null when the device knows none or did not say. */
  readonly permanentMac: string | null;
  readonly addrAssignType: number | null;
  readonly kind: InterfaceKind;
  readonly bus: Bus | null;
  readonly pciAddress: string | null;
  readonly driver: string | null;
  readonly description: string | null;
  readonly physSwitchId: string | null;
  readonly carrier: boolean | null;
}

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
}

const TextOrNumber = z.union([
  z.string().max(4096),
  z
    .number()
    .refine(Number.isSafeInteger, { error: 'is a number too large to be read exactly; send it as text' })
    .transform(String),
]);
const OptionalText = z.union([z.string().max(4096), z.number().transform(String)]).nullish();
const LooseAddress = z.looseObject({ macaddr: z.string().max(4096).nullish(), mac: z.string().max(4096).nullish() });
const MacInfo = z.union([
  z.record(z.string().max(256), z.union([LooseAddress, z.string().max(4096), z.null()])),
  z.array(z.looseObject({ interface: z.string().max(256), macaddr: z.string().max(4096).nullish() })).max(4096),
]);
const LoosePci = z.looseObject({ interface: z.string().nullish(), description: z.string().nullish() });
const LegacyOrOurs = z.looseObject({
  operationId: TextOrNumber.optional(),
  operationid: TextOrNumber.optional(),
  sn: TextOrNumber.optional(),
  serialno: TextOrNumber.optional(),
  serialNo: TextOrNumber.optional(),
  attempt: z
    .union([
      z.int().min(1),
      z
        .string()
        .regex(/^\d{1,4}$/)
        .transform(Number),
    ])
    .nullish(),
  ip: OptionalText,
  bootId: OptionalText,
  agentVersion: OptionalText,
  collectedAt: OptionalText,
  warnings: z.array(z.string()).nullish(),
  macinfo: MacInfo.nullish(),
  interfaces: z.array(z.unknown()).max(4096).nullish(),
  pciinfo: z.record(z.string().max(64), z.union([LoosePci, z.unknown()])).nullish(),
});
/** A newer agent may send more keys or unknown words than this version knows; neither is a reason to refuse its report. */
const TolerantInterface = z.looseObject({
  ...InterfaceRow.shape,
  ifindex: z.number().optional(),
  kind: InterfaceKind.catch('physical'),
  bus: Bus.catch('other'),
});

/**
 * Reads a hardware report of any known dialect: ours, or a legacy one (`operationId`, `sn` or `serialno` as text or
 * number, `macinfo` as object or list). Fails with one sentence when the serial number, the operation or the
 * interfaces are missing or unreadable.
 */
export function readHardwareReport(body: JsonObject): Result<HardwareReport, Malformed> {
  const parsed = LegacyOrOurs.safeParse(body);
  if (!parsed.success) return wrongShape(describeFirstIssue(parsed.error));
  const message = parsed.data;
  const sn = message.sn ?? message.serialno ?? message.serialNo;
  if (sn === undefined) return wrongShape('The report carries no serial number (`sn`).');
  if (sn.trim().length > 128)
    return wrongShape(`The report's serial number has ${sn.trim().length} characters; at most 128 are read.`);
  const operation = OperationId.safeParse(message.operationId ?? message.operationid);
  if (!operation.success) return wrongShape('The report carries no operation (`operationId`).');
  const interfaces =
    message.interfaces === null || message.interfaces === undefined
      ? legacyInterfaces(message.macinfo)
      : richInterfaces(message.interfaces);
  if (!interfaces.ok) return interfaces;
  return ok({
    operationId: operation.data,
    sn: sn.trim(),
    attempt: message.attempt ?? null,
    ip: message.ip ?? null,
    bootId: message.bootId ?? null,
    agentVersion: message.agentVersion ?? null,
    collectedAt: message.collectedAt ?? null,
    warnings: message.warnings ?? [],
    interfaces: interfaces.value,
    portsWithoutDriver: portsWithoutDriver(message.pciinfo),
  });
}

function richInterfaces(rows: readonly unknown[]): Result<readonly ReportedInterface[], Malformed> {
  const interfaces: ReportedInterface[] = [];
  for (const row of rows) {
    const parsed = TolerantInterface.safeParse(row);
    if (!parsed.success) return wrongShape(`In \`interfaces\`: ${describeFirstIssue(parsed.error)}`);
    const { data } = parsed;
    interfaces.push({
      name: data.interface,
      altNames: data.altNames ?? [],
      mac: data.macaddr,
      permanentMac: data.permaddr ?? null,
      addrAssignType: data.addrAssignType ?? null,
      kind: data.kind,
      bus: data.bus,
      pciAddress: data.pciAddress ?? null,
      driver: data.driver ?? null,
      description: data.description ?? null,
      physSwitchId: data.physSwitchId ?? null,
      carrier: data.carrier ?? null,
    });
  }
  return ok(interfaces);
}

function legacyInterfaces(macinfo: z.output<typeof MacInfo> | null | undefined): Result<readonly ReportedInterface[], Malformed> {
  if (macinfo === null || macinfo === undefined) return wrongShape('The report carries no interfaces (`macinfo`).');
  if (Array.isArray(macinfo)) return ok(macinfo.map((row) => legacyInterface(row.interface, row.macaddr ?? '')));
  return ok(
    Object.entries(macinfo).map(([name, value]) =>
      legacyInterface(name, typeof value === 'string' ? value : (value?.macaddr ?? value?.mac ?? '')),
    ),
  );
}

function legacyInterface(name: string, mac: string): ReportedInterface {
  return {
    name,
    altNames: [],
    mac,
    permanentMac: null,
    addrAssignType: null,
    kind: name === 'lo' ? 'loopback' : 'physical',
    bus: null,
    pciAddress: null,
    driver: null,
    description: null,
    physSwitchId: null,
    carrier: null,
  };
}

function portsWithoutDriver(pciinfo: Readonly<Record<string, unknown>> | null | undefined): readonly PortWithoutDriver[] {
  const ports: PortWithoutDriver[] = [];
  for (const [pciAddress, value] of Object.entries(pciinfo ?? {})) {
    const parsed = LoosePci.safeParse(value);
    if (parsed.success && parsed.data.interface === null)
      ports.push({ pciAddress, description: parsed.data.description ?? null });
  }
  return ports;
}

function wrongShape(sentence: string): { readonly ok: false; readonly error: Malformed } {
  return err({ code: 'wrongShape', sentence });
}
