import { deviceIdOf, type SerialNumber } from '../../../protocol/ids';
import { eventFacts, eventTypeOf } from '../../../protocol/registry/event-types';
import { isA } from '../../../protocol/registry/type-trees';
import { isPlaceholderSerial } from '../../../protocol/serial';
import type { JsonObject } from '../../../protocol/wire/body';
import type { BurnInResult, HardwareInventory } from '../../../protocol/wire/inventory';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import { comparedAddress } from '../compare/compare-device';
import { isLocallyAdministered, isUnprogrammed } from '../compare/mac-address';
import { isServiceAdapter } from '../compare/service-adapters';
import { rivalUnits } from '../scan/contest';
import type { ScanSession } from '../scan/state';

/** Of how a report is turned into a Snapshot; another way gets another version. */
const VERSION = '1.0';
const MAX_TEXT = 64;
const COMPUTERS = { desktop: 'Desktop', laptop: 'Laptop', server: 'Server' } as const;

/** A stored report with what its Snapshot is named and dated by. */
export interface ReportOfScan {
  /** UUID of the stored report: the same report never gives two Snapshots. */
  readonly id: string;
  /** When it came, ms since 1970. */
  readonly at: number;
  readonly report: HardwareReport;
}

/**
 * The Snapshot that a hardware report of a scan stands for, as it is submitted to the device registry; null when the report says
 * nothing sure of a device: no serial number, two units that claim one, or an answer that was set aside.
 */
export function scanSnapshot({ id, at, report }: ReportOfScan, session: ScanSession): JsonObject | null {
  if (isPlaceholderSerial(report.sn, session.policy.placeholderSerials) || !isSure(id, report, session)) return null;
  const { inventory } = report;
  const parts = [...networkAdapters(report, session), ...(inventory === null ? [] : partsOf(inventory))];
  const results = report.burnIn.flatMap((result) => eventOf(result) ?? []);
  const isOfPart = ({ serialNumber }: FoundEvent): boolean =>
    serialNumber !== null && parts.some((part) => part['serialNumber'] === serialNumber);
  return {
    type: 'Snapshot',
    uuid: id,
    software: 'BurnInConsole',
    version: VERSION,
    endTime: new Date(at).toISOString(),
    device: {
      type: inventory?.form === undefined ? 'Computer' : COMPUTERS[inventory.form],
      serialNumber: report.sn.slice(0, MAX_TEXT),
      ...names(inventory ?? {}),
      events: results.filter((result) => !isOfPart(result)).map(({ event }) => event),
    },
    components: parts.map((part) => ({
      ...part,
      events: results
        .filter(({ serialNumber }) => serialNumber !== null && serialNumber === part['serialNumber'])
        .map(({ event }) => event),
    })),
    completeFor: [
      'NetworkAdapter',
      ...(inventory?.board === undefined ? [] : ['Motherboard']),
      ...(inventory?.processors === undefined ? [] : ['Processor']),
      ...(inventory?.memory === undefined ? [] : ['RamModule']),
      ...(inventory?.disks === undefined ? [] : ['DataStorage']),
    ],
  };
}

/** A late answer shows what is in a device as well as one in time; one of two units under one serial number does not. */
function isSure(id: string, report: HardwareReport, { aside, devices, rules }: ScanSession): boolean {
  const kind = aside.find(({ reportId }) => reportId === id)?.kind;
  if (kind === 'stale' || kind === 'duplicate') return false;
  const device = devices.get(deviceIdOf(report.sn as SerialNumber));
  return device === undefined || !(device.status === 'conflict' || rivalUnits(device, rules).length > 0);
}

/** Told by their MAC address, InfiniBand by its GUID; left out are those whose address is nobody's, made up, or of the plant's own service adapters. */
function networkAdapters(report: HardwareReport, { policy, rules }: ScanSession): readonly JsonObject[] {
  const adapters = new Map<string, JsonObject>();
  for (const row of report.interfaces) {
    if (row.kind !== 'physical' && row.kind !== 'wireless') continue;
    const { address } = comparedAddress(row);
    if (address === null || adapters.has(address.key) || address.key.length > MAX_TEXT) continue;
    if (isUnprogrammed(address, policy.vendorDefaultMacs) || isLocallyAdministered(address) || row.addrAssignType === 1) continue;
    if (isServiceAdapter(row, address, policy.serviceNics, rules)) continue;
    adapters.set(address.key, {
      type: 'NetworkAdapter',
      serialNumber: address.key,
      wireless: row.kind === 'wireless',
      ...(row.description === null ? {} : { variant: row.description.slice(0, MAX_TEXT) }),
    });
  }
  return [...adapters.values()];
}

function partsOf({ board, processors = [], memory = [], disks = [] }: HardwareInventory): readonly JsonObject[] {
  return [
    ...(board === undefined ? [] : [{ type: 'Motherboard', ...names(board) }]),
    ...processors.map(({ cores, threads, speedGhz, ...named }) => ({
      type: 'Processor',
      ...names(named),
      ...known({ cores, threads, speed: speedGhz }),
    })),
    ...memory.map(({ sizeMb, speedMhz, interface: bus, format, ...named }) => ({
      type: 'RamModule',
      ...names(named),
      ...known({ size: sizeMb, speed: speedMhz, interface: bus, format }),
    })),
    ...disks.map(({ kind, sizeMb, interface: bus, ...named }) => ({
      type: kind === 'hardDrive' ? 'HardDrive' : 'SolidStateDrive',
      ...names(named),
      ...known({ size: sizeMb, interface: bus }),
    })),
  ];
}

function names(named: {
  readonly manufacturer?: string | undefined;
  readonly model?: string | undefined;
  readonly serialNumber?: string | undefined;
}): JsonObject {
  const { manufacturer, model, serialNumber } = named;
  return known({
    manufacturer: manufacturer?.slice(0, MAX_TEXT),
    model: model?.slice(0, 2 * MAX_TEXT),
    serialNumber: serialNumber?.slice(0, MAX_TEXT),
  });
}

function known(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

interface FoundEvent {
  readonly serialNumber: string | null;
  readonly event: JsonObject;
}

/** Tests and benchmarks; of other kinds nothing is taken from a burn-in program. */
function eventOf({ type: typeName, serialNumber, ...fields }: BurnInResult): FoundEvent | null {
  const type = eventTypeOf(typeName);
  if (type === null || !(isA(type, 'Test') || isA(type, 'Benchmark')) || eventFacts(type).abstract === true) return null;
  return { serialNumber: serialNumber ?? null, event: { ...fields, type } };
}
