/** Badge and PIN as a sheet asks for them. */
export interface Credentials {
  readonly badge: string;
  readonly pin: string;
  /** The badge came from a scanner and cannot be read on the screen: what was scanned may be a PIN. */
  readonly hidden: boolean;
}

export const NO_CREDENTIALS: Credentials = { badge: '', pin: '', hidden: false };

/** With a code that a scanner read: the badge first, then the PIN; null when both are there and it belongs to nothing here. */
export function withScan(given: Credentials, code: string): Credentials | null {
  if (given.badge.trim() === '' || given.badge === code) return { ...given, badge: code, hidden: true };
  return given.pin === '' ? { ...given, pin: code } : null;
}

/** With the badge field as it is now. It can be read again when all that was scanned is gone from it. */
export function withBadge(given: Credentials, badge: string): Credentials {
  return { ...given, badge, hidden: given.hidden && badge !== '' };
}
