import { buildReport } from '../../agent/report';
import { serialNumber, type SerialNumber } from '../../protocol/ids';
import type { MesAnswer } from '../../protocol/device-info';
import { generateDevices } from '../../simulator/devices/generate-devices';
import type { MesRecord } from '../../simulator/factory/device-database';

/** Devices that are only data: what MES holds for each. All of them pass. */
export interface Rack {
  readonly serials: readonly SerialNumber[];
  readonly mes: readonly MesRecord[];
  /** What MES answers, without its HTTP. */
  readonly answers: ReadonlyMap<string, MesAnswer>;
}

export const MACS_PER_DEVICE = 8;
/** An operation as the console names one. */
export const BENCH_OPERATION = 'BI-20261121-214502';
const COLLECTED_AT = new Date('2026-11-21T08:00:00Z');

export function makeRack(count: number): Rack {
  const devices = devicesOf(count);
  return {
    serials: devices.map(({ serial }) => serialNumber(serial)),
    mes: devices.map(({ mes }) => mes),
    answers: new Map(
      devices.map(({ serial, mes }) => [
        serial,
        {
          kind: 'expected',
          product: mes.product ?? null,
          interfaces: mes.interfaces.map((row) => ({ name: row.interface, mac: row.macaddr })),
        },
      ]),
    ),
  };
}

/** What every device of a rack of this size reports for an operation, as its bytes go over the wire. */
export function reportsOf(count: number, operationId: string): readonly Buffer[] {
  return devicesOf(count).map(({ serial, bootId, ip, hardware }) => {
    const command = { operationId, operatorId: 'bench', scanMode: 0, attempt: 1, targets: null } as const;
    const report = buildReport({ sn: serial, bootId, ip, agentVersion: '0.0.0' }, hardware, command, COLLECTED_AT);
    if (!report.ok) throw new Error(`The report of ${serial} does not fit the contract: ${report.error}`);
    return Buffer.from(JSON.stringify(report.value));
  });
}

/** The same ones each time. */
function devicesOf(count: number): ReturnType<typeof generateDevices> {
  return generateDevices({ count, macs: MACS_PER_DEVICE, seed: 1 });
}
