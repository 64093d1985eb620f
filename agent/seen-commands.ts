/** Remembers which attempts of which operations were answered, the latest ones only. */
export interface SeenCommands {
  /** Notes the attempt. @returns true when it had been noted before. */
  note(operationId: string | number, attempt: number): boolean;
  /** Takes the note back: that attempt could not be answered after all. */
  forget(operationId: string | number, attempt: number): void;
}

const MOST_REMEMBERED = 128;

export function createSeenCommands(mostRemembered: number = MOST_REMEMBERED): SeenCommands {
  const seen = new Set<string>();
  return {
    note(operationId, attempt) {
      const key = keyOf(operationId, attempt);
      if (seen.has(key)) return true;
      seen.add(key);
      if (seen.size > mostRemembered) {
        const [oldest] = seen;
        if (oldest !== undefined) seen.delete(oldest);
      }
      return false;
    },
    forget(operationId, attempt) {
      seen.delete(keyOf(operationId, attempt));
    },
  };
}

function keyOf(operationId: string | number, attempt: number): string {
  return JSON.stringify([operationId, attempt]);
}
