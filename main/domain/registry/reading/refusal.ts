import { err, ok, type Result } from '../../../../protocol/result';
import type { RegistryError, RegistryErrorType } from '../model';

/** A refusal on its way out of the depth of a submission. Never leaves `refusalAsResult`. */
class Refused extends Error {
  readonly error: RegistryError;

  constructor(error: RegistryError) {
    super(error.message);
    this.error = error;
  }
}

/** Ends the reading or deciding of a submission; see `refusalAsResult`. @param message one sentence */
export function refuse(type: RegistryErrorType, message: string, field?: string): never {
  throw new Refused(registryError(type, message, field));
}

function registryError(type: RegistryErrorType, message: string, field?: string): RegistryError {
  const code = type === 'ResourceNotFound' ? 404 : 422;
  return field === undefined || field === '' ? { code, type, message } : { code, type, message, field };
}

/** Runs what may `refuse` and gives what it came to as a value. */
export function refusalAsResult<T>(run: () => T): Result<T, RegistryError> {
  try {
    return ok(run());
  } catch (error) {
    if (error instanceof Refused) return err(error.error);
    throw error;
  }
}
