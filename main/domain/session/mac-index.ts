import type { NeighbourFacts, NeighbourPort } from '../compare/judge-interface';

type Claims = Map<string, string>;

interface MacClaims {
  /** Serial → interface, of devices that report this MAC, in the order in which they came. */
  readonly reported: Claims;
  /** Serial → interface, of devices to which MES gives it. */
  readonly expected: Claims;
}

/**
 * Who reports a MAC and to whom MES gives it, across the devices of one operation. Each change answers with the devices
 * whose comparison may come out differently now; a MAC that a thousand devices share costs no more than one that two share,
 * because who has a rival already does not care for one more.
 */
export class MacIndex {
  readonly #byMac = new Map<string, MacClaims>();

  /** What the other devices have to do with this MAC, seen from one device. */
  factsFor(sn: string, mac: string): NeighbourFacts {
    const claims = this.#byMac.get(mac);
    if (claims === undefined) return { reportedBy: null, expectedBy: null, ownedBy: null };
    return {
      reportedBy: firstOther(claims.reported, sn, null),
      expectedBy: firstOther(claims.expected, sn, null),
      ownedBy: firstOther(claims.reported, sn, claims.expected),
    };
  }

  addReported(sn: string, interfaces: readonly { readonly name: string; readonly mac: string }[]): ReadonlySet<string> {
    return this.#add('reported', sn, interfaces);
  }

  addExpected(sn: string, interfaces: readonly { readonly name: string; readonly mac: string }[]): ReadonlySet<string> {
    return this.#add('expected', sn, interfaces);
  }

  /** Forgets all that a device reports and is expected to have; answers with everyone who shared something with it. */
  remove(sn: string, macs: Iterable<string>): ReadonlySet<string> {
    const touched = new Set<string>();
    for (const mac of macs) {
      const claims = this.#byMac.get(mac);
      if (claims === undefined) continue;
      claims.reported.delete(sn);
      claims.expected.delete(sn);
      for (const other of claims.reported.keys()) touched.add(other);
      for (const other of claims.expected.keys()) touched.add(other);
      if (claims.reported.size === 0 && claims.expected.size === 0) this.#byMac.delete(mac);
    }
    touched.delete(sn);
    return touched;
  }

  #add(
    side: 'reported' | 'expected',
    sn: string,
    interfaces: readonly { readonly name: string; readonly mac: string }[],
  ): ReadonlySet<string> {
    const touched = new Set<string>();
    for (const { name, mac } of interfaces) {
      let claims = this.#byMac.get(mac);
      if (claims === undefined) {
        claims = { reported: new Map(), expected: new Map() };
        this.#byMac.set(mac, claims);
      }
      if (claims[side].has(sn)) continue;
      const ownersBefore = owners(claims);
      const before = claims[side].size;
      claims[side].set(sn, name);
      const viewsChange = before < 2 || (owners(claims) !== ownersBefore && ownersBefore < 2);
      if (!viewsChange) continue;
      for (const other of claims.reported.keys()) touched.add(other);
      for (const other of claims.expected.keys()) touched.add(other);
    }
    touched.delete(sn);
    return touched;
  }
}

function firstOther(claims: Claims, sn: string, alsoIn: Claims | null): NeighbourPort | null {
  for (const [other, port] of claims) {
    if (other !== sn && (alsoIn === null || alsoIn.has(other))) return { sn: other, interface: port };
  }
  return null;
}

function owners({ reported, expected }: MacClaims): number {
  let count = 0;
  for (const sn of reported.keys()) if (expected.has(sn)) count += 1;
  return count;
}
