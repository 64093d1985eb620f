import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HardwareReportMessage } from '../../protocol/wire/v1';
import { bundleAgent } from '../fixtures/bundle-agent';

/** The real agent in real network namespaces of this machine's kernel. Needs Linux, iproute2 and `unshare` as root or with user namespaces. */
const run = promisify(execFile);
const ROOT_MAP = process.getuid?.() === 0 ? [] : ['--map-root-user'];
let folder: string;
let agent: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'burnin-namespace-'));
  agent = await bundleAgent(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs these commands and then `hwinfo` in namespaces of their own; fails with what the kernel said when it refuses. */
async function hardwareIn(namespaces: readonly string[], commands: readonly string[]): Promise<HardwareReportMessage> {
  const script = [...commands, `exec "${process.execPath}" "${agent}" hwinfo --json --serial TEST-1`].join('\n');
  const { stdout } = await run('unshare', [...ROOT_MAP, ...namespaces, 'sh', '-ec', script], { timeout: 20_000 });
  return HardwareReportMessage.parse(JSON.parse(stdout));
}

describe('in a network namespace of the real kernel (needs unshare)', () => {
  it('lists interfaces that are down and have no address, marks virtual ones, keeps alternative names, and both views agree', async () => {
    const report = await hardwareIn(
      ['--net', '--mount'],
      [
        'mount -t sysfs none /sys',
        'ip link add br0 type bridge',
        'ip link add lan1 type veth peer name lan2',
        'ip link set lan1 name renamed1',
        'ip link property add dev renamed1 altname front-panel-left-upper-port',
        'ip link set lan2 master br0 up',
        'ip link add over1 link renamed1 type macvlan',
        'ip tuntap add tap0 mode tap',
        'ip tuntap add tun0 mode tun',
      ],
    );
    const kinds = Object.fromEntries(report.interfaces.map((row) => [row.interface, row.kind]));
    expect(kinds).toMatchObject({
      lo: 'loopback',
      br0: 'bridge',
      renamed1: 'veth',
      lan2: 'veth',
      over1: 'macvlan',
      tap0: 'tap',
      tun0: 'virtual',
    });
    expect(report.interfaces.every((row) => row.permaddr === undefined)).toBe(true);
    const bridge = report.interfaces.find((row) => row.interface === 'br0');
    const port = report.interfaces.find((row) => row.interface === 'lan2');
    expect(bridge?.macaddr).toBe(port?.macaddr);
    expect(report.interfaces.find((row) => row.interface === 'renamed1')?.altNames).toEqual(['front-panel-left-upper-port']);
    expect(report.macinfo).toEqual({});
    // The host's own card is seen on the PCI bus but belongs to the host's namespace; that alone may be told.
    expect((report.warnings ?? []).filter((warning) => !warning.includes('but no network interface'))).toEqual([]);
  }, 30_000);

  it('says so when sysfs shows the network of the host but the process lives in another one', async () => {
    const report = await hardwareIn(['--net'], ['ip link add only-here type bridge']);
    expect(report.warnings?.join(' ')).toMatch(/sysfs and netlink list different interfaces .*only in netlink: .*only-here/u);
  }, 30_000);
});
