import type { ScanCommand } from '../protocol/wire/read-command';

/** A command and how it came. */
export interface Asked {
  readonly command: Pick<ScanCommand, 'operationId' | 'attempt' | 'issuedAt'>;
  /** Who asks. */
  readonly replyTo: string | null;
  readonly messageId: string | null;
}

/**
 * Names a question: the same for copies of one command, another one for whoever else asks and for whoever asks again, though it be under
 * the same operation number. Null: copies cannot be told, so that each is a question of its own.
 */
export function questionOf({ command: { operationId, attempt, issuedAt }, replyTo, messageId }: Asked): string | null {
  const asking = issuedAt ?? messageId;
  return asking === null ? null : JSON.stringify([replyTo, operationId, attempt, asking]);
}

/** Remembers which questions were answered, the latest ones only. */
export interface SeenCommands {
  /** Notes the question. @returns true when it had been noted before. */
  note(question: string): boolean;
  /** Takes the note back: that question could not be answered after all. */
  forget(question: string): void;
}

const MAX_REMEMBERED = 128;

export function createSeenCommands(mostRemembered: number = MAX_REMEMBERED): SeenCommands {
  const seen = new Set<string>();
  return {
    note(question) {
      if (seen.has(question)) return true;
      seen.add(question);
      if (seen.size > mostRemembered) {
        const [oldest] = seen;
        if (oldest !== undefined) seen.delete(oldest);
      }
      return false;
    },
    forget: (question) => void seen.delete(question),
  };
}
