import { text } from '../../../protocol/texts/text';
import type { DeviceNumber, EventRecord, SnapshotDetails, SnapshotEnd } from './model';
import { refuse } from './reading/refusal';
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
  return refuse('ResourceNotFound', text('registry.noSnapshot', { snapshot: visibleText(name, 64) }), field);
}

/** Closes a Snapshot for which what is missing will not come. Refuses one that is closed, and one without a reason. */
export function closeSnapshot(
  workspace: Workspace,
  { snapshot: name, reason }: Extract<RegistryCommand, { kind: 'closeSnapshot' }>,
): SnapshotEvent {
  const snapshot = findSnapshot(workspace, name.toLowerCase(), 'snapshot');
  const given = typeof reason === 'string' ? reason.trim() : '';
  if (given === '' || given.length > MAX_REASON)
    refuse('ValidationError', text('registry.closingReason', { most: String(MAX_REASON) }), 'reason');
  if (snapshot.closed)
    refuse(
      'ValidationError',
      text('registry.closedAlready', { snapshot: snapshot.id, since: snapshot.details.closedAt ?? '' }),
      'snapshot',
    );
  return end(workspace, snapshot, { how: 'person', reason: given, by: workspace.context.source.author });
}

/**
 * Closes the Snapshots of a device that wait for events where a newer one looked into it: what ran then has ended. One that only links a
 * tag or describes the device from outside interrupts nothing. Newer is what was made later, in whichever order the two came; what does
 * not say when it was made is newer than what came before it. @param latest came now
 */
export function interruptOlder(workspace: Workspace, latest: SnapshotEvent): void {
  if (workspace.rules < 2) return;
  for (const device of latest.devices) {
    if (workspace.rules >= 4 && !latest.closed) interruptByNewer(workspace, latest, device);
    if (!looksInside(latest)) continue;
    for (const open of workspace.openSnapshots(device)) {
      if (open.id === latest.id || !isSnapshot(open) || isOlder(workspace, latest, open)) continue;
      end(workspace, open, { how: 'interrupted', by: latest.id });
    }
  }
}

/** One that waits and came late is closed by the one that was made next after it. */
function interruptByNewer(workspace: Workspace, late: SnapshotEvent, device: DeviceNumber): void {
  const newer = workspace
    .eventsOf(device, ['Snapshot'])
    .filter(isSnapshot)
    .filter((other) => other.id !== late.id && looksInside(other) && isOlder(workspace, late, other));
  const next = newer.reduce<SnapshotEvent | null>(
    (first, other) => (first === null || isOlder(workspace, other, first) ? other : first),
    null,
  );
  if (next !== null) end(workspace, late, { how: 'interrupted', by: next.id });
}

function looksInside({ details: { software } }: SnapshotEvent): boolean {
  return SOFTWARES_THAT_LOOK_INSIDE.includes(software);
}

/** Whether both say when they were made, and this one was made first. Of two of one moment it is the one with the lesser uuid. */
function isOlder({ rules }: Workspace, one: SnapshotEvent, other: SnapshotEvent): boolean {
  const [mine, its] = [one.about.endTime, other.about.endTime];
  if (mine === null || its === null) return false;
  return mine < its || (rules >= 4 && mine === its && (one.details.uuid ?? '') < (other.details.uuid ?? ''));
}

function end(workspace: Workspace, snapshot: SnapshotEvent, ended: SnapshotEnd): SnapshotEvent {
  const { at } = workspace.context;
  const closed = { ...snapshot, closed: true, updated: at, details: { ...snapshot.details, closedAt: at, ended } };
  workspace.changeEvent(closed);
  return closed;
}
