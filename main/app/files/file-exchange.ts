import type { AuditDetail, AuditEntry } from '../../domain/scan/events';
import type { ChosenFile, FileContent, FileDialogs } from '../ports';

export interface FileExchangeDeps {
  readonly dialogs: FileDialogs;
  /** Gives a question that throws once another person, or nobody, stands at the console. */
  readonly sameAsNow: () => () => void;
  readonly person: () => string;
  readonly record: (
    action: AuditEntry['action'],
    subject: AuditDetail,
    before: AuditDetail | null,
    after: AuditDetail | null,
    person: string,
  ) => Promise<void>;
}

/** A text that somebody at the console asks for as a file. */
export interface SavedText {
  /** Of the dialog. */
  readonly title: string;
  readonly make: () => NamedText | Promise<NamedText>;
  /** How the audit trail names it. */
  readonly action: AuditEntry['action'];
  /** What was in it, for the audit trail; asked once it is written. */
  readonly what?: () => AuditDetail | null;
}

interface NamedText {
  readonly fileName: string;
  readonly text: FileContent;
}

/** Files that a person takes out of the console or brings in, through the system's dialogs. */
export class FileExchange {
  readonly #deps: FileExchangeDeps;

  constructor(deps: FileExchangeDeps) {
    this.#deps = deps;
  }

  /** Lets whoever asked choose a file; null when the dialog was closed. Who came in their place meanwhile chooses nothing for them. */
  async choose(title: string, kind: ChosenFile): Promise<string | null> {
    const { dialogs, sameAsNow } = this.#deps;
    const keepSame = sameAsNow();
    const file = await dialogs.chooseFile(title, kind);
    keepSame();
    return file;
  }

  /**
   * Makes a text, has whoever asked choose where it goes, and puts it on record as theirs. Nothing is written once they are signed out.
   * @returns the path written; null when the dialog was closed
   */
  async save({ title, make, action, what = () => null }: SavedText): Promise<string | null> {
    const { dialogs, sameAsNow, record } = this.#deps;
    const keepSame = sameAsNow();
    const person = this.#deps.person();
    const { fileName, text } = await make();
    keepSame();
    const path = await dialogs.saveText(title, fileName, text, keepSame);
    if (path !== null) await record(action, path, null, what(), person);
    return path;
  }
}
