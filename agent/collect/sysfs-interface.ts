import { dirname, join } from 'node:path';
import type { InterfaceRow } from '../../protocol/wire/v1';
import { placeOfDevice } from './device-place';
import { kindOfInterface } from './interface-kind';
import type { NetlinkInterface } from './ip-link';
import { permanentAddress } from './permanent-address';
import { readCount, readLinkName, readNames, readRealPath, readText } from './small-files';

/**
 * Reads one interface from its folder in /sys/class/net; null when it went away meanwhile or is no interface
 * (`bonding_masters` is a file there).
 * @param netlink what netlink says about the same interface, where it was asked.
 */
export async function readSysfsInterface(
  classNet: string,
  name: string,
  netlink: NetlinkInterface | null,
): Promise<InterfaceRow | null> {
  const folder = join(classNet, name);
  const at = (entry: string): string => join(folder, entry);
  const entries = new Set(await readNames(folder));
  const when = <T>(entry: string, read: (path: string) => Promise<T | null>): Promise<T | null> =>
    entries.has(entry) ? read(at(entry)) : Promise.resolve(null);
  // One after the other: a driver that hangs then holds one thread of this process, not all of them.
  const ifindex = await when('ifindex', readCount);
  const iflink = await when('iflink', readCount);
  const address = await when('address', readText);
  const assignType = await when('addr_assign_type', readCount);
  const linkType = await when('type', readCount);
  const operState = await when('operstate', readText);
  const carrier = await when('carrier', readText);
  const devPort = await when('dev_port', readCount);
  const switchId = await when('phys_switch_id', readText);
  const uevent = await when('uevent', readText);
  const tunFlags = await when('tun_flags', readText);
  const master = await when('master', readLinkName);
  const device = entries.has('device') ? await readDevice(at('device')) : null;
  if (ifindex === null) return null;
  const bondMemberAddress = entries.has('bonding_slave') ? await readText(at('bonding_slave/perm_hwaddr')) : null;
  const current = address ?? '';
  const addrAssignType = assignType !== null && assignType <= 3 ? assignType : null;
  const permanent = permanentAddress({
    current,
    addrAssignType,
    bondMemberAddress,
    netlinkPermanent: netlink?.permanent ?? null,
  });
  return {
    interface: name.slice(0, 64),
    ifindex,
    macaddr: current.slice(0, 128),
    kind: kindOfInterface({
      linkType,
      devType: /^DEVTYPE=(.+)$/mu.exec(uevent ?? '')?.[1] ?? null,
      entries,
      tunFlags: tunFlags === null ? null : Number(tunFlags),
      isVirtualFunction: device?.isVirtualFunction ?? false,
      netlinkKind: netlink?.kind ?? null,
      ifindex,
      iflink,
    }),
    bus: device?.bus ?? 'none',
    ...known('permaddr', permanent, 128),
    ...(addrAssignType === null ? {} : { addrAssignType }),
    ...known('pciAddress', device?.pciAddress ?? null, 32),
    ...known('driver', device?.driver ?? null, 64),
    ...known('description', device?.description ?? null, 256),
    ...known('vendorId', device?.vendorId ?? null, 8),
    ...known('deviceId', device?.deviceId ?? null, 8),
    ...known('physSwitchId', switchId, 64),
    ...(switchId === null || iflink === null || iflink === ifindex ? {} : { iflink }),
    ...(devPort === null || device === null ? {} : { devPort }),
    ...(entries.has('bonding_slave') ? known('bondMaster', master, 64) : {}),
    ...(carrier === '0' || carrier === '1' ? { carrier: carrier === '1' } : {}),
    ...known('operState', operState, 32),
    ...(netlink === null || netlink.altNames.length === 0
      ? {}
      : { altNames: netlink.altNames.slice(0, 16).map((altName) => altName.slice(0, 128)) }),
  };
}

interface DeviceFacts {
  readonly bus: InterfaceRow['bus'];
  readonly pciAddress: string | null;
  readonly driver: string | null;
  readonly vendorId: string | null;
  readonly deviceId: string | null;
  /** Only of USB devices, which name themselves; PCI devices are named by a list. */
  readonly description: string | null;
  readonly isVirtualFunction: boolean;
}

async function readDevice(link: string): Promise<DeviceFacts | null> {
  const realPath = await readRealPath(link);
  if (realPath === null) return null;
  const place = placeOfDevice(realPath);
  const [driver, physicalFunction, ids] = await Promise.all([
    readLinkName(join(realPath, 'driver')),
    readLinkName(join(realPath, 'physfn')),
    place.bus === 'usb' ? readUsbIds(dirname(realPath)) : readPciIds(realPath, place.pciAddress),
  ]);
  return { ...place, driver, isVirtualFunction: physicalFunction !== null, ...ids };
}

type Ids = Pick<DeviceFacts, 'vendorId' | 'deviceId' | 'description'>;

async function readPciIds(realPath: string, pciAddress: string | null): Promise<Ids> {
  if (pciAddress === null) return { vendorId: null, deviceId: null, description: null };
  const folder = realPath.slice(0, realPath.lastIndexOf(`/${pciAddress}`) + 1 + pciAddress.length);
  const [vendor, device] = await Promise.all([readText(join(folder, 'vendor')), readText(join(folder, 'device'))]);
  return { vendorId: hexDigits(vendor), deviceId: hexDigits(device), description: null };
}

/** A network interface hangs on a USB interface; the ids and names are those of the USB device above it. */
async function readUsbIds(usbDevice: string): Promise<Ids> {
  const [vendor, device, manufacturer, product] = await Promise.all(
    ['idVendor', 'idProduct', 'manufacturer', 'product'].map((file) => readText(join(usbDevice, file))),
  );
  const names = [manufacturer, product].filter((name) => name !== null && name !== undefined && name !== '');
  return { vendorId: hexDigits(vendor), deviceId: hexDigits(device), description: names.length === 0 ? null : names.join(' ') };
}

/** `0x8086` to `8086`; null for anything else. */
export function hexDigits(text: string | null | undefined): string | null {
  return /^(?:0x)?([0-9a-f]{4})$/iu.exec(text ?? '')?.[1]?.toLowerCase() ?? null;
}

function known<K extends keyof InterfaceRow>(key: K, value: string | null, most: number): { [P in K]?: string } {
  return value === null || value === '' ? {} : ({ [key]: value.slice(0, most) } as { [P in K]?: string });
}
