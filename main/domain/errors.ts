/** Everything that can go wrong in a way that the operator can be told about. */
export type AppErrorCode =
  | 'brokerUnavailable'
  | 'storeFailed'
  /** Records were altered after they were written, or are missing: reading them again does not help. */
  | 'recordsDamaged'
  | 'operationExists'
  | 'noOperation'
  | 'notAllowedNow'
  | 'notFound'
  | 'sheetChanged'
  | 'badRoster'
  | 'badSettings'
  | 'secretsUnavailable'
  | 'fileFailed'
  | 'notSignedIn'
  | 'notAllowed'
  /** The device registry refused a submission. */
  | 'refused';

/** A known failure. `message` is one plain sentence: what, where, what next. */
export class AppError extends Error {
  readonly code: AppErrorCode;

  constructor(code: AppErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
  }
}

/** Whether records cannot be read because they were altered or are missing; everything else may pass. */
export function isDamage(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'recordsDamaged';
}
