import type { OraclePort } from './verdict-oracle';

/** A port of which the oracle is told no more than its name, its address and its other names. */
export function oraclePort(name: string, mac: string, altNames: string[] = []): OraclePort {
  return { name, altNames, mac, permanentMac: null, kind: 'physical', physSwitchId: null, conduit: null, addrAssignType: null };
}
