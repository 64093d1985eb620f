import type { CommandName } from '../../../protocol/ipc';
import type { Role } from '../../../protocol/people';
import type { Authorise } from '../../ipc/router';

/** Who stands at the console, as far as commands ask. */
export interface Permissions {
  /** Throws an AppError `notSignedIn` or `notAllowed`. */
  require(role: Role): void;
  /** Gives a question that throws once another person, or nobody, stands there. */
  sameAsNow(): () => void;
}

/**
 * Refuses a command that the person at the console may not give.
 * @param roleOf the role that a command needs; null: anyone
 * @returns the same question for later: it refuses too when another person stands there by then
 * @throws AppError `notSignedIn` or `notAllowed`
 */
export function authoriseBy(signIn: Permissions, roleOf: (command: CommandName) => Role | null): Authorise {
  return (command) => {
    const role = roleOf(command);
    if (role === null) return () => undefined;
    signIn.require(role);
    const keepSame = signIn.sameAsNow();
    return () => {
      signIn.require(role);
      keepSame();
    };
  };
}
