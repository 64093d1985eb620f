import type { Texts } from '../../../protocol/texts/text';

export interface QuarantinedMessage {
  readonly id: string;
  readonly at: number;
  readonly reason: Texts;
  readonly bytes: Uint8Array;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One as a list shows it. */
export interface QuarantinedHead extends Omit<QuarantinedMessage, 'bytes'> {
  /** The first bytes of what is kept of it. */
  readonly beginning: Uint8Array;
  /** How many bytes are kept of it. */
  readonly size: number;
}

export interface QuarantinedRow extends QuarantinedMessage {
  readonly position: number;
}

/** A message of an operation that is not known here, kept until it is found out whose it is. */
export interface HeldMessage {
  readonly id: string;
  readonly operationId: string;
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Messages that could not be used, or not yet. */
export interface SetAside {
  /** Newest first, without what comes after the beginning of each. */
  listQuarantined(limit: number): Promise<readonly QuarantinedHead[]>;
  /** Whole, oldest first, behind the one given (0 for all). */
  quarantinedAfter(position: number, limit: number): Promise<readonly QuarantinedRow[]>;
  countQuarantined(): Promise<number>;
  loadHeld(id: string): Promise<HeldMessage | null>;
  /** In the order of coming. */
  listHeld(): Promise<readonly Pick<HeldMessage, 'id' | 'operationId'>[]>;
}
