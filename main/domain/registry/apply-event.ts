import { text } from '../../../protocol/texts/text';
import type { DeviceNumber, DeviceRecord, EventMark, EventRecord, EventSubmission } from './model';
import { refuse } from './reading/refusal';
import { eventFacts, type EventType } from '../../../protocol/registry/event-types';
import { findSnapshot, type SnapshotEvent } from './close-snapshot';
import { isAllMet, meet } from './expected-events';
import { type Belonging, keepTarget, linkEvent } from './link-event';
import { addImageSet, addPhotoboxRate } from './photobox';
import { isRated, rateDevice } from './rate-device';
import { addTrade, isTrading, keepAgent } from './trade';
import type { Workspace } from './workspace';

/** Writes one event that was sent on its own, and what follows from it. */
export function applyEvent(workspace: Workspace, submission: EventSubmission): EventRecord {
  keepAgent(workspace, submission.agent, 'agent');
  const { event: input } = submission;
  const snapshot = submission.snapshot === null ? null : snapshotOf(workspace, submission.snapshot, input.type);
  const belonging: Belonging = { id: workspace.newId(), snapshot: snapshot?.id ?? null, agent: submission.agent };
  if (input.details.family === 'photoboxRate') return addPhotoboxRate(workspace, submission, input.details, belonging);

  const devices = targets(workspace, submission, snapshot);
  for (const device of devices) keepTarget(input.type, device, 'device');
  if (isTrading(input.type)) return addTrade(workspace, submission, devices, belonging);
  const event = linkEvent(workspace, input, devices, belonging);
  if (event.details.family === 'imageSet') return addImageSet(workspace, event, event.details);
  workspace.addEvent(snapshot === null ? event : { ...event, marks: marksIn(workspace, snapshot, event) });
  if (isRated(workspace, event.type)) rateDevice(workspace, event);
  return workspace.event(event.id) ?? event;
}

function snapshotOf(workspace: Workspace, name: string, type: EventType): SnapshotEvent {
  const found = findSnapshot(workspace, name, 'snapshot');
  if (eventFacts(type).embeds !== true) refuse('ValidationError', text('registry.notOfSnapshot', { type }), 'snapshot');
  return found;
}

/** The devices that it is about: those named, which must be in the Snapshot where one is named; else the Snapshot's device. */
function targets(
  workspace: Workspace,
  { devices, component, event: { type } }: EventSubmission,
  snapshot: SnapshotEvent | null,
): readonly DeviceRecord[] {
  const isNamed = component !== null;
  const numbers = isNamed ? [component] : devices;
  const named = numbers.map((id, index) => mustDevice(workspace, id, isNamed ? 'component' : fieldOf(numbers, index)));
  if (snapshot === null) {
    if (named.length === 0) refuse('ValidationError', text('registry.deviceMissing', { type }), 'device');
    return named;
  }
  const inside = [...snapshot.devices, ...snapshot.components];
  const outside = named.find(({ id }) => !inside.includes(id));
  if (outside !== undefined) {
    const what = text('registry.notInSnapshot', { device: String(outside.id), snapshot: snapshot.id });
    refuse('ValidationError', what, isNamed ? 'component' : 'device');
  }
  return named.length > 0 ? named : snapshot.devices.map((id) => mustDevice(workspace, id, 'snapshot'));
}

function fieldOf(numbers: readonly DeviceNumber[], index: number): string {
  return numbers.length === 1 ? 'device' : `devices[${index}]`;
}

function mustDevice(workspace: Workspace, id: DeviceNumber, field: string): DeviceRecord {
  return workspace.device(id) ?? refuse('ResourceNotFound', text('registry.noDeviceOfNumber', { device: String(id) }), field);
}

/** Counts the event for its Snapshot, which closes with the last one that it waits for. */
function marksIn(workspace: Workspace, snapshot: SnapshotEvent, event: EventRecord): readonly EventMark[] {
  const { expected, outOfOrder } = meet(snapshot.details.expected, event.type, event.id);
  const late = snapshot.closed;
  const closed = late || isAllMet(expected);
  const { at } = workspace.context;
  const closedAt = closed ? (snapshot.details.closedAt ?? at) : null;
  workspace.changeEvent({ ...snapshot, closed, updated: at, details: { ...snapshot.details, expected, closedAt } });
  return [...(late ? (['late'] as const) : []), ...(outOfOrder ? (['outOfOrder'] as const) : [])];
}
