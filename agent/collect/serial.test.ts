import { describe, expect, it } from 'vitest';
import { MACHINES } from '../fixtures/machines';
import { withMachine } from '../fixtures/with-machine';
import type { MachineManifest } from '../machine-manifest';
import { readBootId, readUptimeS } from './boot';
import { findSerial } from './serial';

function machineWith(entries: MachineManifest['entries']): MachineManifest {
  return { machine: 'made-up', about: 'for a test', entries };
}

describe('findSerial', () => {
  it.each([
    ['three-port-board', 'Q186I15901', 'product_serial'],
    ['eight-port-appliance', 'A2209K0417', 'board_serial'],
    ['dsa-switch-router', 'ESPB0221K7713', 'device tree'],
    ['arm-gateway', 'c74e0a11d93b5f20', 'device tree'],
    ['compute-node', 'S343092X9A18210', 'product_serial'],
  ] as const)('of %s is %s from %s', async (name, sn, source) => {
    expect(await withMachine(MACHINES[name], findSerial)).toEqual({ sn, source, warning: null });
  });

  it('keeps the first placeholder, with a warning that says what to do', async () => {
    const found = await withMachine(MACHINES['blank-eeprom-board'], findSerial);
    expect(found).toMatchObject({ sn: 'System Serial Number', source: 'product_serial' });
    expect(found.warning).toBe(
      'The firmware has only the placeholder "System Serial Number" as serial number; set one with --serial.',
    );
  });

  it('is empty with a warning where nothing can be read', async () => {
    const found = await withMachine(machineWith({ 'proc/uptime': '1 1' }), findSerial);
    expect(found).toMatchObject({ sn: '', source: null });
    expect(found.warning).toContain('needs root');
  });

  it('takes the chassis when product and board have only placeholders', async () => {
    const dmi = 'sys/class/dmi/id';
    const entries = {
      [`${dmi}/product_serial`]: 'Default string',
      [`${dmi}/board_serial`]: '',
      [`${dmi}/chassis_serial`]: ' C-77 ',
    };
    expect(await withMachine(machineWith(entries), findSerial)).toEqual({ sn: 'C-77', source: 'chassis_serial', warning: null });
  });
});

describe('findSerial past a placeholder', () => {
  const dmi = 'sys/class/dmi/id';
  it.each(['SYS-1234567890', '12345678', 'BSN12345678901234567', '(null string)', 'Serial Number xxxxxx'])(
    '%s: the board is asked',
    async (placeholder) => {
      const machine = machineWith({ [`${dmi}/product_serial`]: placeholder, [`${dmi}/board_serial`]: 'VM155S027XXX' });
      expect(await withMachine(machine, findSerial)).toEqual({ sn: 'VM155S027XXX', source: 'board_serial', warning: null });
    },
  );
});

describe('findSerial from one place', () => {
  const dmi = 'sys/class/dmi/id';
  const node = machineWith({
    [`${dmi}/product_serial`]: 'S166046X',
    [`${dmi}/board_serial`]: 'VM155S027',
    [`${dmi}/chassis_serial`]: 'C-77',
  });
  it.each([
    ['any', 'S166046X', 'product_serial'],
    ['product', 'S166046X', 'product_serial'],
    ['board', 'VM155S027', 'board_serial'],
    ['chassis', 'C-77', 'chassis_serial'],
  ] as const)('%s is %s', async (from, sn, source) => {
    expect(await withMachine(node, (root) => findSerial(root, from))).toEqual({ sn, source, warning: null });
  });

  it('looks nowhere else, where all nodes of a chassis may have the same', async () => {
    const blank = machineWith({ [`${dmi}/product_serial`]: 'S166046X', [`${dmi}/board_serial`]: 'Default string' });
    expect(await withMachine(blank, (root) => findSerial(root, 'board'))).toEqual({
      sn: 'Default string',
      source: 'board_serial',
      warning: 'The firmware has only the placeholder "Default string" as serial number of the board; set one with --serial.',
    });
    expect(await withMachine(blank, (root) => findSerial(root, 'chassis'))).toEqual({
      sn: '',
      source: null,
      warning: 'No serial number of the chassis can be read from the firmware (reading it needs root); set one with --serial.',
    });
  });
});

describe('this boot', () => {
  it('has an id and an age', async () => {
    const read = await withMachine(MACHINES['three-port-board'], async (root) => [
      await readBootId(root),
      await readUptimeS(root),
    ]);
    expect(read).toEqual(['6f1c2c0e-93a5-4f0e-8d3b-1f4f5f3f8a01', 86_412.37]);
  });
  it('has neither where the kernel does not say', async () => {
    const read = await withMachine(machineWith({ 'proc/uptime': 'soon' }), async (root) => [
      await readBootId(root),
      await readUptimeS(root),
    ]);
    expect(read).toEqual(['', null]);
  });
});
