import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDeviceInfo } from '../../protocol/device-info';
import { isPlaceholderSerial } from '../../protocol/serial';
import { InterfaceRow } from '../../protocol/wire/v1';
import { createDeviceDatabase } from '../factory/device-database';
import { type DevicesToMake, generateDevices } from './generate-devices';

const anyRack = fc.record(
  {
    count: fc.integer({ min: 0, max: 60 }),
    seed: fc.integer({ min: 0, max: 0xffff_ffff }),
    macs: fc.integer({ min: 1, max: 64 }),
    mesMacText: fc.constantFrom('colons' as const, 'mixed' as const),
  },
  { requiredKeys: ['count', 'seed'] },
) satisfies fc.Arbitrary<DevicesToMake>;

const hexDigits = (mac: string): string => mac.toLowerCase().replaceAll(/[^0-9a-f]/gu, '');

describe('generateDevices', () => {
  it('makes the same devices for the same seed and others for another', () => {
    fc.assert(
      fc.property(anyRack, (rack) => {
        expect(generateDevices(rack)).toEqual(generateDevices(rack));
      }),
      { numRuns: 30 },
    );
    expect(generateDevices({ count: 3, seed: 1 })).not.toEqual(generateDevices({ count: 3, seed: 2 }));
  });

  it('gives out no address, serial number, boot id or IP address twice', () => {
    fc.assert(
      fc.property(anyRack, (rack) => {
        const devices = generateDevices(rack);
        const macs = devices.flatMap(({ hardware }) =>
          hardware.interfaces.filter(({ kind }) => kind === 'physical').map(({ macaddr }) => macaddr),
        );
        expect(new Set(macs).size).toBe(macs.length);
        for (const key of ['serial', 'bootId', 'ip'] as const) {
          expect(new Set(devices.map((device) => device[key])).size).toBe(devices.length);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('gives MES the same ports and addresses that are built in, in any way of writing', () => {
    fc.assert(
      fc.property(anyRack, (rack) => {
        for (const { serial, hardware, mes } of generateDevices(rack)) {
          const builtIn = hardware.interfaces
            .filter(({ kind }) => kind === 'physical')
            .map((row) => [row.interface, hexDigits(row.macaddr)]);
          expect(mes.interfaces.map((row) => [row.interface, hexDigits(row.macaddr)])).toEqual(builtIn);
          expect(mes.serialNo).toBe(serial);
          expect(builtIn).toHaveLength(rack.macs ?? builtIn.length);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('makes hardware that fits the contract, with names that say where the card sits', () => {
    fc.assert(
      fc.property(anyRack, (rack) => {
        for (const { serial, hardware } of generateDevices(rack)) {
          expect(isPlaceholderSerial(serial)).toBe(false);
          const names = new Set<string>();
          for (const row of hardware.interfaces) {
            expect(InterfaceRow.parse(row)).toEqual(row);
            expect(row.interface.length).toBeLessThanOrEqual(15);
            names.add(row.interface);
            if (row.kind !== 'physical') continue;
            const [, bus = '', fn = '0'] = /^enp(\d+)s0(?:f(\d+))?$/u.exec(row.interface) ?? [];
            expect(row.pciAddress).toBe(`0000:${Number(bus).toString(16).padStart(2, '0')}:00.${fn}`);
            expect(Number.parseInt(row.macaddr.slice(0, 2), 16) & 3).toBe(0);
          }
          expect(names.size).toBe(hardware.interfaces.length);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('programs the ports of one card with addresses that follow each other', () => {
    const [device] = generateDevices({ count: 1, macs: 4, seed: 5 });
    const macs = device?.mes.interfaces.map(({ macaddr }) => Number.parseInt(hexDigits(macaddr), 16)) ?? [];
    expect(macs.map((mac) => mac - (macs[0] ?? 0))).toEqual([0, 1, 2, 3]);
  });

  it('writes MES addresses in forms that the contract reads', () => {
    const devices = generateDevices({ count: 60, seed: 1, mesMacText: 'mixed' });
    const texts = new Set(
      devices.map(({ mes }) => mes.interfaces[0]?.macaddr.replaceAll(/[0-9a-f]/gu, 'x').replaceAll(/[0-9A-F]/gu, 'X')),
    );
    expect(texts.size).toBeGreaterThanOrEqual(5);
    const database = createDeviceDatabase(devices.map(({ mes }) => mes));
    for (const { serial, mes } of devices) {
      const body: unknown = JSON.parse(database.answerFor(serial, 'list')?.toString() ?? 'null');
      expect(readDeviceInfo(body, serial)).toMatchObject({ ok: true, value: { kind: 'expected', product: mes.product } });
    }
  });

  it.each([
    [{ count: -1, seed: 1 }, 'Cannot make -1 devices; the number must be a whole one from 0 to 100000.'],
    [{ count: 1.5, seed: 1 }, 'Cannot make 1.5 devices; the number must be a whole one from 0 to 100000.'],
    [{ count: 1, macs: 65, seed: 1 }, 'Cannot make devices with 65 MAC addresses; the number must be a whole one from 1 to 64.'],
  ])('refuses %j with a sentence', (rack, sentence) => {
    expect(() => generateDevices(rack)).toThrow(sentence);
  });

  it('makes the largest racks without running out of addresses', () => {
    const devices = generateDevices({ count: 100_000, macs: 4, seed: 3 });
    expect(new Set(devices.flatMap(({ mes }) => mes.interfaces.map(({ macaddr }) => macaddr))).size).toBe(400_000);
    expect(new Set(devices.map(({ serial }) => serial)).size).toBe(100_000);
  });
});
