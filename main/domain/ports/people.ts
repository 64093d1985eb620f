import type { Role } from '../../../protocol/people';

/** Someone who may sign in. */
export interface StoredPerson {
  readonly badge: string;
  readonly name: string;
  readonly role: Role;
  /** As `PinHasher` made it. */
  readonly pinHash: string;
  /** Wrong PINs since the last right one. */
  readonly wrongPins: number;
  readonly lockedUntil: number | null;
}

/** Turns PINs into something that is no PIN, slowly on purpose. */
export interface PinHasher {
  hash(pin: string): Promise<string>;
  matches(pin: string, hash: string): Promise<boolean>;
}

/** Who may sign in. */
export interface People {
  listPeople(): Promise<readonly StoredPerson[]>;
}
