import { describe, expect, it } from 'vitest';
import { type KindEvidence, kindOfInterface } from './interface-kind';

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
    ['a partition of an InfiniBand port', { ...hardware, linkType: 32, netlinkKind: 'ipoib', iflink: 1 }, 'vlan'],
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
