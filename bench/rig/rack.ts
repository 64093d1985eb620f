import { buildReport } from '../../agent/report';
import { serialNumber, type SerialNumber } from '../../protocol/ids';
import type { MesAnswer } from '../../protocol/http';
import { generateDevices } from '../../simulator/devices/generate-devices';
import type { MesRecord } from '../../simulator/factory/device-database';

/** Devices that are only data: what each would report, and what MES holds for it. All of them pass. */
export interface Rack {
  readonly serials: readonly SerialNumber[];
  readonly mes: readonly MesRecord[];
  /** What MES answers, without its HTTP. */
  readonly answers: ReadonlyMap<string, MesAnswer>;
  /** Every device's report for an operation, as its bytes go over the wire. */
  readonly reports: (operationId: string) => readonly Buffer[];
}

export const MACS_PER_DEVICE = 8;
/** An operation as the console names one. */
export const BENCH_OPERATION = 'BI-20261121-214502';
const COLLECTED_AT = new Date('2026-11-21T08:00:00Z');

export function makeRack(count: number): Rack {
  const devices = generateDevices({ count, macs: MACS_PER_DEVICE, seed: 1 });
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
    reports: (operationId) =>
      devices.map(({ serial, bootId, ip, hardware }) => {
        const command = { operationId, operatorId: 'bench', scanMode: 0, attempt: 1, targets: null } as const;
        const report = buildReport({ sn: serial, bootId, ip, agentVersion: '0.0.0' }, hardware, command, COLLECTED_AT);
        if (!report.ok) throw new Error(`The report of ${serial} does not fit the contract: ${report.error}`);
        return Buffer.from(JSON.stringify(report.value));
      }),
  };
}
