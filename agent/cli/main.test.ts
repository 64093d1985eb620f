import { english } from '../../messages/english';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readJsonObject } from '../../protocol/wire/body';
import { readHardwareReport } from '../../protocol/wire/read-report';
import { HardwareReportMessage } from '../../protocol/wire/v1';
import { readHere } from '../collect/read-aside';
import { MACHINES } from '../fixtures/machines';
import { withMachine } from '../fixtures/with-machine';
import { MachineManifest } from '../machine-manifest';
import { SETTINGS } from '../config/settings';
import { main } from './main';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly complaint: string;
}

async function run(words: readonly string[], over: { readonly terminalColumns?: number } = {}): Promise<Ran> {
  let out = '';
  let complaint = '';
  const code = await main({
    words,
    environment: {},
    out(text) {
      out += text;
    },
    complain(text) {
      complaint += text;
    },
    terminalColumns: over.terminalColumns ?? null,
    readAside: readHere,
    stopAsked: Promise.resolve(),
  });
  return { code, out, complaint };
}

describe('hwinfo', () => {
  it('prints a report that fits the contract when its output is no terminal', async () => {
    const { code, out } = await withMachine(MACHINES['three-port-board'], (root) => run(['hwinfo', '--sysfs-root', root]));
    expect(code).toBe(0);
    const report = HardwareReportMessage.parse(JSON.parse(out));
    expect(report).toMatchObject({ sn: 'Q186I15901', bootId: '6f1c2c0e-93a5-4f0e-8d3b-1f4f5f3f8a01' });
    expect(report.macinfo).toEqual({
      enp4s0: { macaddr: 'e0:18:7d:2e:ca:68' },
      enp5s0: { macaddr: 'e0:18:7d:2e:ca:69' },
      enp6s0: { macaddr: 'e0:18:7d:2e:ca:6a' },
    });
  });

  it('prints an aligned table on a terminal, with ports without driver and warnings', async () => {
    const { out } = await withMachine(MACHINES['compute-node'], (root) =>
      run(['hwinfo', '--sysfs-root', root], { terminalColumns: 240 }),
    );
    const lines = out.split('\n');
    expect(lines[0]).toBe('Serial number  S343092X9A18210');
    const head = lines.find((line) => line.startsWith('Interface')) ?? '';
    const port = lines.find((line) => line.startsWith('enp23s0d1')) ?? '';
    expect(port.slice(head.indexOf('Driver'))).toBe('mlx4_core  down  Mellanox Technologies MT27500 Family [ConnectX-3]');
    expect(lines.find((line) => line.includes('no driver'))).toMatch(
      /^- +no interface +- +- +0000:3b:00\.0 +no driver +- +Broadcom/u,
    );
    expect(out).toContain('Warning: 0000:3b:00.1 has the driver vfio-pci');
  });

  it('says what is the same and what is not, and cuts at the width', async () => {
    const { out } = await withMachine(MACHINES['eight-port-appliance'], (root) =>
      run(['hwinfo', '--sysfs-root', root], { terminalColumns: 100 }),
    );
    expect(out).toMatch(/enp5s0f0 +physical in bond0 +00:90:0b:7a:10:24 +same /u);
    expect(out).toMatch(/enp5s0f1 +physical in bond0 +00:90:0b:7a:10:24 +00:90:0b:7a:10:25 /u);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBe(100);
  });

  it('takes a serial number that it is told, and prints JSON on a terminal when asked', async () => {
    const words = ['hwinfo', '--json', '--serial', 'SN-7', '--sysfs-root'];
    const { out } = await withMachine(MACHINES['blank-eeprom-board'], (root) => run([...words, root], { terminalColumns: 80 }));
    const report = HardwareReportMessage.parse(JSON.parse(out));
    expect(report.sn).toBe('SN-7');
    expect(report.warnings).toBeUndefined();
  });

  it('shows the burn-in results that wait, as often as it is asked', async () => {
    await withMachine(MACHINES['three-port-board'], async (root) => {
      const file = join(root, 'burn-in.json');
      await writeFile(file, '[{"type":"StressTest","elapsed":5},{"type":"StressTest","elapsed":6}]');
      const words = ['hwinfo', '--burn-in-file', file, '--sysfs-root', root];
      for (let time = 0; time < 2; time += 1) {
        const { out } = await run(words);
        expect(HardwareReportMessage.parse(JSON.parse(out)).burnIn).toEqual([
          { type: 'StressTest', elapsed: 5 },
          { type: 'StressTest', elapsed: 6 },
        ]);
      }
      expect((await run(words, { terminalColumns: 120 })).out).toContain('Burn-in        2 not sent yet: StressTest\n');
    });
  });

  it('reports a placeholder as it is, with a warning', async () => {
    const { out } = await withMachine(MACHINES['blank-eeprom-board'], (root) => run(['hwinfo', '--sysfs-root', root]));
    const report = HardwareReportMessage.parse(JSON.parse(out));
    expect(report.sn).toBe('System Serial Number');
    expect(report.warnings?.[0]).toContain('placeholder');
  });

  it.each(['To be filled by O.E.M.', '0000000', 'N/A'])('warns of a placeholder that was set: %s', async (serial) => {
    const { out } = await withMachine(MACHINES['three-port-board'], (root) =>
      run(['hwinfo', '--serial', serial, '--sysfs-root', root]),
    );
    const report = HardwareReportMessage.parse(JSON.parse(out));
    expect(report.sn).toBe(serial);
    expect(report.warnings?.[0]).toBe(
      `The serial number that was set, "${serial}", is a placeholder, so the console shows a device without one; set another, or none.`,
    );
  });

  it('ends with 1 and one sentence where nothing can be read', async () => {
    const { code, out, complaint } = await run(['hwinfo', '--sysfs-root', '/nowhere']);
    expect([code, out]).toEqual([1, '']);
    expect(complaint).toBe('burnin-agent: /nowhere/sys/class/net cannot be read; the agent needs a Linux sysfs there.\n');
  });
});

describe('the console reads what the agent writes', () => {
  it.each(Object.keys(MACHINES) as (keyof typeof MACHINES)[])('%s', async (name) => {
    const { out } = await withMachine(MACHINES[name], (root) => run(['hwinfo', '--sysfs-root', root]));
    const written = HardwareReportMessage.parse({ ...(JSON.parse(out) as object), operationId: 'op-1' });
    const body = readJsonObject(Buffer.from(JSON.stringify(written)), (bytes) => Buffer.from(bytes).toString('utf8'));
    const read = body.ok ? readHardwareReport(body.value) : body;
    if (!read.ok) throw new Error(english(read.error.reason));
    expect(read.value.interfaces.map((row) => [row.name, row.mac, row.permanentMac, row.kind])).toEqual(
      written.interfaces.map((row) => [row.interface, row.macaddr, row.permaddr ?? null, row.kind]),
    );
    const idle = Object.entries(written.pciinfo).filter(([, port]) => port.interface === null);
    expect(read.value.portsWithoutDriver.map((port) => port.pciAddress)).toEqual(idle.map(([pciAddress]) => pciAddress));
  });
});

describe('pciinfo', () => {
  it('has one entry per network function: the first port of two, virtual functions, and none for a USB host controller', async () => {
    const { out } = await withMachine(MACHINES['compute-node'], (root) => run(['hwinfo', '--sysfs-root', root]));
    const { pciinfo } = HardwareReportMessage.parse(JSON.parse(out));
    expect(Object.fromEntries(Object.entries(pciinfo).map(([address, port]) => [address, port.interface]))).toEqual({
      '0000:17:00.0': 'enp23s0',
      '0000:65:00.0': 'ibp101s0',
      '0000:b3:00.0': 'enp179s0f0np0',
      '0000:b3:02.0': 'enp179s0f0v0',
      '0000:b3:02.1': 'enp179s0f0v1',
      '10000:e1:00.0': 'enP65536p225s0',
      '0000:3b:00.0': null,
      '0000:3b:00.1': null,
    });
  });
});

describe('record', () => {
  it('writes a machine that can be read again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'burnin-record-'));
    try {
      const file = join(folder, 'machine.json');
      const { code, complaint } = await run(['record', file]);
      expect([code, complaint]).toEqual([0, expect.stringMatching(/^Wrote \d+ entries to /u)]);
      const manifest = MachineManifest.parse(JSON.parse(await readFile(file, 'utf8')));
      const [here, again] = await withMachine(manifest, async (root) => [
        HardwareReportMessage.parse(JSON.parse((await run(['hwinfo'])).out)),
        HardwareReportMessage.parse(JSON.parse((await run(['hwinfo', '--sysfs-root', root])).out)),
      ]);
      expect(again?.interfaces).toEqual(here?.interfaces);
      expect(again?.pciinfo).toEqual(here?.pciinfo);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.each([
    [['record'], 2, 'burnin-agent: record needs the name of the file to write, or - for standard output.\n'],
    [['record', '/nowhere/x.json'], 1, 'burnin-agent: the recording cannot be written: there is no such file.\n'],
    [
      ['record', '-', '--sysfs-root', '/nowhere'],
      1,
      'burnin-agent: there is no sys/class/net below /nowhere; only a Linux machine can be recorded.\n',
    ],
  ])('%j', async (words, code, complaint) => {
    expect(await run(words)).toEqual({ code, out: '', complaint });
  });
});

describe('keygen', () => {
  it('makes a key and prints the line for the console, once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'burnin-keygen-'));
    try {
      const file = join(folder, 'device.pem');
      const words = ['keygen', file, '--serial', 'SN 7'];
      expect(await run(words)).toEqual({ code: 0, out: expect.stringMatching(/^SN 7 [A-Za-z0-9+/]{43}=\n$/u), complaint: '' });
      const { code, out, complaint } = await run(words);
      expect([code, out]).toEqual([1, '']);
      expect(complaint).toContain('device.pem exists; it is not overwritten');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('refuses a device that has no serial number of its own', async () => {
    const words = ['keygen', '/nowhere/key.pem', '--sysfs-root'];
    const { code, complaint } = await withMachine(MACHINES['blank-eeprom-board'], (root) => run([...words, root]));
    expect([code, complaint]).toEqual([
      2,
      'burnin-agent: This device has no serial number of its own, so its key would belong to none; give --serial.\n',
    ]);
  });
});

describe('the rest of the command line', () => {
  it('prints help that names every setting', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    for (const setting of SETTINGS) expect(out).toContain(`--${setting.flag}`);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(130);
  });

  it('prints its version', async () => {
    const { code, out } = await run(['--version']);
    expect(code).toBe(0);
    expect(out).toMatch(/^burnin-agent \d+\.\d+\.\d+\n$/u);
  });

  it.each([
    [['run'], 'burnin-agent: No broker is set; give --amqp-url amqp://user:password@host:5672/vhost, or --host.\n'],
    [['fly'], 'burnin-agent: There is no command "fly"; there are run, hwinfo, record and keygen. See burnin-agent --help.\n'],
    [['keygen'], 'burnin-agent: keygen needs the name of the file to write the key to.\n'],
    [
      ['run', '--host', 'broker', '--signing-key', '/nope.pem'],
      'burnin-agent: The signing key cannot be used: /nope.pem cannot be read (there is no such file).\n',
    ],
    [['run', 'away'], 'burnin-agent: "away" is one word too many. See burnin-agent --help.\n'],
    [['run', '--json'], 'burnin-agent: --json belongs to the command hwinfo. See burnin-agent --help.\n'],
    [['--config', '/nope.json'], 'burnin-agent: The configuration file /nope.json cannot be read: there is no such file.\n'],
  ])('refuses %j with 2', async (words, complaint) => {
    expect(await run(words)).toEqual({ code: 2, out: '', complaint });
  });
});
