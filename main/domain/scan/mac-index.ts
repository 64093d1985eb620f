import type { NeighbourFacts, NeighbourPort } from '../compare/judge-interface';
import { isSameUnit, type Unit } from './unit-identity';
import { claimOf, claimsBut, collectClaimants, firstClaimBut, withClaim, withoutClaim, type Claims } from './claims';

/** One port of one unit that reported an address; `unit` tells units apart that share a serial number or have none. */
export interface Sighting extends NeighbourPort {
  readonly unit: Unit;
}

interface MacClaims {
  /** Devices whose counted report has this address. */
  reported: Claims;
  /** Devices to which MES gives it. */
  expected: Claims;
  /** Devices that are both. */
  owners: Claims;
  /** Devices to which MES ever gave it in this operation. */
  given: Claims;
  /** Every port that ever reported it in this operation, by `sightingKey`. Nearly always one. */
  seen: Sighting | Map<string, Sighting> | null;
}

const NO_FACTS: NeighbourFacts = { reportedBy: null, expectedBy: null, ownedBy: null, seenIn: null, givenTo: null };

/**
 * Who reports an address and to whom MES gives it, across the devices of one operation. Each change answers with the devices
 * whose comparison may come out differently now. What it says does not depend on the order in which things came. Addresses are keys
 * (`MacAddress.key`).
 */
export class MacIndex {
  readonly #byMac = new Map<string, MacClaims>();

  /** What the others have to do with this address, seen from one device. @param unit the unit that counts, see `unitOf` */
  factsFor(sn: string, mac: string, unit: Unit | null = null): NeighbourFacts {
    const claims = this.#byMac.get(mac);
    if (claims === undefined) return NO_FACTS;
    return {
      reportedBy: firstClaimBut(claims.reported, sn),
      expectedBy: firstClaimBut(claims.expected, sn),
      givenTo: firstClaimBut(claims.given, sn),
      ownedBy: firstClaimBut(claims.owners, sn),
      seenIn: first(this.sightings(sn, unit, mac)),
    };
  }

  /**
   * Every port of another unit that ever reported this address. Units of the same serial number are no rivals here, nor is the unit
   * itself, when it reported without its serial number.
   */
  *sightings(sn: string, unit: Unit | null, mac: string): Generator<Sighting> {
    const seen = this.#byMac.get(mac)?.seen ?? null;
    if (seen === null) return;
    for (const sighting of seen instanceof Map ? seen.values() : [seen]) {
      if (sighting.sn === sn || (sighting.sn === '' && unit !== null && isSameUnit(sighting.unit, unit))) continue;
      yield sighting;
    }
  }

  /** Whether the counted report of a device has this address. */
  reports(sn: string, mac: string): boolean {
    return claimOf(this.#byMac.get(mac)?.reported ?? null, sn) !== null;
  }

  /** Every other device to which MES gives or gave this address in this operation. */
  expectedElsewhere(sn: string, mac: string): NeighbourPort[] {
    return claimsBut(this.#byMac.get(mac)?.given ?? null, sn);
  }

  /** Notes that a unit reported these ports, whatever becomes of its report; it is never forgotten. */
  addSeen(sn: string, unit: Unit, ports: readonly { readonly name: string; readonly mac: string }[]): ReadonlySet<string> {
    const touched = new Set<string>();
    for (const { name, mac } of ports) {
      const claims = this.#claimsOn(mac);
      const sighting: Sighting = { sn, interface: name, unit };
      if (!see(claims, sighting)) continue;
      collectClaimants(claims.owners, touched);
    }
    touched.delete(sn);
    return touched;
  }

  addReported(sn: string, ports: readonly { readonly name: string; readonly mac: string }[]): ReadonlySet<string> {
    return this.#add('reported', sn, ports);
  }

  addExpected(sn: string, ports: readonly { readonly name: string; readonly mac: string }[]): ReadonlySet<string> {
    return this.#add('expected', sn, ports);
  }

  /** Forgets what a device reports and is expected to have, not what was seen; answers with everyone who shared something with it. */
  remove(sn: string, macs: Iterable<string>): ReadonlySet<string> {
    const touched = new Set<string>();
    for (const mac of macs) {
      const claims = this.#byMac.get(mac);
      if (claims === undefined) continue;
      claims.owners = withoutClaim(claims.owners, sn);
      claims.reported = withoutClaim(claims.reported, sn);
      claims.expected = withoutClaim(claims.expected, sn);
      collectClaimants(claims.reported, touched);
      collectClaimants(claims.expected, touched);
    }
    touched.delete(sn);
    return touched;
  }

  #add(side: 'reported' | 'expected', sn: string, ports: readonly { readonly name: string; readonly mac: string }[]) {
    const touched = new Set<string>();
    for (const { name, mac } of ports) {
      const claims = this.#claimsOn(mac);
      if (claimOf(claims[side], sn) !== null) continue;
      const { claims: after, told } = withClaim(claims[side], { sn, interface: name });
      claims[side] = after;
      if (side === 'expected' && claimOf(claims.given, sn) === null)
        claims.given = withClaim(claims.given, { sn, interface: name }).claims;
      const reported = claimOf(claims.reported, sn);
      let toldOfOwner = false;
      if (reported !== null && claimOf(claims.expected, sn) !== null) {
        const owners = withClaim(claims.owners, reported);
        claims.owners = owners.claims;
        toldOfOwner = owners.told;
      }
      if (!told && !toldOfOwner) {
        // Whose match it speaks against is told of every claim, not of the first alone.
        collectClaimants(claims.owners, touched);
        continue;
      }
      collectClaimants(claims.reported, touched);
      collectClaimants(claims.expected, touched);
    }
    touched.delete(sn);
    return touched;
  }

  #claimsOn(mac: string): MacClaims {
    const known = this.#byMac.get(mac);
    if (known !== undefined) return known;
    const claims: MacClaims = { reported: null, expected: null, owners: null, given: null, seen: null };
    this.#byMac.set(mac, claims);
    return claims;
  }
}

/** What makes one sighting the same as another: the unit, its serial number and its port. */
function sightingKey({ sn, interface: port, unit }: Sighting): string {
  return JSON.stringify([sn, unit.name, port]);
}

/** Adds a sighting. @returns whether it is new */
function see(claims: MacClaims, sighting: Sighting): boolean {
  const { seen } = claims;
  if (seen === null) {
    claims.seen = sighting;
    return true;
  }
  const key = sightingKey(sighting);
  if (seen instanceof Map) {
    if (seen.has(key)) return false;
    seen.set(key, sighting);
    return true;
  }
  if (sightingKey(seen) === key) return false;
  claims.seen = new Map([
    [sightingKey(seen), seen],
    [key, sighting],
  ]);
  return true;
}

/** The sighting whose serial number, port and unit sort first. */
function first(sightings: Iterable<Sighting>): Sighting | null {
  let best: Sighting | null = null;
  for (const one of sightings) if (best === null || comesBefore(one, best)) best = one;
  return best;
}

function comesBefore(a: Sighting, b: Sighting): boolean {
  if (a.sn !== b.sn) return a.sn < b.sn;
  return a.interface === b.interface ? a.unit.name < b.unit.name : a.interface < b.interface;
}
