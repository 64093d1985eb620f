import { deviceParent, type DeviceType } from './device-types';
import { eventFacts, type EventType, isEventType } from './event-types';

/** Whether `type` is `ancestor` or below it, among devices or among events. */
export function isA(type: DeviceType, ancestor: DeviceType): boolean;
export function isA(type: EventType, ancestor: EventType): boolean;
export function isA(type: DeviceType | EventType, ancestor: DeviceType | EventType): boolean {
  for (let at: DeviceType | EventType | null = type; at !== null; at = parentOf(at)) if (at === ancestor) return true;
  return false;
}

function parentOf(type: DeviceType | EventType): DeviceType | EventType | null {
  return isEventType(type) ? eventFacts(type).parent : deviceParent(type);
}
