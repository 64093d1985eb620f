import { describe, expect, it } from 'vitest';
import { placeOfDevice } from './device-place';
import { type KindEvidence, kindOfInterface } from './interface-kind';
import { readIpLinkJson } from './ip-link';
import { findPciName } from './pci-names';
import { permanentAddress } from './permanent-address';

describe('placeOfDevice', () => {
  it.each([
    ['/sys/devices/pci0000:00/0000:00:1c.0/0000:04:00.0', 'pci', '0000:04:00.0'],
    ['/sys/devices/pci0000:00/0000:00:03.0/virtio2', 'virtio', '0000:00:03.0'],
    ['/sys/devices/platform/a000000.virtio_mmio/virtio0', 'virtio', null],
    ['/sys/devices/pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0', 'usb', '0000:00:14.0'],
    ['/sys/devices/platform/soc/fd000000.usb/usb1/1-1/1-1:1.0', 'usb', null],
    ['/sys/devices/platform/soc/fe300000.ethernet', 'platform', null],
    ['/sys/devices/platform/soc/f8000000.pcie/pci0002:00/0002:00:00.0/0002:01:00.0', 'pci', '0002:01:00.0'],
    ['/sys/devices/pci0000:00/0000:00:1e.0/0000:02:0e.0/ssb0:0', 'pci', '0000:02:0e.0'],
    ['/sys/devices/pci0000:00/0000:00:1c.0/0000:01:00.0/mdio_bus/mv88e6xxx-0/mdio-0:01', 'other', '0000:01:00.0'],
    ['/sys/devices/pci0000:00/0000:00:0e.0/pci10000:e0/10000:e0:1d.0/10000:e1:00.0', 'pci', '10000:e1:00.0'],
    ['/sys/devices/pci12345678:00/12345678:00:00.7', 'pci', '12345678:00:00.7'],
    ['/sys/devices/vif-0', 'other', null],
  ])('%s', (path, bus, pciAddress) => {
    expect(placeOfDevice(path)).toEqual({ bus, pciAddress });
  });
});

describe('kindOfInterface', () => {
  const hardware: KindEvidence = {
    linkType: 1,
    devType: null,
    entries: new Set(['address', 'device']),
    tunFlags: null,
    isVirtualFunction: false,
    netlinkKind: null,
    ifindex: 2,
    iflink: 2,
  };
  const software: KindEvidence = { ...hardware, entries: new Set(['address']) };
  it.each<[string, KindEvidence, string]>([
    ['a card', hardware, 'physical'],
    ['an InfiniBand card', { ...hardware, linkType: 32 }, 'physical'],
    ['a switch port', { ...hardware, devType: 'dsa', netlinkKind: 'dsa', iflink: 1 }, 'physical'],
    ['a CAN controller, which has no address', { ...hardware, linkType: 280 }, 'virtual'],
    ['a virtual function', { ...hardware, isVirtualFunction: true }, 'virtualFunction'],
    ['Wi-Fi by uevent', { ...hardware, devType: 'wlan' }, 'wireless'],
    ['Wi-Fi by its folder', { ...hardware, entries: new Set(['device', 'phy80211']) }, 'wireless'],
    ['a modem', { ...hardware, devType: 'wwan' }, 'wireless'],
    ['loopback', { ...software, linkType: 772 }, 'loopback'],
    ['a bridge', { ...software, entries: new Set(['bridge']) }, 'bridge'],
    ['a bond', { ...software, entries: new Set(['bonding']) }, 'bond'],
    ['a VLAN', { ...software, devType: 'vlan', iflink: 3 }, 'vlan'],
    ['a tap', { ...software, tunFlags: 0x1002 }, 'tap'],
    ['a tun', { ...software, tunFlags: 0x1001 }, 'virtual'],
    ['a macvtap', { ...software, devType: 'macvtap' }, 'macvlan'],
    ['a veth named by netlink', { ...software, netlinkKind: 'veth', iflink: 2 }, 'veth'],
    ['a veth without netlink', { ...software, iflink: 9 }, 'veth'],
    ['an ipvlan without netlink', { ...software, iflink: 9, entries: new Set(['lower_eth0']) }, 'virtual'],
    ['a dummy', { ...software, netlinkKind: 'dummy' }, 'virtual'],
  ])('%s', (_what, evidence, kind) => {
    expect(kindOfInterface(evidence)).toBe(kind);
  });
});

describe('permanentAddress', () => {
  const current = 'e0:18:7d:2e:ca:68';
  const other = 'e0:18:7d:2e:ca:69';
  const nothing = { current, addrAssignType: null, bondMemberAddress: null, netlinkPermanent: null };
  it.each([
    ['what netlink names', { ...nothing, addrAssignType: 3, netlinkPermanent: other }, other],
    [
      'what the bond keeps, before netlink',
      { ...nothing, addrAssignType: 3, bondMemberAddress: other, netlinkPermanent: current },
      other,
    ],
    ['the current one where the assign type says so', { ...nothing, addrAssignType: 0 }, current],
    ['none where it is random', { ...nothing, addrAssignType: 1 }, null],
    ['none where it is stolen', { ...nothing, addrAssignType: 2 }, null],
    ['none where it was set and netlink names none', { ...nothing, addrAssignType: 3 }, null],
    ['none where the kernel says nothing', nothing, null],
    ['none where all is zero', { ...nothing, addrAssignType: 3, netlinkPermanent: '00:00:00:00:00:00' }, null],
    ['none on loopback', { ...nothing, current: '00:00:00:00:00:00', addrAssignType: 0 }, null],
  ])('%s', (_what, evidence, permanent) => {
    expect(permanentAddress(evidence)).toBe(permanent);
  });
});

describe('findPciName', () => {
  const list =
    '# comment\n8086  Intel Corporation\n\t1533  I210\n\t\t103c 0003  a subsystem\n10ec  Realtek\n\t8168  RTL8111\n\t1533  another\n';
  it.each([
    ['8086', '1533', 'Intel Corporation I210'],
    ['8086', '8168', 'Intel Corporation device 8168'],
    ['10ec', '1533', 'Realtek another'],
    ['103c', '0003', null],
    ['ffff', '0000', null],
    [null, '1533', null],
  ])('%s:%s', (vendorId, deviceId, name) => {
    expect(findPciName(list, { vendorId, deviceId })).toBe(name);
  });
});

describe('readIpLinkJson', () => {
  it('takes what sysfs does not have', () => {
    const text =
      '[{"ifname":"a","permaddr":"e0:00:00:00:00:01","altnames":["x"]},{"ifname":"b","linkinfo":{"info_kind":"veth"}},{"ifname":"c"}]';
    expect(readIpLinkJson(text)).toEqual([
      { name: 'a', permanent: 'e0:00:00:00:00:01', altNames: ['x'], kind: null },
      { name: 'b', permanent: null, altNames: [], kind: 'veth' },
      { name: 'c', permanent: null, altNames: [], kind: null },
    ]);
  });
  it.each(['', 'not json', '{}', '[{"name":"a"}]'])('gives nothing for %j', (text) => {
    expect(readIpLinkJson(text)).toBeNull();
  });
});
