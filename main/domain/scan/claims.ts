import type { NeighbourPort } from '../compare/judge-interface';

/** Claims of devices to one address, at most one a serial number. Nearly always none or one, so only rivals get a map. */
export type Claims = NeighbourPort | Rivals | null;

/**
 * Two claims or more. The two whose serial numbers sort first are kept at hand: all that a claimant is told of the others is
 * the first that is not itself.
 */
class Rivals {
  readonly bySerial = new Map<string, NeighbourPort>();
  first: NeighbourPort | null = null;
  second: NeighbourPort | null = null;

  /** @returns whether somebody may be told another first claim now */
  add(port: NeighbourPort): boolean {
    this.bySerial.set(port.sn, port);
    return this.#rank(port);
  }

  delete(sn: string): void {
    this.bySerial.delete(sn);
    if (this.first?.sn !== sn && this.second?.sn !== sn) return;
    this.first = null;
    this.second = null;
    for (const port of this.bySerial.values()) this.#rank(port);
  }

  #rank(port: NeighbourPort): boolean {
    if (this.first === null || port.sn < this.first.sn) {
      this.second = this.first;
      this.first = port;
      return true;
    }
    if (this.second !== null && port.sn > this.second.sn) return false;
    this.second = port;
    return true;
  }
}

export function claimOf(claims: Claims, sn: string): NeighbourPort | null {
  if (claims instanceof Rivals) return claims.bySerial.get(sn) ?? null;
  return claims?.sn === sn ? claims : null;
}

/** Adds the claim of a serial number that has none yet. `told`: somebody may be told another first claim now. */
export function withClaim(claims: Claims, port: NeighbourPort): { readonly claims: Claims; readonly told: boolean } {
  if (claims === null) return { claims: port, told: true };
  if (claims instanceof Rivals) return { claims, told: claims.add(port) };
  const rivals = new Rivals();
  rivals.add(claims);
  rivals.add(port);
  return { claims: rivals, told: true };
}

export function withoutClaim(claims: Claims, sn: string): Claims {
  if (!(claims instanceof Rivals)) return claims?.sn === sn ? null : claims;
  claims.delete(sn);
  return claims.bySerial.size === 0 ? null : claims;
}

/** The claim whose serial number sorts first among those of others. */
export function firstClaimBut(claims: Claims, sn: string): NeighbourPort | null {
  if (claims instanceof Rivals) return claims.first?.sn === sn ? claims.second : claims.first;
  return claims?.sn === sn ? null : claims;
}

export function claimsBut(claims: Claims, sn: string): NeighbourPort[] {
  if (claims === null) return [];
  const all = claims instanceof Rivals ? [...claims.bySerial.values()] : [claims];
  return all.filter((port) => port.sn !== sn);
}

/** Adds everyone who claims to `serials`. */
export function collectClaimants(claims: Claims, serials: Set<string>): void {
  if (claims instanceof Rivals) for (const sn of claims.bySerial.keys()) serials.add(sn);
  else if (claims !== null) serials.add(claims.sn);
}
