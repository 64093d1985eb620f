import type { CommandRows, CommandsOf } from '../command-row';
import type { IdleSignOut } from './idle-sign-out';
import type { SignInService } from './sign-in-service';

export interface PeopleCommandServices {
  readonly signIn: SignInService;
  readonly idle: Pick<IdleSignOut, 'active'>;
}

export const PEOPLE_COMMANDS: CommandRows<CommandsOf<'person'>, PeopleCommandServices> = {
  'person.signIn': { role: null, weight: 'light', handle: async ({ signIn }, { badge, pin }) => signIn.signIn(badge, pin) },
  'person.signOut': { role: null, weight: 'light', handle: async ({ signIn }) => signIn.signOut() },
  'person.active': {
    role: null,
    weight: 'light',
    handle: async ({ idle }) => {
      idle.active();
      return null;
    },
  },
  'person.list': { role: 'engineer', weight: 'light', handle: async ({ signIn }) => signIn.list() },
  'person.save': { role: 'engineer', weight: 'light', handle: async ({ signIn }, person) => signIn.save(person) },
  'person.remove': { role: 'engineer', weight: 'light', handle: async ({ signIn }, { badge }) => signIn.remove(badge) },
};
