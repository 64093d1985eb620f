/**
 * What docs/verdicts.md says, sentence by sentence, as slowly as it takes: written from that page by somebody who never saw the
 * code that it is held against. Change it only where the page changes. All units have answered, MES has answered for all.
 */

export interface OraclePort {
  name: string;
  altNames: string[];
  mac: string;
  permanentMac: string | null;
  kind: 'physical' | 'wireless' | 'virtual';
  physSwitchId: string | null;
  conduit: string | null;
  addrAssignType: number | null;
}
export interface OracleEntry {
  name: string;
  mac: string;
}
export interface OraclePolicy {
  interfaceNames: 'strict' | 'byMac';
  serviceNics: string[];
  vendorDefaultMacs: string[];
  unseenPorts: string[];
}
export interface OracleUnit {
  sn: string;
  ports: OraclePort[];
  entries: OracleEntry[];
}

type OracleVerdict =
  | 'match'
  | 'mismatch'
  | 'swapped'
  | 'renamed'
  | 'unexpected'
  | 'duplicate'
  | 'foreign'
  | 'overridden'
  | 'unprogrammed'
  | 'softwareMac'
  | 'malformed';
export interface OracleResult {
  outcome: 'pass' | 'fail' | 'couldNotCheck';
  contested: boolean;
  ports: Record<string, OracleVerdict | 'ignored'>;
  missing: string[];
}

function at<T>(list: readonly T[], index: number): T {
  return list[index] as T;
}

// ---- Addresses

// "lower case; blanks, `:`, `-` and `.` removed, and `0x` where a group begins"
function strip(text: string): string {
  return text
    .toLowerCase()
    .split(/[\s:.-]+/)
    .map((group) => (group.startsWith('0x') ? group.slice(2) : group))
    .join('');
}

// "12 hexadecimal digits are an Ethernet address, 40 an InfiniBand one, 16 a port GUID; anything else is malformed.
// InfiniBand addresses and GUIDs are compared by their last 8 octets." null: malformed.
function addressOf(text: string): string | null {
  const digits = strip(text);
  if (!/^[0-9a-f]*$/.test(digits)) return null;
  if (digits.length === 12 || digits.length === 16) return digits;
  if (digits.length === 40) return digits.slice(24);
  return null;
}

// A malformed address is the same as nothing.
function sameAddress(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a === b;
}

// "The address that counts is the permanent one where the device can read it and it is not all zeros"
function permanentCounts(port: OraclePort): boolean {
  return port.permanentMac !== null && strip(port.permanentMac) !== '' && !/^0+$/.test(strip(port.permanentMac));
}

// "otherwise the current one"
function countingAddress(port: OraclePort): string | null {
  return addressOf(permanentCounts(port) ? (port.permanentMac ?? '') : port.mac);
}

function hasAddress(port: OraclePort, entry: OracleEntry): boolean {
  return sameAddress(countingAddress(port), addressOf(entry.mac));
}

// ---- Which ports are judged, which entries are left

// "An entry of the list is a MAC address, an InfiniBand address or GUID, or the first three to five octets of an address
// (`00:e0:4c`, also written `00:e0:4c:*`). Of InfiniBand the GUID is compared, with either kind of entry." "An address of zeros is
// on no list, and zeros alone or ones alone are no entry."
function onServiceList(port: OraclePort, policy: OraclePolicy): boolean {
  // "`name:usb0`: the port's own name, capital and small letters are the same, `*` stands for anything"
  const isNamed = (item: string): boolean => {
    const mask = item.slice('name:'.length).toLowerCase();
    const pattern = new RegExp(`^${mask.replaceAll(/[^a-z0-9*]/g, '.').replaceAll('*', '.*')}$`);
    return item.startsWith('name:') && mask.replaceAll('*', '').length >= 2 && pattern.test(port.name.toLowerCase());
  };
  if (policy.serviceNics.some(isNamed)) return true;
  const address = countingAddress(port);
  if (address === null || /^0+$/.test(address)) return false;
  return policy.serviceNics.some((item) => {
    if (addressOf(item) !== null) return !/^f+$/.test(address) && addressOf(item) === address;
    const octets = strip(item).replace(/\*$/, '');
    if (/^0+$/.test(octets) || /^f+$/.test(octets)) return false;
    return /^([0-9a-f]{2}){3,5}$/.test(octets) && address.startsWith(octets);
  });
}

function hasOwnName(port: OraclePort, entry: OracleEntry): boolean {
  return entry.name !== '' && port.name === entry.name;
}
function hasAltName(port: OraclePort, entry: OracleEntry): boolean {
  return entry.name !== '' && port.name !== entry.name && port.altNames.includes(entry.name);
}
function hasName(port: OraclePort, entry: OracleEntry): boolean {
  return hasOwnName(port, entry) || hasAltName(port, entry);
}

function isJudged(port: OraclePort, unit: OracleUnit, policy: OraclePolicy): boolean {
  // "bridge, bond, VLAN, ...: no"
  if (port.kind === 'virtual') return false;
  // "Addresses on the plant's list are listed, not judged, unless MES lists exactly that address."
  if (onServiceList(port, policy) && !unit.entries.some((entry) => hasAddress(port, entry))) return false;
  // "wireless: only where MES lists it, by name or by address"
  if (port.kind === 'wireless') return unit.entries.some((entry) => hasName(port, entry) || hasAddress(port, entry));
  return true;
}

// "capital and small letters are the same, `*` stands for anything"
function isUnseenName(name: string, policy: OraclePolicy): boolean {
  return (
    name !== '' &&
    policy.unseenPorts.some((pattern) => {
      const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      return new RegExp('^' + parts.join('[^]*') + '$', 'i').test(name);
    })
  );
}

// "An entry with such a name that no judged port has, by name or by address, is left out"
function isLeftOut(entry: OracleEntry, judged: OraclePort[], policy: OraclePolicy): boolean {
  return isUnseenName(entry.name, policy) && !judged.some((port) => hasName(port, entry) || hasAddress(port, entry));
}

// "Two ports may share an address when both are ports of one switch chip, or one is the port behind which the other stands"
function mayShare(a: OraclePort, b: OraclePort): boolean {
  if (a.physSwitchId !== null && a.physSwitchId !== '' && a.physSwitchId === b.physSwitchId) return true;
  return a.conduit === b.name || b.conduit === a.name;
}

// ---- "First, what MES says must make sense."

function makesSense(entries: OracleEntry[], judged: OraclePort[]): boolean {
  // "there is no entry (or none is left without the ports that cannot be seen)"
  if (entries.length === 0) return false;
  const checked = entries;
  // "two entries have the same name"
  if (checked.some((a, i) => checked.some((b, k) => i < k && a.name !== '' && a.name === b.name))) return false;
  // "an entry has no name, and its address cannot be read"
  if (checked.some((entry) => entry.name === '' && addressOf(entry.mac) === null)) return false;
  // "two or more entries have the same address, and the device does not report two judged ports with this address that may
  // share it"
  for (const entry of checked) {
    if (checked.filter((other) => sameAddress(addressOf(other.mac), addressOf(entry.mac))).length < 2) continue;
    const ports = judged.filter((port) => hasAddress(port, entry));
    if (!ports.some((a, i) => ports.slice(i + 1).some((b) => mayShare(a, b)))) return false;
  }
  return true;
}

// ---- "Then entries and judged ports are paired."

type How = 'address' | 'name' | 'renamed';
interface Pair {
  entry: OracleEntry;
  port: OraclePort;
  how: How;
}
interface Fit {
  entry: number;
  port: number;
  rank: number;
} // by place in MES and in the report

// "An entry fits a port when their addresses are the same, and the plant's policy is `byMac`, or the entry has no name, or
// its name is the port's name or one of its alternative names."
function fits(entry: OracleEntry, port: OraclePort, policy: OraclePolicy): boolean {
  return hasAddress(port, entry) && (policy.interfaceNames === 'byMac' || entry.name === '' || hasName(port, entry));
}

// Every way to pair these entries with ports, also those that leave entries out.
function allWays(entries: number[], fitting: Fit[], taken: number[]): Fit[][] {
  if (entries.length === 0) return [[]];
  const [first, ...rest] = entries;
  const ways = allWays(rest, fitting, taken);
  for (const fit of fitting) {
    if (fit.entry !== first || taken.includes(fit.port)) continue;
    for (const way of allWays(rest, fitting, [...taken, fit.port])) ways.push([fit, ...way]);
  }
  return ways;
}

// Negative: a is the better way. "As many pairs as possible are made. Where there is a choice: an entry whose name is the
// port's own name first, then one whose name is an alternative name, then the rest, in the order of MES and in the order of
// the report."
function compareWays(a: Fit[], b: Fit[]): number {
  if (a.length !== b.length) return b.length - a.length;
  for (const rank of [0, 1]) {
    const more = b.filter((fit) => fit.rank === rank).length - a.filter((fit) => fit.rank === rank).length;
    if (more !== 0) return more;
  }
  const order = (x: Fit, y: Fit): number => x.rank - y.rank || x.entry - y.entry || x.port - y.port;
  const [sortedA, sortedB] = [a.toSorted(order), b.toSorted(order)];
  for (let i = 0; i < sortedA.length; i += 1) {
    const difference = order(at(sortedA, i), at(sortedB, i));
    if (difference !== 0) return difference;
  }
  return 0;
}

function pairByAddress(entries: OracleEntry[], judged: OraclePort[], policy: OraclePolicy): Pair[] {
  const pairs: Pair[] = [];
  // Only the same addresses fit, so that every address can be looked at alone.
  for (const address of new Set(entries.map((entry) => addressOf(entry.mac)))) {
    if (address === null) continue;
    const here = entries.map((_, e) => e).filter((e) => addressOf(entries[e]?.mac ?? '') === address);
    const fitting: Fit[] = [];
    for (const e of here) {
      judged.forEach((port, p) => {
        if (!fits(at(entries, e), port, policy)) return;
        fitting.push({
          entry: e,
          port: p,
          rank: hasOwnName(port, at(entries, e)) ? 0 : hasAltName(port, at(entries, e)) ? 1 : 2,
        });
      });
    }
    const best = at(allWays(here, fitting, []).toSorted(compareWays), 0);
    for (const fit of best) pairs.push({ entry: at(entries, fit.entry), port: at(judged, fit.port), how: 'address' });
  }
  return pairs;
}

// "no interface of the device (judged or not) has a name or alternative name that MES lists, or the two names differ only in
// capital and small letters or in characters that cannot be seen, or one is the other with `np` and digits after it"
function calledOtherwise(entry: OracleEntry, port: OraclePort, unit: OracleUnit): boolean {
  if (!unit.ports.some((any) => unit.entries.some((listed) => hasName(any, listed)))) return true;
  const seen = (name: string): string => name.toLowerCase().replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '');
  if (entry.name !== port.name && seen(entry.name) === seen(port.name)) return true;
  const withNp = (long: string, short: string): boolean => long.startsWith(short) && /^np[0-9]+$/.test(long.slice(short.length));
  return withNp(entry.name, port.name) || withNp(port.name, entry.name);
}

function pairAll(unit: OracleUnit, entries: OracleEntry[], judged: OraclePort[], policy: OraclePolicy): Pair[] {
  // 1. By address. "These entries are satisfied."
  const pairs = pairByAddress(entries, judged, policy);
  const pairLeftOver = (how: How, wanted: (entry: OracleEntry, port: OraclePort) => boolean): void => {
    for (const entry of entries) {
      if (pairs.some((pair) => pair.entry === entry)) continue;
      const port = judged.find((one) => !pairs.some((pair) => pair.port === one) && wanted(entry, one));
      if (port !== undefined) pairs.push({ entry, port, how });
    }
  };
  // 2. "the port that is left over and has its name; after all of these, with one that has it as an alternative name"
  pairLeftOver('name', (entry, port) => hasOwnName(port, entry));
  pairLeftOver('name', (entry, port) => hasAltName(port, entry));
  // 3. "An entry that is left over and has a name is paired with a port that is left over and has its address, when ..."
  pairLeftOver('renamed', (entry, port) => entry.name !== '' && hasAddress(port, entry) && calledOtherwise(entry, port, unit));
  return pairs;
}

// ---- The order of the rules

// "all zeros, all ones, a multicast address, ends in `:00:00:00` (these two for Ethernet only), or is on the plant's list"
function isUnprogrammed(address: string, policy: OraclePolicy): boolean {
  const isListed = policy.vendorDefaultMacs.some((item) => sameAddress(addressOf(item), address));
  if (/^0+$/.test(address) || /^f+$/.test(address)) return true;
  if (address.length !== 12) return isListed;
  return (parseInt(address.slice(0, 2), 16) & 1) === 1 || address.endsWith('000000') || isListed;
}

interface Device {
  sn: string;
  unit: OracleUnit;
  judged: OraclePort[];
  reported: (string | null)[];
  given: (string | null)[];
}

function judgePort(
  port: OraclePort,
  device: Device,
  entries: OracleEntry[],
  pairs: Pair[],
  others: Device[],
  policy: OraclePolicy,
): OracleVerdict {
  const pair = pairs.find((one) => one.port === port);
  const address = countingAddress(port);
  // 1. "The reported address cannot be read"
  if (address === null) return 'malformed';
  // 2. "Its entry has an address that cannot be read"
  if (pair !== undefined && addressOf(pair.entry.mac) === null) return 'malformed';
  // 3. "even where MES expects exactly it"
  if (isUnprogrammed(address, policy)) return 'unprogrammed';
  const isTwiceHere = device.judged.some((other) => {
    return other !== port && sameAddress(countingAddress(other), address) && !mayShare(other, port);
  });
  // 4. "It satisfies its entry"
  if (pair !== undefined && pair.how === 'address') {
    // "another judged port of this device has the address too, and the two may not share it"
    if (isTwiceHere) return 'duplicate';
    // "another device reports it, and MES gives it to that device as well"
    if (others.some((other) => other.reported.includes(address) && other.given.includes(address))) return 'duplicate';
    // "the kernel says that software set it (`addr_assign_type` 3), and the report has no permanent one"
    if (port.addrAssignType === 3 && !permanentCounts(port)) return 'softwareMac';
    return 'match';
  }
  // 5. "Its entry expects the current address, and the permanent one is another"
  const current = addressOf(port.mac);
  const hasOtherPermanent = permanentCounts(port) && !sameAddress(current, address);
  if (pair !== undefined && sameAddress(addressOf(pair.entry.mac), current) && hasOtherPermanent) return 'overridden';
  // 6. "Another judged port of this device has the same address, and the two may not share it"
  if (isTwiceHere) return 'duplicate';
  // 7. "It is paired as renamed"
  if (pair !== undefined && pair.how === 'renamed') return 'renamed';
  // 8. "An entry that is not satisfied has the address"
  const isSatisfied = (entry: OracleEntry): boolean => pairs.some((one) => one.entry === entry && one.how === 'address');
  if (entries.some((entry) => !isSatisfied(entry) && hasAddress(port, entry))) return 'swapped';
  // 9. "MES gives the address to another device of this scan"
  if (others.some((other) => other.given.includes(address))) return 'foreign';
  // 10. "Another device reports it, and MES gives it to nobody"
  const isGivenToNeither = (other: Device): boolean => !other.given.includes(address) && !device.given.includes(address);
  if (others.some((other) => other.reported.includes(address) && isGivenToNeither(other))) return 'duplicate';
  // 11. "The address is locally administered, or the kernel says that it was made up (`addr_assign_type` 1), or software set it as in 4"
  const isLocal = address.length === 12 && (parseInt(address.slice(0, 2), 16) & 2) === 2;
  if (isLocal || port.addrAssignType === 1 || (port.addrAssignType === 3 && !permanentCounts(port))) return 'softwareMac';
  // 12. and 13.
  return pair !== undefined ? 'mismatch' : 'unexpected';
}

// ---- All devices of an operation

// "An alternative name that another interface of the report (judged or not) has, too, as its own name or as an alternative one, is
// nobody's alternative name." "same `phys_switch_id`, and not of zeros alone"
function asReported(unit: OracleUnit): OracleUnit {
  const ports = unit.ports.map((port) => ({
    ...port,
    altNames: port.altNames.filter(
      (name) => !unit.ports.some((other) => other !== port && (other.name === name || other.altNames.includes(name))),
    ),
    physSwitchId: /[^0]/.test(port.physSwitchId ?? '') ? port.physSwitchId : null,
  }));
  return { ...unit, ports };
}

export function judgeOperation(reported: OracleUnit[], policy: OraclePolicy): Record<string, OracleResult> {
  const devices: Device[] = reported.map((one) => {
    const unit = asReported(one);
    const judged = unit.ports.filter((port) => isJudged(port, unit, policy));
    // "the addresses that count of its physical and wireless ports, without these cards"
    const shown = unit.ports.filter(
      (port) => judged.includes(port) || (port.kind === 'wireless' && !onServiceList(port, policy)),
    );
    const given = unit.entries.map((entry) => addressOf(entry.mac));
    return { sn: unit.sn, unit, judged, reported: shown.map(countingAddress), given };
  });
  const results: Record<string, OracleResult> = {};
  for (const device of devices) results[device.sn] = judgeDevice(device, devices, policy);
  return results;
}

function judgeDevice(device: Device, devices: Device[], policy: OraclePolicy): OracleResult {
  const { unit, judged } = device;
  const others = devices.filter((other) => other !== device);
  const entries = unit.entries.filter((entry) => !isLeftOut(entry, judged, policy));
  if (!makesSense(entries, judged)) {
    return { outcome: 'couldNotCheck', contested: false, ports: {}, missing: [] };
  }
  const pairs = pairAll(unit, entries, judged, policy);
  const ports: Record<string, OracleVerdict | 'ignored'> = {};
  for (const port of unit.ports) {
    ports[port.name] = judged.includes(port) ? judgePort(port, device, entries, pairs, others, policy) : 'ignored';
  }
  // 4. "An entry that is still left over is missing."
  const missing = entries.filter((entry) => !pairs.some((pair) => pair.entry === entry)).map((entry) => entry.name);
  // "A device passes only when every entry is satisfied and every judged port is a `match`."
  const isEverySatisfied = entries.every((entry) => pairs.some((pair) => pair.entry === entry && pair.how === 'address'));
  const isPass = isEverySatisfied && judged.every((port) => ports[port.name] === 'match');
  // "another unit reports an address of one of its matching ports in this operation";
  // "MES gives an address of one of its matching ports to another device of this scan, too"
  const matching = judged.filter((port) => ports[port.name] === 'match').map(countingAddress);
  const isSpokenAgainst = matching.some((address) => {
    return others.some((other) => other.reported.includes(address) || other.given.includes(address));
  });
  return { outcome: isPass ? 'pass' : 'fail', contested: isPass && isSpokenAgainst, ports, missing };
}
