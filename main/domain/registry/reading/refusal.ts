import { err, ok, type Result } from '../../../../protocol/result';
import type { Text } from '../../../../protocol/texts/text';
import type { RegistryError, RegistryErrorType } from '../model';

/** A refusal on its way out of the depth of a submission. Never leaves `refusalAsResult`. */
class Refused extends Error {
  readonly error: RegistryError;

  constructor(error: RegistryError) {
    super(error.type);
    this.error = error;
  }
}

/** Ends the reading or deciding of a submission; see `refusalAsResult`. @param what one sentence */
export function refuse(type: RegistryErrorType, what: Text, field?: string): never {
  throw new Refused(registryError(type, what, field));
}

function registryError(type: RegistryErrorType, what: Text, field?: string): RegistryError {
  const code = type === 'ResourceNotFound' ? 404 : 422;
  const error = { code, type, texts: [what] } as const;
  return field === undefined || field === '' ? error : { ...error, field };
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
