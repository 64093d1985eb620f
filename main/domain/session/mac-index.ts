import type { NeighbourFacts, NeighbourPort } from '../compare/judge-interface';

/** Claims to one MAC in the order in which they came, by serial. Nearly always none or one, so only rivals get a map. */
type Claims = null | NeighbourPort | Map<string, NeighbourPort>;
type Side = 'reported' | 'expected';

interface MacClaims {
  /** Devices that report this MAC. */
  reported: Claims;
  /** Devices to which MES gives it. */
  expected: Claims;
  /** How many are both. */
  owners: number;
}

const NO_FACTS: NeighbourFacts = { reportedBy: null, expectedBy: null, ownedBy: null };

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
    if (claims === undefined) return NO_FACTS;
    return {
      reportedBy: firstOther(claims.reported, sn),
      expectedBy: firstOther(claims.expected, sn),
      ownedBy: claims.owners === 0 ? null : firstOther(claims.reported, sn, claims.expected),
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
      if (has(claims.reported, sn) && has(claims.expected, sn)) claims.owners -= 1;
      claims.reported = without(claims.reported, sn);
      claims.expected = without(claims.expected, sn);
      collect(claims.reported, touched);
      collect(claims.expected, touched);
      if (claims.reported === null && claims.expected === null) this.#byMac.delete(mac);
    }
    return touched;
  }

  #add(side: Side, sn: string, interfaces: readonly { readonly name: string; readonly mac: string }[]): ReadonlySet<string> {
    const touched = new Set<string>();
    const otherSide: Side = side === 'reported' ? 'expected' : 'reported';
    for (const { name, mac } of interfaces) {
      const claims = this.#byMac.get(mac);
      if (claims === undefined) {
        const port = { sn, interface: name };
        this.#byMac.set(
          mac,
          side === 'reported' ? { reported: port, expected: null, owners: 0 } : { reported: null, expected: port, owners: 0 },
        );
        continue;
      }
      if (has(claims[side], sn)) continue;
      const before = sizeOf(claims[side]);
      const ownersBefore = claims.owners;
      claims[side] = having(claims[side], { sn, interface: name });
      if (has(claims[otherSide], sn)) claims.owners += 1;
      const viewsChange = before < 2 || (claims.owners !== ownersBefore && ownersBefore < 2);
      if (!viewsChange) continue;
      collect(claims.reported, touched);
      collect(claims.expected, touched);
    }
    touched.delete(sn);
    return touched;
  }
}

function has(claims: Claims, sn: string): boolean {
  return claims instanceof Map ? claims.has(sn) : claims?.sn === sn;
}

function sizeOf(claims: Claims): number {
  if (claims instanceof Map) return claims.size;
  return claims === null ? 0 : 1;
}

function having(claims: Claims, port: NeighbourPort): Claims {
  if (claims === null) return port;
  if (claims instanceof Map) return claims.set(port.sn, port);
  return new Map([
    [claims.sn, claims],
    [port.sn, port],
  ]);
}

function without(claims: Claims, sn: string): Claims {
  if (!(claims instanceof Map)) return claims?.sn === sn ? null : claims;
  claims.delete(sn);
  return claims.size === 0 ? null : claims;
}

/** Adds everyone who claims to `serials`. */
function collect(claims: Claims, serials: Set<string>): void {
  if (claims instanceof Map) for (const other of claims.keys()) serials.add(other);
  else if (claims !== null) serials.add(claims.sn);
}

/** The first claim of another serial, of those that stand in `alsoIn` too when it is given. */
function firstOther(claims: Claims, sn: string, alsoIn?: Claims): NeighbourPort | null {
  const counts = (port: NeighbourPort): boolean => port.sn !== sn && (alsoIn === undefined || has(alsoIn, port.sn));
  if (!(claims instanceof Map)) return claims !== null && counts(claims) ? claims : null;
  for (const port of claims.values()) if (counts(port)) return port;
  return null;
}
