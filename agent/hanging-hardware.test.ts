import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HardwareReportMessage } from '../protocol/wire/v1';
import { createLinuxCollector } from './collect/linux';
import { readsHang } from './collect/timed-reads';
import { bundleAgent } from './fixtures/bundle-agent';
import { makeHang } from './fixtures/hanging-file';
import { MACHINES } from './fixtures/machines';
import { withMachine } from './fixtures/with-machine';
import type { MachineManifest } from './machine-manifest';

const board = MACHINES['three-port-board'];
const PROCESSOR = 'processor\t: 0\nmodel name\t: Example 1\nphysical id\t: 0\n';
const DISK = 'sys/devices/pci0000:00/0000:00:17.0/ata1/host0/target0/0:0:0:0';
/** One board with a disk, so that each part of its report has something in it. */
const MACHINE: MachineManifest = {
  ...board,
  entries: {
    ...board.entries,
    'proc/cpuinfo': PROCESSOR,
    'sys/class/dmi/id/sys_vendor': 'Example',
    'sys/block/sda': { link: `../../${DISK}/block/sda` },
    [`${DISK}/model`]: 'ST1000DM010-2EP1',
    [`${DISK}/block/sda/device`]: { link: '../../../0:0:0:0' },
    [`${DISK}/block/sda/size`]: '1953525168',
  },
};

let folder: string;
let bundle: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'burnin-hanging-'));
  bundle = await bundleAgent(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the real program to its end. */
async function hwinfo(root: string): Promise<HardwareReportMessage> {
  const { stdout } = await promisify(execFile)(process.execPath, [bundle, 'hwinfo', '--json', '--sysfs-root', root], {
    timeout: 40_000,
    killSignal: 'SIGKILL',
  });
  return HardwareReportMessage.parse(JSON.parse(stdout));
}

describe('a source that hangs holds up nothing but itself', () => {
  it('reads everything where nothing hangs', async () => {
    const report = await withMachine(MACHINE, hwinfo);
    expect(report.inventory).toMatchObject({
      manufacturer: 'Example',
      processors: [{ model: 'Example 1' }],
      disks: [{ model: 'ST1000DM010-2EP1' }],
    });
    const described = report.interfaces.find((row) => row.interface === 'enp4s0');
    expect(described?.description).toBe('Intel Corporation I211 Gigabit Network Connection');
    expect(report.warnings).toBeUndefined();
  });

  it.each([
    ['disks', `${DISK}/block/sda/size`, 'disks'],
    ['disks', `${DISK}/model`, 'disks'],
    ['processors', 'proc/cpuinfo', 'processors'],
    ['memory modules', 'sys/firmware/dmi/tables/DMI', 'memory'],
    ['product and board', 'sys/class/dmi/id/board_name', 'manufacturer'],
  ] as const)('%s: %s', async (what, path, key) => {
    await withMachine(MACHINE, async (root) => {
      await makeHang(join(root, path));
      const report = await hwinfo(root);
      expect(Object.keys(report.macinfo)).toEqual(['enp4s0', 'enp5s0', 'enp6s0']);
      expect(report.inventory).toBeDefined();
      expect(report.inventory).not.toHaveProperty(key);
      const others = ['manufacturer', 'processors', 'disks'].filter((other) => other !== key);
      for (const other of others) expect(report.inventory).toHaveProperty(other);
      expect(report.warnings).toEqual([
        `The ${what} could not be read within 3 s, so the report goes without them; a disk of this device may hang.`,
      ]);
    });
  });

  it('all of it at once: the addresses are reported all the same, within seconds', async () => {
    await withMachine(MACHINE, async (root) => {
      for (const path of [
        `${DISK}/block/sda/size`,
        'proc/cpuinfo',
        'sys/firmware/dmi/tables/DMI',
        'sys/class/dmi/id/board_name',
        'usr/share/misc/pci.ids',
      ])
        await makeHang(join(root, path));
      const report = await hwinfo(root);
      expect(Object.keys(report.macinfo)).toEqual(['enp4s0', 'enp5s0', 'enp6s0']);
      expect(report.inventory).toBeUndefined();
      expect(report.warnings).toHaveLength(5);
      expect(report.warnings).toContain('The names of the network cards could not be read in time.');
    });
  });
});

describe('an interface that hangs', () => {
  const card = 'sys/devices/pci0000:00/0000:00:1c.1/0000:05:00.0';
  const files = Object.entries(board.entries).flatMap(([path, text]) =>
    path.startsWith(`${card}/net/enp5s0/`) && typeof text === 'string'
      ? [[path.slice(`${card}/net/enp5s0/`.length), text] as const]
      : [],
  );

  it.each(files.filter(([file]) => file !== 'addr_len'))(
    'is left out with a warning, and is there again when it answers: %s',
    async (file, text) => {
      const path = join(card, 'net/enp5s0', file);
      await withMachine(MACHINE, async (root) => {
        const collect = createLinuxCollector({ root, settleIntervalMs: 1, readLimitMs: 1000 });
        const release = await makeHang(join(root, path));
        const { interfaces, idlePorts, warnings } = await collect();
        expect(interfaces.map((row) => row.interface)).toEqual(['lo', 'enp4s0', 'enp6s0']);
        expect(idlePorts).toEqual([]);
        expect(warnings).toEqual(['The interface enp5s0 did not answer within 1 s and is left out; its driver or card hangs.']);
        await release();
        await vi.waitFor(() => expect(readsHang()).toBe(false));
        await rm(join(root, path));
        await writeFile(join(root, path), text);
        expect((await collect()).interfaces.map((row) => row.interface)).toEqual(['lo', 'enp4s0', 'enp5s0', 'enp6s0']);
      });
    },
  );

  it('names the files of an interface in this machine', () => expect(files.length).toBeGreaterThan(5));
});
