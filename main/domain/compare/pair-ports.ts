import type { ExpectedInterface } from '../../../protocol/expected-interface';
import type { ReportedInterface } from '../../../protocol/wire/reported-interface';
import { withoutInvisible } from '../../../protocol/visible-text';
import type { ScanPolicy } from '../scan/events';
import { readMac, type MacAddress, type UnreadableMac } from '../../../protocol/mac-address';

/** A reported interface with the address that counts; `address` is null when it cannot be read. */
export interface ComparedInterface {
  readonly row: ReportedInterface;
  readonly address: MacAddress | null;
  readonly current: MacAddress | UnreadableMac;
  readonly permanent: MacAddress | null;
}

/** An entry of MES with its address read. */
export interface ExpectedPort {
  readonly name: string;
  readonly address: MacAddress | UnreadableMac;
}

/** The entry of MES that a port is paired with; by `address` it is satisfied, by `rename` it has the address under another name. */
export interface Pairing {
  readonly entry: ExpectedPort;
  readonly by: 'address' | 'name' | 'rename';
}

export interface PairedPorts {
  readonly byPort: ReadonlyMap<ComparedInterface, Pairing>;
  /** Entries that no port has, in the order of MES. */
  readonly missing: readonly ExpectedPort[];
  /** Addresses that MES gives to this device. */
  readonly listed: ReadonlySet<string>;
  /** Entries that no port satisfies, by address. */
  readonly unsatisfied: ReadonlyMap<string, ExpectedPort>;
}

export function expectedPorts(expected: readonly ExpectedInterface[]): ExpectedPort[] {
  return expected.map(({ name, mac }) => ({ name, address: readMac(mac) }));
}

/** The key of an entry's address; null when it cannot be read. */
export function keyOf({ address }: ExpectedPort): string | null {
  return address.kind === 'mac' ? address.key : null;
}

/** An entry's address in normal form, or the raw text where it cannot be read. */
export function textOf({ address }: ExpectedPort): string {
  return address.kind === 'mac' ? address.text : address.raw;
}

/** Ports of one switch chip, and a port and the one behind which it stands, may have one address. */
export function mayShareAddress(a: ReportedInterface, b: ReportedInterface): boolean {
  return (a.physSwitchId !== null && a.physSwitchId === b.physSwitchId) || a.conduit === b.name || b.conduit === a.name;
}

export function hasName(row: ReportedInterface, name: string): boolean {
  return row.name === name || row.altNames.includes(name);
}

/**
 * Pairs what MES lists with the judged ports of a device: an entry with at most one port, a port with at most one entry, in
 * the order of docs/verdicts.md.
 * @param reported all interfaces of the device, judged or not: their names tell a renamed port from a moved one
 */
export function pairPorts(
  entries: readonly ExpectedPort[],
  ports: readonly ComparedInterface[],
  reported: readonly ReportedInterface[],
  policy: Pick<ScanPolicy, 'interfaceNames'>,
): PairedPorts {
  const byPort = new Map<ComparedInterface, Pairing>();
  for (const [port, entry] of satisfy(entries, ports, policy)) byPort.set(port, { entry, by: 'address' });
  const left = new Set(entries);
  for (const { entry } of byPort.values()) left.delete(entry);
  const unsatisfied = new Map(Array.from(left, (entry) => [keyOf(entry) ?? '', entry] as const).toReversed());
  const pairLeftOver = (by: Pairing['by'], fits: (entry: ExpectedPort, port: ComparedInterface) => boolean): void => {
    for (const entry of left) {
      if (entry.name === '') continue;
      const port = ports.find((one) => !byPort.has(one) && fits(entry, one));
      if (port === undefined) continue;
      byPort.set(port, { entry, by });
      left.delete(entry);
    }
  };
  if (left.size > 0) {
    pairLeftOver('name', ({ name }, { row }) => row.name === name);
    pairLeftOver('name', ({ name }, { row }) => row.altNames.includes(name));
    const noNameIsKnown = !reported.some((row) => entries.some(({ name }) => name !== '' && hasName(row, name)));
    pairLeftOver(
      'rename',
      (entry, { row, address }) =>
        address !== null && keyOf(entry) === address.key && (noNameIsKnown || isSameNameRewritten(entry.name, row.name)),
    );
  }
  const listed = new Set(entries.map((entry) => keyOf(entry) ?? ''));
  return { byPort, missing: entries.filter((entry) => left.has(entry)), listed, unsatisfied };
}

/** As many pairs of equal address as there can be: each entry in order of preference, moving earlier ones on where that helps. */
function satisfy(
  entries: readonly ExpectedPort[],
  ports: readonly ComparedInterface[],
  policy: Pick<ScanPolicy, 'interfaceNames'>,
): Map<ComparedInterface, ExpectedPort> {
  const byKey = new Map<string, ComparedInterface[]>();
  for (const port of ports) {
    if (port.address === null) continue;
    const same = byKey.get(port.address.key);
    if (same === undefined) byKey.set(port.address.key, [port]);
    else same.push(port);
  }
  const wishes = entries.map((entry) => {
    const same = byKey.get(keyOf(entry) ?? '') ?? [];
    const ranked = same
      .map((port) => ({ port, rank: rankOf(entry, port, policy) }))
      .filter(({ rank }) => rank !== null)
      .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
    return { entry, rank: ranked[0]?.rank ?? 0, ports: ranked.map(({ port }) => port) };
  });
  const taken = new Map<ComparedInterface, (typeof wishes)[number]>();
  const place = (wish: (typeof wishes)[number], tried: Set<ComparedInterface>): boolean => {
    for (const port of wish.ports) {
      if (tried.has(port)) continue;
      tried.add(port);
      const holder = taken.get(port);
      if (holder !== undefined && !place(holder, tried)) continue;
      taken.set(port, wish);
      return true;
    }
    return false;
  };
  for (const wish of wishes.toSorted((a, b) => a.rank - b.rank)) place(wish, new Set());
  return new Map(Array.from(taken, ([port, { entry }]) => [port, entry]));
}

/** How well an entry fits a port of its address, 0 best; null when the policy does not let it. */
function rankOf({ name }: ExpectedPort, { row }: ComparedInterface, policy: Pick<ScanPolicy, 'interfaceNames'>): number | null {
  if (name !== '' && row.name === name) return 0;
  if (name !== '' && row.altNames.includes(name)) return 1;
  return name === '' || policy.interfaceNames === 'byMac' ? 2 : null;
}

/** Whether a port's name is the one of MES in other letters or with other characters that cannot be seen, or one is the other with the port suffix of newer drivers (`np0`). */
function isSameNameRewritten(name: string, own: string): boolean {
  if (withoutInvisible(own).toLowerCase() === withoutInvisible(name).toLowerCase()) return true;
  const [short, long] = own.length < name.length ? [own, name] : [name, own];
  return long.startsWith(short) && /^np\d+$/.test(long.slice(short.length));
}
