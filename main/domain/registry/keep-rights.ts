import type { Role } from '../../../protocol/people';
import { ROLE_OF_EVENT } from './reading/event-rights';
import { refuse } from './reading/refusal';
import { text, type Text } from '../../../protocol/texts/text';
import { mayDo } from '../people/roles';
import type { Changes, RegistryCommand, SubmissionSource } from './transaction';

/** Tags are a way to name devices; an agent can own them. */
const ROLE_OF_COMMAND = {
  submit: 'operator',
  createTags: 'operator',
  createAgent: 'supervisor',
  closeSnapshot: 'operator',
} as const satisfies Readonly<Record<RegistryCommand['kind'], Role>>;

/**
 * Refuses what the person who handed it in may not do, by what would be written: every event, those inside a Snapshot and those that
 * the registry derives included. Without a role (scans, the command line, the HTTP service, a console where nobody signs in) all goes.
 */
export function keepRights({ role }: SubmissionSource, command: RegistryCommand, { events, changedEvents }: Changes): void {
  if (role === undefined) return;
  const needs = (needed: Role, refusal: () => Text): void => {
    if (!mayDo(role, needed)) refuse('NotAllowed', refusal());
  };
  const needed = ROLE_OF_COMMAND[command.kind];
  needs(needed, () =>
    text(command.kind === 'createAgent' ? 'registry.needsRoleForAgent' : 'registry.needsRole', { needed, role }),
  );
  for (const { type } of [...events, ...changedEvents]) {
    const supposed = ROLE_OF_EVENT[type];
    needs(supposed, () => text('registry.needsRoleForEvent', { type, needed: supposed, role }));
  }
}
