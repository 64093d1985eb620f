import type { DeviceRow } from '../../../protocol/model';

/** Where the devices of a scan are in its rack, by their places in the table of rows. */
export interface Places {
  /** The device in a slot: found there, or expected there and found nowhere else. */
  readonly inSlot: ReadonlyMap<string, number>;
  /** Devices that were expected in a slot and are not there as far as anybody knows: found elsewhere, or another one was found there. */
  readonly missedIn: ReadonlyMap<string, number>;
  /** Devices of which nobody knows the slot. */
  readonly nowhere: readonly number[];
}

/** A place that a person has found counts more than the one that was expected. */
export function placesOf(rows: readonly DeviceRow[]): Places {
  const inSlot = new Map<string, number>();
  const missedIn = new Map<string, number>();
  const nowhere: number[] = [];
  rows.forEach(({ foundIn }, index) => {
    if (foundIn !== undefined) inSlot.set(foundIn, index);
  });
  rows.forEach(({ slot, foundIn }, index) => {
    if (slot === undefined) {
      if (foundIn === undefined) nowhere.push(index);
      return;
    }
    if (foundIn === slot) return;
    if (foundIn !== undefined) missedIn.set(slot, index);
    else if (inSlot.has(slot)) {
      missedIn.set(slot, index);
      nowhere.push(index);
    } else inSlot.set(slot, index);
  });
  return { inSlot, missedIn, nowhere };
}

/** Whether nothing has moved. */
export function samePlaces(one: Places, other: Places): boolean {
  return (
    sameMap(one.inSlot, other.inSlot) &&
    sameMap(one.missedIn, other.missedIn) &&
    one.nowhere.length === other.nowhere.length &&
    one.nowhere.every((index, at) => index === other.nowhere[at])
  );
}

function sameMap(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean {
  if (one.size !== other.size) return false;
  for (const [slot, index] of one) if (other.get(slot) !== index) return false;
  return true;
}
