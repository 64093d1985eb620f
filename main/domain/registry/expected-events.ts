import type { EventUuid, ExpectedEvent } from './model';
import type { EventType } from '../../../protocol/registry/event-types';
import { isA } from '../../../protocol/registry/type-trees';

/** What the events that came so far leave to wait for. */
export interface Expectations {
  readonly expected: readonly ExpectedEvent[];
  /** One that was expected before has not come yet. */
  readonly outOfOrder: boolean;
}

/** Nothing has come yet. */
export function expecting(types: readonly EventType[]): readonly ExpectedEvent[] {
  return types.map((type) => ({ type, metBy: null }));
}

/** Counts an event that came: it meets the first entry of its type that nothing met yet. One that nobody waits for meets none. */
export function meet(expected: readonly ExpectedEvent[], type: EventType, event: EventUuid): Expectations {
  const index = expected.findIndex((entry) => entry.metBy === null && meets(type, entry.type));
  if (index === -1) return { expected, outOfOrder: false };
  return {
    expected: expected.map((entry, at) => (at === index ? { ...entry, metBy: event } : entry)),
    outOfOrder: expected.slice(0, index).some(({ metBy }) => metBy === null),
  };
}

export function isAllMet(expected: readonly ExpectedEvent[]): boolean {
  return expected.every(({ metBy }) => metBy !== null);
}

/** Workbench announces an EraseBasic whatever erasure it will do. */
function meets(type: EventType, expected: EventType): boolean {
  return isA(type, expected) || (isA(expected, 'Erase') && isA(type, 'Erase'));
}
