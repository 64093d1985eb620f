import { english } from '../../messages/english';
import type { Text, Texts } from '../../protocol/texts/text';

/** Everything that can go wrong in a way that the operator can be told about. */
export type AppErrorCode =
  | 'brokerUnavailable'
  | 'storeFailed'
  /** Records were altered after they were written, or are missing: reading them again does not help. */
  | 'recordsDamaged'
  /** What is stored was made by a newer version of this program. */
  | 'newerVersion'
  | 'operationExists'
  | 'noOperation'
  | 'notAllowedNow'
  | 'notFound'
  | 'sheetChanged'
  | 'badRoster'
  | 'badRack'
  | 'badSettings'
  | 'secretsUnavailable'
  | 'fileFailed'
  | 'notSignedIn'
  | 'notAllowed'
  /** The device registry refused a submission. */
  | 'refused';

/** A known failure. `texts` say it to people: what, where, what next. `message` is the same in English, for the log. */
export class AppError extends Error {
  /** The kind of failure: what the program decides by. */
  readonly code: AppErrorCode;
  readonly texts: Texts;

  constructor(code: AppErrorCode, says: Text | Texts, options?: { readonly cause?: unknown }) {
    const texts = 'code' in says ? [says] : says;
    super(english(texts), options);
    this.name = 'AppError';
    this.code = code;
    this.texts = texts;
  }
}

/** Whether a scan cannot be read here, now or later: its records were altered, are missing, or are of a newer version. */
export function isUnreadable(error: unknown): boolean {
  return isDamage(error) || (error instanceof AppError && error.code === 'newerVersion');
}

/** Whether records cannot be read because they were altered or are missing; everything else may pass. */
export function isDamage(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'recordsDamaged';
}
