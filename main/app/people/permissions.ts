import type { CommandName } from '../../../protocol/ipc';
import type { Role } from '../../../protocol/people';

/** The role that each command needs once people are on record; null: anyone who stands at the console. */
export const ROLE_OF_COMMAND = {
  'app.snapshot': null,
  'app.health': null,
  'person.signIn': null,
  'person.signOut': null,
  'person.active': null,
  'scan.start': 'operator',
  'scan.finish': 'operator',
  'scan.rescan': 'operator',
  'scan.clearContest': 'operator',
  'roster.parse': 'operator',
  'roster.open': 'operator',
  'device.details': 'operator',
  // A supervisor's own, or a supervisor's badge at an operator's console: the handler looks.
  'device.waive': 'operator',
  'pair.sheet': 'operator',
  'pair.confirm': 'operator',
  'pair.settle': 'operator',
  'delivery.retry': 'operator',
  'delivery.details': 'operator',
  'delivery.edit': 'supervisor',
  'delivery.settle': 'supervisor',
  'aside.list': 'operator',
  'aside.export': 'supervisor',
  'export.scanLog': 'operator',
  'export.evidence': 'supervisor',
  'operation.list': 'operator',
  'operation.open': 'operator',
  'audit.list': 'supervisor',
  'support.bundle': 'supervisor',
  'settings.save': 'engineer',
  'settings.test': 'engineer',
  'settings.export': 'engineer',
  'settings.import': 'engineer',
  'records.keep': 'engineer',
  'window.look': 'operator',
  'practice.switch': 'operator',
  'person.list': 'engineer',
  'person.save': 'engineer',
  'person.remove': 'engineer',
  'registry.devices': 'operator',
  'registry.models': 'operator',
  'registry.device': 'operator',
  'registry.events': 'operator',
  'registry.image': 'operator',
  'registry.agents': 'operator',
  'registry.openSnapshots': 'operator',
  'registry.lookUp': 'operator',
  'registry.submitFile': 'operator',
  'registry.grade': 'operator',
  'registry.addPictures': 'operator',
  'registry.ratePicture': 'operator',
  'registry.addTag': 'operator',
  'registry.closeSnapshot': 'operator',
  // Who owns a device, and what becomes of it, is a supervisor's word.
  'registry.addAgent': 'supervisor',
  'registry.act': 'supervisor',
} as const satisfies Record<CommandName, Role | null>;

/**
 * Refuses a command that the person at the console may not give.
 * @returns the same question for later: it refuses too when another person stands there by then
 * @throws AppError `notSignedIn` or `notAllowed`
 */
export function authoriseBy(signIn: {
  require(role: Role): void;
  sameAsNow(): () => void;
}): (command: CommandName) => () => void {
  return (command) => {
    const role = ROLE_OF_COMMAND[command];
    if (role === null) return () => undefined;
    signIn.require(role);
    const keepSame = signIn.sameAsNow();
    return () => {
      signIn.require(role);
      keepSame();
    };
  };
}
