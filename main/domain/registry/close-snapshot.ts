import type { EventRecord, SnapshotDetails, SnapshotEnd } from '../../../protocol/registry/model';
import { refuse } from '../../../protocol/registry/refusal';
import { SOFTWARES_THAT_LOOK_INSIDE } from '../../../protocol/registry/vocabulary';
import { visibleText } from '../../../protocol/visible-text';
import type { RegistryCommand } from './transaction';
import type { Workspace } from './workspace';

export type SnapshotEvent = EventRecord & { readonly details: SnapshotDetails };

const MAX_REASON = 500;

function isSnapshot(event: EventRecord): event is SnapshotEvent {
  return event.details.family === 'snapshot';
}

/** The Snapshot of this id, or of this uuid of its sender. Refuses with ResourceNotFound. @param field where the name stands */
export function findSnapshot(workspace: Workspace, name: string, field: string): SnapshotEvent {
  const found = workspace.event(name) ?? workspace.reads.snapshotByUuid(name);
  if (found !== null && isSnapshot(found)) return found;
  return refuse('ResourceNotFound', `There is no Snapshot ${visibleText(name, 64)}.`, field);
}

/** Closes a Snapshot for which what is missing will not come. Refuses one that is closed, and one without a reason. */
export function closeSnapshot(
  workspace: Workspace,
  { snapshot: name, reason }: Extract<RegistryCommand, { kind: 'closeSnapshot' }>,
): SnapshotEvent {
  const snapshot = findSnapshot(workspace, name.toLowerCase(), 'snapshot');
  const words = typeof reason === 'string' ? reason.trim() : '';
  if (words === '' || words.length > MAX_REASON)
    refuse('ValidationError', `\`reason\`: say in 1 to ${MAX_REASON} characters why it is closed.`, 'reason');
  if (snapshot.closed)
    refuse('ValidationError', `Snapshot ${snapshot.id} is closed already, since ${snapshot.details.closedAt ?? ''}.`, 'snapshot');
  return end(workspace, snapshot, { how: 'person', reason: words, by: workspace.context.source.author });
}

/**
 * Closes the Snapshots of a device that wait for events, because a newer one looked into it: what ran then has ended. One that only links a
 * tag or describes the device from outside interrupts nothing, and so does one that was made before and came late.
 */
export function interruptOlder(workspace: Workspace, newer: SnapshotEvent): void {
  if (workspace.rules < 2 || !SOFTWARES_THAT_LOOK_INSIDE.includes(newer.details.software)) return;
  for (const device of newer.devices) {
    for (const open of workspace.openSnapshots(device)) {
      if (open.id === newer.id || !isSnapshot(open) || isOlder(newer, open)) continue;
      end(workspace, open, { how: 'interrupted', by: newer.id });
    }
  }
}

function isOlder({ about: { endTime } }: SnapshotEvent, { about }: SnapshotEvent): boolean {
  return endTime !== null && about.endTime !== null && endTime < about.endTime;
}

function end(workspace: Workspace, snapshot: SnapshotEvent, ended: SnapshotEnd): SnapshotEvent {
  const { at } = workspace.context;
  const closed = { ...snapshot, closed: true, updated: at, details: { ...snapshot.details, closedAt: at, ended } };
  workspace.changeEvent(closed);
  return closed;
}
