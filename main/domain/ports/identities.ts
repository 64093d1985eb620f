/** Texts that must be unlike any other, made at the edge. */
export interface Identities {
  /** A new unique id. */
  unique(): string;
  /** Names a list: the same list gives the same text. */
  digest(items: readonly string[]): string;
}
