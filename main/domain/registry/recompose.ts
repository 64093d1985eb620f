import type { DeviceNumber, DeviceRecord, EventUuid, SnapshotSubmission } from './model';
import { isA } from '../../../protocol/registry/type-trees';
import type { Workspace } from './workspace';

/** How the composition of a computer changed. */
export interface Recomposition {
  /** New minus old. */
  readonly added: readonly DeviceNumber[];
  /** Old minus new. */
  readonly removed: readonly DeviceNumber[];
  /** What was taken out of other computers: one Remove for each of them. */
  readonly taken: readonly Taken[];
}

interface Taken {
  /** Of the Remove. */
  readonly id: EventUuid;
  readonly from: DeviceNumber;
  readonly components: readonly DeviceNumber[];
}

/**
 * Makes the computer hold exactly these components. What is taken from another computer gives a Remove there; what merely is gone leaves
 * without an event of its own.
 * @param said for which types the list is complete; what is of other types stays, and so does what an entry that could not be read may
 * have been
 */
export function recompose(
  workspace: Workspace,
  computer: DeviceRecord,
  components: readonly DeviceRecord[],
  { completeFor, unreadTypes }: Pick<SnapshotSubmission, 'completeFor' | 'unreadTypes'>,
  snapshot: EventUuid,
): Recomposition {
  const old = workspace.componentsOf(computer.id);
  const listed = new Set(components.map(({ id }) => id));
  const isSeen = ({ type }: DeviceRecord) => completeFor === null || completeFor.some((seen) => isA(type, seen));
  const mayBeUnread = ({ type }: DeviceRecord) =>
    unreadTypes.some((unread) => unread === null || isA(type, unread) || isA(unread, type));
  const gone = old.filter((component) => !listed.has(component.id) && isSeen(component) && !mayBeUnread(component));
  const newlyHere = components.filter(({ parent }) => parent !== computer.id);
  const taken: Taken[] = [];
  for (const from of new Set(newlyHere.map(({ parent }) => parent))) {
    const group = newlyHere.filter(({ parent }) => parent === from).map(({ id }) => id);
    const ended = from === null ? snapshot : workspace.newId();
    if (from !== null) taken.push({ id: ended, from, components: group });
    for (const id of group) workspace.moveComponent(id, computer.id, { ended, begun: snapshot });
  }
  for (const { id } of gone) workspace.moveComponent(id, null, { ended: snapshot, begun: snapshot });
  return { added: newlyHere.map(({ id }) => id), removed: gone.map(({ id }) => id), taken };
}
