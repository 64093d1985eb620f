/** Where records lie: what tells them from their copies, and from what they were before. */
export interface RecordsPlace {
  /**
   * Whether records that have this note of themselves are a copy, or are older than those that were open here last.
   * @param note what they say of where they were open last; null: they never noted it
   */
  isElsewhere(note: string | null): Promise<boolean>;
  /**
   * Marks the place anew, so that every copy that was made before no longer fits it.
   * @param write puts the note of the new mark on record; the mark holds when it resolves
   *
   * Rejects with `storeFailed` where the place cannot be marked, and with what `write` rejects with.
   */
  mark(write: (note: string) => Promise<void>): Promise<void>;
}
