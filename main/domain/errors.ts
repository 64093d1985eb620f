/** Everything that can go wrong in a way that the operator can be told about. */
export type AppErrorCode =
  | 'brokerUnavailable'
  | 'storeFailed'
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
