import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InterfaceRow } from '../../protocol/wire/v1';
import { MACHINES, type MachineName } from '../fixtures/machines';
import { withMachine } from '../fixtures/with-machine';
import type { MachineManifest } from '../machine-manifest';
import { parseJsonObject } from '../../protocol/wire/body';
import { readHardwareReport } from '../../protocol/wire/read-report';
import { recordMachine } from '../record-machine';
import { buildReport, NO_COMMAND } from '../report';
import type { Collected } from './collected';
import { createLinuxCollector } from './linux';

/** name, kind, bus, PCI address, driver, current address, permanent address, cable. */
function line(row: InterfaceRow): string {
  const permanent = row.permaddr === row.macaddr ? 'same' : (row.permaddr ?? '-');
  const link = row.carrier === undefined ? 'down' : row.carrier ? 'up' : 'no-cable';
  return [row.interface, row.kind, row.bus, row.pciAddress ?? '-', row.driver ?? '-', row.macaddr || '-', permanent, link].join(
    ' ',
  );
}

const LOOPBACK = 'lo loopback none - - 00:00:00:00:00:00 - up';

const EXPECTED: Readonly<
  Record<
    MachineName,
    { readonly interfaces: readonly string[]; readonly idlePorts?: readonly string[]; readonly warnings?: number }
  >
> = {
  'three-port-board': {
    interfaces: [
      LOOPBACK,
      'enp4s0 physical pci 0000:04:00.0 igb e0:18:7d:2e:ca:68 same up',
      'enp5s0 physical pci 0000:05:00.0 igb e0:18:7d:2e:ca:69 same up',
      'enp6s0 physical pci 0000:06:00.0 igb e0:18:7d:2e:ca:6a same no-cable',
    ],
  },
  'eight-port-appliance': {
    interfaces: [
      LOOPBACK,
      'enp1s0 physical pci 0000:01:00.0 igb 00:90:0b:7a:10:20 same up',
      'enp2s0 physical pci 0000:02:00.0 igb 00:90:0b:7a:10:21 same up',
      'enp3s0 physical pci 0000:03:00.0 igb 00:90:0b:7a:10:22 same up',
      'enp4s0 physical pci 0000:04:00.0 igb 00:90:0b:7a:10:23 same down',
      'enp5s0f0 physical pci 0000:05:00.0 igb 00:90:0b:7a:10:24 same up',
      'enp5s0f1 physical pci 0000:05:00.1 igb 00:90:0b:7a:10:24 00:90:0b:7a:10:25 up',
      'enp9s0f0np0 physical pci 0000:09:00.0 i40e f8:f2:1e:3c:55:80 same up',
      'enp9s0f1np1 physical pci 0000:09:00.1 i40e f8:f2:1e:3c:55:81 same no-cable',
      'bond0 bond none - - 00:90:0b:7a:10:24 - up',
      'br0 bridge none - - 00:90:0b:7a:10:21 - up',
      'enp1s0.100 vlan none - - 00:90:0b:7a:10:20 - up',
    ],
  },
  'dsa-switch-router': {
    interfaces: [
      LOOPBACK,
      'eth0 physical platform - mvneta f0:ad:4e:0a:7c:11 same up',
      'wan physical platform - mv88e6085 f0:ad:4e:0a:7c:11 same up',
      'lan0 physical platform - mv88e6085 f0:ad:4e:0a:7c:11 same up',
      'lan1 physical platform - mv88e6085 f0:ad:4e:0a:7c:11 same no-cable',
      'br-lan bridge none - - f0:ad:4e:0a:7c:11 - up',
    ],
  },
  'arm-gateway': {
    interfaces: [
      LOOPBACK,
      'end0 physical platform - rk_gmac-dwmac d0:37:45:08:9a:01 same up',
      'wlan0 wireless platform - brcmfmac b8:27:eb:44:10:9c same down',
      'enx9c5c8eaa0b17 physical usb - r8152 9c:5c:8e:aa:0b:17 - up',
    ],
  },
  'virtio-vm': {
    interfaces: [
      LOOPBACK,
      'ens3 physical virtio 0000:00:03.0 virtio_net 52:54:00:3d:e1:07 same up',
      'docker0 bridge none - - 02:42:7c:51:90:aa - no-cable',
      'veth5d0c9e1 veth none - - 6a:0e:9b:21:45:c3 - up',
      'tap0 tap none - - fe:54:00:91:22:5b - up',
      'macvlan0 macvlan none - - 1e:66:0b:a9:31:d8 - up',
      'wg0 virtual none - - - - up',
    ],
  },
  'compute-node': {
    interfaces: [
      LOOPBACK,
      'enp23s0 physical pci 0000:17:00.0 mlx4_core f4:52:14:7b:30:51 same up',
      'enp23s0d1 physical pci 0000:17:00.0 mlx4_core f4:52:14:7b:30:52 same down',
      'ibp101s0 physical pci 0000:65:00.0 mlx5_core 00:00:10:29:fe:80:00:00:00:00:00:00:0c:42:a1:03:00:5e:1a:2c same up',
      'enp179s0f0np0 physical pci 0000:b3:00.0 i40e 3c:fd:fe:9e:21:40 same up',
      'enp179s0f0v0 virtualFunction pci 0000:b3:02.0 iavf 72:11:5d:00:c4:1f - up',
      'enp179s0f0v1 virtualFunction pci 0000:b3:02.1 iavf 9e:11:5d:01:c4:1f - up',
      'enP65536p225s0 physical pci 10000:e1:00.0 igb ac:1f:6b:c0:13:f4 same up',
    ],
    idlePorts: ['0000:3b:00.0 -', '0000:3b:00.1 vfio-pci'],
    warnings: 1,
  },
  'blank-eeprom-board': {
    interfaces: [
      LOOPBACK,
      'enp1s0 physical pci 0000:01:00.0 igc 88:88:88:88:87:88 same no-cable',
      'enp2s0 physical pci 0000:02:00.0 igc 00:a0:c9:00:00:00 same no-cable',
      'enp3s0 physical pci 0000:03:00.0 r8169 7a:3f:d1:92:0c:45 - no-cable',
    ],
    idlePorts: ['0000:04:00.0 -'],
  },
};

const NAMES = Object.keys(MACHINES) as MachineName[];

function collectFrom(root: string): Promise<Collected> {
  return createLinuxCollector({ root, settleIntervalMs: 1 })();
}

function rowOf(collected: Collected, name: string): InterfaceRow | undefined {
  return collected.interfaces.find((row) => row.interface === name);
}

describe('recorded machines', () => {
  it.each(NAMES)('reads %s', async (name) => {
    const collected = await withMachine(MACHINES[name], collectFrom);
    const expected = EXPECTED[name];
    expect(collected.interfaces.map(line)).toEqual(expected.interfaces);
    expect(collected.idlePorts.map((port) => `${port.pciAddress} ${port.driver ?? '-'}`)).toEqual(expected.idlePorts ?? []);
    expect(collected.warnings).toHaveLength(expected.warnings ?? 0);
  });

  it.each(NAMES)('records %s so that the recording reads the same', async (name) => {
    const [first, recorded] = await withMachine(MACHINES[name], async (root) => [
      await collectFrom(root),
      await recordMachine(root, name, 'again'),
    ]);
    if (recorded === null) throw new Error('nothing was recorded');
    expect(await withMachine(recorded, collectFrom)).toEqual(first);
  });

  it.each(NAMES)('reads the interfaces of %s without netlink too', async (name) => {
    const collected = await withMachine(MACHINES[name], async (root) => {
      await rm(join(root, 'ip-link.json'));
      return collectFrom(root);
    });
    expect(collected.interfaces.map(line)).toEqual(EXPECTED[name].interfaces);
  });
});

describe('details', () => {
  it('names the bond of its members', async () => {
    const collected = await withMachine(MACHINES['eight-port-appliance'], collectFrom);
    expect(rowOf(collected, 'enp5s0f1')).toMatchObject({ bondMaster: 'bond0', addrAssignType: 3 });
    expect(rowOf(collected, 'enp1s0')?.bondMaster).toBeUndefined();
  });

  it('keeps alternative names', async () => {
    const collected = await withMachine(MACHINES['eight-port-appliance'], collectFrom);
    expect(rowOf(collected, 'enp1s0')?.altNames).toEqual(['eno1', 'lan-front']);
    expect(rowOf(collected, 'enp9s0f0np0')?.altNames).toEqual(['enp9s0f0']);
  });

  it('gives ports of one switch their switch, and the port behind it none', async () => {
    const collected = await withMachine(MACHINES['dsa-switch-router'], collectFrom);
    expect(['eth0', 'wan', 'lan0', 'lan1'].map((name) => rowOf(collected, name)?.physSwitchId)).toEqual([
      undefined,
      '00000000',
      '00000000',
      '00000000',
    ]);
    const behind = rowOf(collected, 'eth0')?.ifindex;
    expect(['eth0', 'wan', 'lan0', 'lan1'].map((name) => rowOf(collected, name)?.iflink)).toEqual([
      undefined,
      behind,
      behind,
      behind,
    ]);
  });

  it('says that the address of a USB dock is stolen, and names the dock by its own words', async () => {
    const dock = rowOf(await withMachine(MACHINES['arm-gateway'], collectFrom), 'enx9c5c8eaa0b17');
    expect(dock).toMatchObject({
      addrAssignType: 2,
      vendorId: '0bda',
      deviceId: '8153',
      description: 'Realtek USB 10/100/1000 LAN',
    });
  });

  it('tells the console which port is behind the switch', async () => {
    const collected = await withMachine(MACHINES['dsa-switch-router'], collectFrom);
    const identity = { sn: 'SN-1', bootId: 'b', agentVersion: '1', ip: '' };
    const sent = buildReport(identity, collected, { ...NO_COMMAND, operationId: 'op-1' }, new Date(0));
    const body = parseJsonObject(sent.ok ? JSON.stringify(sent.value) : '');
    const read = body.ok ? readHardwareReport(body.value) : body;
    if (!read.ok) throw new Error('not read');
    const { interfaces } = read.value;
    expect(Object.fromEntries(interfaces.map(({ name, conduit, physSwitchId }) => [name, [conduit, physSwitchId]]))).toEqual({
      lo: [null, null],
      eth0: [null, null],
      wan: ['eth0', '00000000'],
      lan0: ['eth0', '00000000'],
      lan1: ['eth0', '00000000'],
      'br-lan': [null, null],
    });
  });

  const DEVICE = 'sys/devices/pci0000:00/0000:00:14.0/usb1/1-14';
  const CARD = `${DEVICE}/1-14:1.0`;
  it.each([
    ['enxb03af2b6059f', 'cdc_ether', 'American Megatrends Inc.', 'Virtual Ethernet.', 'b0:3a:f2:b6:05:9f', 0],
    ['usb0', 'cdc_ncm', 'OpenBMC', 'Host Interface', '1a:2b:3c:4d:5e:6f', 1],
    ['idrac', 'cdc_ether', 'Dell(TM)', 'iDRAC Virtual NIC USB Device', '3c:ec:ef:00:00:01', 0],
    ['usb0', 'rndis_host', 'Lenovo', 'XClarity Controller', '7e:d3:0a:00:00:01', 1],
  ] as const)(
    'says what %s is: a card on USB, by driver and its own words',
    async (name, driver, maker, product, mac, assignType) => {
      const entries: MachineManifest['entries'] = {
        [`sys/class/net/${name}`]: { link: `../../${CARD.slice('sys/'.length)}/net/${name}` },
        [`${CARD}/net/${name}/address`]: mac,
        [`${CARD}/net/${name}/addr_assign_type`]: String(assignType),
        [`${CARD}/net/${name}/type`]: '1',
        [`${CARD}/net/${name}/ifindex`]: '9',
        [`${CARD}/net/${name}/device`]: { link: '../..' },
        [`${CARD}/driver`]: { link: `../../../../../../bus/usb/drivers/${driver}` },
        [`${DEVICE}/idVendor`]: '046b',
        [`${DEVICE}/idProduct`]: 'ffb0',
        [`${DEVICE}/manufacturer`]: maker,
        [`${DEVICE}/product`]: product,
      };
      const collected = await withMachine({ machine: 'bmc', about: 'A card that a BMC shows to its host', entries }, collectFrom);
      expect(collected.interfaces).toEqual([
        expect.objectContaining({
          interface: name,
          kind: 'physical',
          bus: 'usb',
          driver,
          description: `${maker} ${product}`,
          macaddr: mac,
          addrAssignType: assignType,
        }),
      ]);
    },
  );

  it('gives the permanent address of an InfiniBand port whole, also where its queue pair number has changed since', async () => {
    const before = '00:00:10:28:fe:80:00:00:00:00:00:00:0c:42:a1:03:00:5e:1a:2c';
    const collected = await withMachine(MACHINES['compute-node'], async (root) => {
      const rows: unknown = JSON.parse(await readFile(join(root, 'ip-link.json'), 'utf8'));
      const changed = (rows as { ifname: string }[]).map((row) =>
        row.ifname === 'ibp101s0' ? { ...row, permaddr: before } : row,
      );
      await writeFile(join(root, 'ip-link.json'), JSON.stringify(changed));
      return collectFrom(root);
    });
    expect(rowOf(collected, 'ibp101s0')).toMatchObject({
      macaddr: '00:00:10:29:fe:80:00:00:00:00:00:00:0c:42:a1:03:00:5e:1a:2c',
      permaddr: before,
    });
  });

  it('tells two ports on one PCI function apart', async () => {
    const collected = await withMachine(MACHINES['compute-node'], collectFrom);
    expect(['enp23s0', 'enp23s0d1'].map((name) => rowOf(collected, name)?.devPort)).toEqual([0, 1]);
  });

  it('names PCI devices, ports without driver too, from the list of the system', async () => {
    const collected = await withMachine(MACHINES['compute-node'], collectFrom);
    expect(rowOf(collected, 'ibp101s0')?.description).toBe('Mellanox Technologies MT28908 Family [ConnectX-6]');
    expect(collected.idlePorts[0]).toMatchObject({ vendorId: '14e4', deviceId: '168e' });
    expect(collected.idlePorts[0]?.description).toBe('Broadcom Inc. and subsidiaries NetXtreme II BCM57810 10 Gigabit Ethernet');
  });

  it('gives no description where the list is absent', async () => {
    const collected = await withMachine(MACHINES['three-port-board'], async (root) => {
      await rm(join(root, 'usr'), { recursive: true });
      return collectFrom(root);
    });
    expect(rowOf(collected, 'enp4s0')).toMatchObject({ vendorId: '8086', deviceId: '1539' });
    expect(rowOf(collected, 'enp4s0')?.description).toBeUndefined();
  });

  it('warns of a driver without interface, by name', async () => {
    const { warnings } = await withMachine(MACHINES['compute-node'], collectFrom);
    expect(warnings[0]).toMatch(/^0000:3b:00\.1 has the driver vfio-pci but no network interface/u);
  });
});

describe('two views that differ', () => {
  it.each(['ip-link.json', 'proc/net/dev'])('says so when %s lists other interfaces than sysfs', async (file) => {
    const { warnings } = await withMachine(MACHINES['three-port-board'], async (root) => {
      if (file === 'proc/net/dev') await rm(join(root, 'ip-link.json'));
      const text = file === 'proc/net/dev' ? '    lo: 0 0\n  eth7: 0 0' : '[{"ifname":"lo"},{"ifname":"eth7"}]';
      await writeFile(join(root, file), text);
      return collectFrom(root);
    });
    expect(warnings).toEqual([
      'sysfs and netlink list different interfaces (only in sysfs: enp4s0, enp5s0, enp6s0; only in netlink: eth7); run the agent on the device itself, not in a container.',
    ]);
  });
});

describe('settling', () => {
  const address = 'sys/devices/pci0000:00/0000:00:1c.0/0000:04:00.0/net/enp4s0/address';

  it('reads again until two readings agree, also against the reading of the last call', async () => {
    await withMachine(MACHINES['three-port-board'], async (root) => {
      const collect = createLinuxCollector({ root, settleIntervalMs: 1 });
      await collect();
      await writeFile(join(root, address), 'e0:18:7d:00:00:01\n');
      const collected = await collect();
      expect(rowOf(collected, 'enp4s0')?.macaddr).toBe('e0:18:7d:00:00:01');
      expect(collected.warnings).toEqual([]);
    });
  });

  it('takes the last reading and says so when the time is over', async () => {
    const collect = (root: string): Promise<Collected> => createLinuxCollector({ root, settleLimitMs: 0 })();
    const collected = await withMachine(MACHINES['three-port-board'], collect);
    expect(collected.interfaces).toHaveLength(4);
    expect(collected.warnings).toEqual(['The network interfaces were still changing after 0 s.']);
  });
});

it('says in one sentence that a folder holds no Linux machine', async () => {
  await expect(collectFrom('/nowhere')).rejects.toThrow(
    '/nowhere/sys/class/net cannot be read; the agent needs a Linux sysfs there',
  );
});
