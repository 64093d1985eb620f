import { text } from '../../../protocol/texts/text';
import type { AgentUuid, DeviceNumber, DeviceRecord, EventInput, EventRecord, EventUuid } from './model';
import { refuse } from './reading/refusal';
import { type EventType, eventFacts } from '../../../protocol/registry/event-types';
import { isA } from '../../../protocol/registry/type-trees';
import type { Workspace } from './workspace';

/** Of these on a component the computer that it was in is remembered. */
const REMEMBERS_PARENT: readonly EventType[] = ['Erase', 'Test', 'Install', 'Benchmark'];

export const NOTHING_SAID = { name: null, description: null, startTime: null, endTime: null, severity: 'Info' } as const;

/** What an event belongs to besides its devices. */
export interface Belonging {
  readonly id: EventUuid;
  readonly snapshot: EventUuid | null;
  readonly agent: AgentUuid | null;
}

/** The record of an event on these devices, linked to what was in them and around them at this moment. */
export function linkEvent(
  workspace: Workspace,
  { type, about, details }: Omit<EventInput, 'at'>,
  devices: readonly DeviceRecord[],
  { id, snapshot, agent }: Belonging,
): EventRecord {
  const { at, source } = workspace.context;
  return {
    id,
    type,
    about,
    created: at,
    updated: at,
    devices: devices.map((device) => device.id),
    components: componentsIn(workspace, devices),
    parent: parentOf(type, devices),
    snapshot,
    closed: true,
    marks: [],
    agent,
    author: source.author,
    operation: source.operation,
    details,
  };
}

/** Refuses an event that cannot be about such a device. @param field where it stands in the submission */
export function keepTarget(type: EventType, device: DeviceRecord, field: string): void {
  const { on, notOn } = eventFacts(type);
  if (on !== undefined && !isA(device.type, on))
    refuse('ValidationError', text('registry.onlyAbout', { type, on, device: String(device.id), is: device.type }), field);
  if (notOn !== undefined && isA(device.type, notOn))
    refuse('ValidationError', text('registry.notAbout', { type, not: notOn, device: String(device.id), is: device.type }), field);
}

function componentsIn(workspace: Workspace, devices: readonly DeviceRecord[]): readonly DeviceNumber[] {
  const computers = devices.filter(({ type }) => isA(type, 'Computer'));
  return computers.flatMap(({ id }) => workspace.componentsOf(id).map((component) => component.id));
}

function parentOf(type: EventType, devices: readonly DeviceRecord[]): DeviceNumber | null {
  const [device] = devices;
  const remembers = REMEMBERS_PARENT.some((ancestor) => isA(type, ancestor));
  return device !== undefined && remembers && isA(device.type, 'Component') ? device.parent : null;
}
