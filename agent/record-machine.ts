import { readlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { readPciIdLines } from './collect/pci-names';
import { runIpLink } from './collect/ip-link';
import { RECORDED_IP_LINK } from './collect/linux';
import { readNames, readRealPath, readText } from './collect/small-files';
import type { MachineManifest } from './machine-manifest';

type Entries = MachineManifest['entries'];

const INTERFACE_FILES = [
  'address',
  'addr_assign_type',
  'addr_len',
  'type',
  'ifindex',
  'iflink',
  'operstate',
  'carrier',
  'dev_port',
  'phys_switch_id',
  'phys_port_name',
  'tun_flags',
  'uevent',
  'bonding_slave/perm_hwaddr',
  'bridge/bridge_id',
  'bonding/mode',
];
const DEVICE_FILES = ['class', 'vendor', 'device', 'subsystem_vendor', 'subsystem_device', 'uevent'];
const USB_FILES = ['idVendor', 'idProduct', 'manufacturer', 'product', 'serial'];
const MACHINE_FILES = [
  'proc/uptime',
  'proc/net/dev',
  'proc/sys/kernel/random/boot_id',
  'sys/class/dmi/id/product_serial',
  'sys/class/dmi/id/board_serial',
  'sys/class/dmi/id/chassis_serial',
  'sys/class/dmi/id/product_name',
  'sys/class/dmi/id/sys_vendor',
  'sys/class/dmi/id/chassis_type',
  'sys/class/dmi/id/board_vendor',
  'sys/class/dmi/id/board_name',
  'sys/firmware/devicetree/base/serial-number',
  'sys/firmware/devicetree/base/model',
];

/**
 * Writes down what the agent reads of a machine, so that the same can be read again elsewhere with `--sysfs-root`.
 * @param root `/`, or a machine laid out before.
 * @returns null where there is no /sys/class/net.
 */
export async function recordMachine(root: string, machine: string, about: string): Promise<MachineManifest | null> {
  const tree = createTree((await readRealPath(root)) ?? root);
  const interfaces = await readNames(join(root, 'sys/class/net'));
  if (interfaces.length === 0) return null;
  for (const name of interfaces) await recordInterface(tree, name);
  for (const name of await readNames(join(root, 'sys/bus/pci/devices'))) {
    const link = `sys/bus/pci/devices/${name}`;
    if ((await readText(join(root, link, 'class')))?.startsWith('0x02') !== true) continue;
    await tree.link(link);
    await recordDevice(tree, await tree.follow(link));
  }
  for (const file of MACHINE_FILES) await tree.file(file);
  const netlink = root === '/' ? await runIpLink() : await readText(join(root, RECORDED_IP_LINK));
  if (netlink !== null) tree.entries[RECORDED_IP_LINK] = netlink.trim();
  const ids = Object.entries(tree.entries).flatMap(([path, vendor]) => pciIdAt(tree.entries, path, vendor));
  const lines = await readPciIdLines(root, ids);
  if (lines !== null) tree.entries['usr/share/misc/pci.ids'] = lines;
  return { machine, about, entries: Object.fromEntries(Object.entries(tree.entries).toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

async function recordInterface(tree: Tree, name: string): Promise<void> {
  const link = `sys/class/net/${name}`;
  const folder = await tree.follow(link);
  // `bonding_masters` is a file among the interfaces.
  if (folder === link || folder === null) return await tree.file(link);
  await tree.link(link);
  for (const file of INTERFACE_FILES) await tree.file(join(folder, file));
  for (const entry of await readNames(join(tree.root, folder))) {
    if (entry === 'wireless') tree.entries[join(folder, entry)] = { folder: true };
    else if (/^(?:device|master|phy80211|subsystem|(?:upper|lower)_.+)$/u.test(entry)) await tree.link(join(folder, entry));
  }
  const device = await tree.follow(join(folder, 'device'));
  await recordDevice(tree, device);
  if (device === null) return;
  for (const file of USB_FILES) await tree.file(join(dirname(device), file));
  for (const path of pciFunctionsOn(device)) await recordDevice(tree, path);
}

async function recordDevice(tree: Tree, device: string | null): Promise<void> {
  if (device === null) return;
  for (const file of DEVICE_FILES) await tree.file(join(device, file));
  for (const link of ['driver', 'physfn', 'subsystem']) await tree.link(join(device, link));
}

function pciFunctionsOn(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.flatMap((part, index) => (/:[0-9a-f]{2}\.[0-7]$/u.test(part) ? [parts.slice(0, index + 1).join('/')] : []));
}

function pciIdAt(entries: Entries, path: string, vendor: Entries[string]): readonly { vendorId: string; deviceId: string }[] {
  if (!path.endsWith('/vendor') || typeof vendor !== 'string') return [];
  const device = entries[join(dirname(path), 'device')];
  return typeof device === 'string' ? [{ vendorId: vendor.replace(/^0x/u, ''), deviceId: device.replace(/^0x/u, '') }] : [];
}

/** Collects entries below one root; what does not exist is passed over. */
interface Tree {
  readonly root: string;
  readonly entries: Record<string, Entries[string]>;
  file(path: string): Promise<void>;
  link(path: string): Promise<void>;
  /** Where a path really is, below the root; null where there is nothing. */
  follow(path: string): Promise<string | null>;
}

function createTree(root: string): Tree {
  const entries: Tree['entries'] = {};
  return {
    root,
    entries,
    async file(path) {
      const text = await readText(join(root, path));
      if (text !== null) entries[path] = text;
    },
    async link(path) {
      try {
        entries[path] = { link: await readlink(join(root, path)) };
      } catch {
        // No such link on this machine.
      }
    },
    async follow(path) {
      const real = await readRealPath(join(root, path));
      return real === null ? null : relative(root, real);
    },
  };
}
