/** What is known about one interface's addresses. */
export interface AddressEvidence {
  readonly current: string;
  /** 0 permanent, 1 random, 2 stolen from another device, 3 set by software. */
  readonly addrAssignType: number | null;
  /** `bonding_slave/perm_hwaddr`: a bond gives all its members one address and keeps the real one there. */
  readonly bondMemberAddress: string | null;
  /** `permaddr` of netlink; `ip` prints it only where it differs from the current one. */
  readonly netlinkPermanent: string | null;
}

/**
 * The address that the hardware was made with, or null where none is known. All zeros is no address. Where nothing else
 * says it, an assign type of 0 does: the kernel sets another type as soon as somebody changes the address.
 */
export function permanentAddress(evidence: AddressEvidence): string | null {
  for (const address of [evidence.bondMemberAddress, evidence.netlinkPermanent]) {
    if (address !== null && !isNoAddress(address)) return address;
  }
  return evidence.addrAssignType === 0 && !isNoAddress(evidence.current) ? evidence.current : null;
}

function isNoAddress(address: string): boolean {
  return !/[1-9a-f]/iu.test(address);
}
