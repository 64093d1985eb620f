import type { InterfaceKind } from '../../protocol/wire/v1';

/** What sysfs and netlink say about the nature of an interface. */
export interface KindEvidence {
  /** ARPHRD_* number of the kernel: 1 Ethernet, 32 InfiniBand, 772 loopback. */
  readonly linkType: number | null;
  /** `DEVTYPE` of its uevent, for example `bridge`; null where there is none. */
  readonly devType: string | null;
  /** Names in its folder, for example `bridge`, `bonding`, `device`, `lower_eth0`. */
  readonly entries: ReadonlySet<string>;
  /** `tun_flags`; null for everything else. */
  readonly tunFlags: number | null;
  /** Its device is a virtual function (`device/physfn` exists). */
  readonly isVirtualFunction: boolean;
  /** `info_kind` of netlink, for example `veth`; null where netlink was not asked or says none. */
  readonly netlinkKind: string | null;
  readonly ifindex: number;
  readonly iflink: number | null;
}

const ETHERNET = 1;
const INFINIBAND = 32;
const LOOPBACK = 772;
const IFF_TAP = 0x2;

const KIND_OF_NAME: Readonly<Record<string, InterfaceKind>> = {
  bridge: 'bridge',
  bond: 'bond',
  vlan: 'vlan',
  veth: 'veth',
  macvlan: 'macvlan',
  macvtap: 'macvlan',
  wlan: 'wireless',
  wwan: 'wireless',
};

/** What kind of thing an interface is. Only hardware with an Ethernet or InfiniBand address is `physical`. */
export function kindOfInterface(evidence: KindEvidence): InterfaceKind {
  const { linkType, devType, entries, tunFlags, netlinkKind } = evidence;
  if (linkType === LOOPBACK) return 'loopback';
  if (entries.has('bridge')) return 'bridge';
  if (entries.has('bonding')) return 'bond';
  if (tunFlags !== null) return (tunFlags & IFF_TAP) === 0 ? 'virtual' : 'tap';
  const named = KIND_OF_NAME[devType ?? ''] ?? KIND_OF_NAME[netlinkKind ?? ''];
  if (named !== undefined) return named;
  if (entries.has('phy80211') || entries.has('wireless')) return 'wireless';
  if (evidence.isVirtualFunction) return 'virtualFunction';
  // An InfiniBand partition stands on the port, and has its device and its GUID.
  if (linkType === INFINIBAND && evidence.iflink !== null && evidence.iflink !== evidence.ifindex) return 'vlan';
  if (entries.has('device')) return linkType === ETHERNET || linkType === INFINIBAND ? 'physical' : 'virtual';
  return looksLikeVeth(evidence) ? 'veth' : 'virtual';
}

/** Without netlink: one end of a pair points to an interface that it does not stand on. */
function looksLikeVeth(evidence: KindEvidence): boolean {
  if (evidence.linkType !== ETHERNET || evidence.iflink === null || evidence.iflink === evidence.ifindex) return false;
  return ![...evidence.entries].some((entry) => entry.startsWith('lower_'));
}
