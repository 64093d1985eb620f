import type { SerialNumber } from '../../protocol/ids';
import { slotNames } from '../../protocol/labels/rack-slots';
import type { Rack } from '../../protocol/racks';

/** What became of the last code: into which slot a unit went, or why it did not. */
type LastPlaced =
  | { readonly kind: 'placed'; readonly sn: string; readonly slot: string; readonly note: string }
  /** It came out of another slot. */
  | { readonly kind: 'moved'; readonly sn: string; readonly slot: string; readonly from: string }
  | { readonly kind: 'there'; readonly sn: string; readonly slot: string }
  | { readonly kind: 'full'; readonly sn: string }
  | { readonly kind: 'noSlot'; readonly code: string }
  | { readonly kind: 'refused'; readonly code: string; readonly note: string };

/** The rack of the next scan, and which unit is in which slot. */
export interface RackDraft {
  /** As it is saved. */
  readonly rack: Rack;
  readonly units: ReadonlyMap<string, string>;
  /** The slot whose label was scanned; null: the next unit goes into the next empty slot. */
  readonly aimed: string | null;
  /** The slot that was filled last. */
  readonly after: string | null;
  readonly last: LastPlaced | null;
  /** As it was before the last unit. */
  readonly before: Pick<RackDraft, 'units' | 'aimed' | 'after'> | null;
}

/** A rack with its units in their slots. */
export function rackDraft(rack: Rack): RackDraft {
  const units = new Map<string, string>(rack.units.map(({ slot, sn }) => [slot, sn]));
  return { rack, units, aimed: null, after: null, last: null, before: null };
}

/** The slot that the next unit goes into; null: all are filled and none was aimed at. */
export function nextSlot({ rack, units, aimed, after }: RackDraft): string | null {
  if (aimed !== null) return aimed;
  const names = slotNames(rack.rows);
  const from = after === null ? 0 : names.indexOf(after) + 1;
  return [...names.slice(from), ...names.slice(0, from)].find((name) => !units.has(name)) ?? null;
}

export function aimAt(draft: RackDraft, slot: string): RackDraft {
  return { ...draft, aimed: draft.aimed === slot ? null : slot, last: null };
}

/** Puts a unit into the slot that is next. One that is in another slot already moves only where a slot was aimed at. */
export function putUnit(draft: RackDraft, sn: string, note: string): RackDraft {
  const { units, aimed, after } = draft;
  const slot = nextSlot(draft);
  const from = [...units].find(([, other]) => other === sn)?.[0];
  if (from !== undefined && (aimed === null || aimed === from))
    return { ...draft, aimed: null, last: { kind: 'there', sn, slot: from } };
  if (slot === null) return { ...draft, last: { kind: 'full', sn } };
  const filled = new Map(units);
  if (from !== undefined) filled.delete(from);
  filled.set(slot, sn);
  return {
    ...draft,
    units: filled,
    aimed: null,
    after: slot,
    last: from === undefined ? { kind: 'placed', sn, slot, note } : { kind: 'moved', sn, slot, from },
    before: { units, aimed, after },
  };
}

export function takeOut(draft: RackDraft, slot: string): RackDraft {
  const units = new Map(draft.units);
  units.delete(slot);
  const { aimed, after } = draft;
  return { ...draft, units, aimed: slot, last: null, before: { units: draft.units, aimed, after } };
}

export function emptied(draft: RackDraft): RackDraft {
  const { units, aimed, after } = draft;
  return { ...draft, units: new Map(), aimed: null, after: null, last: null, before: { units, aimed, after } };
}

/** As it was before the last unit was put in or taken out. */
export function undone(draft: RackDraft): RackDraft {
  return draft.before === null ? draft : { ...draft, ...draft.before, last: null, before: null };
}

/** The rack with its units as they stand in the slots now. */
export function filledRack({ rack, units }: RackDraft): Rack {
  const placed = slotNames(rack.rows).flatMap((slot) => {
    const sn = units.get(slot);
    return sn === undefined ? [] : [{ slot, sn: sn as SerialNumber }];
  });
  return { name: rack.name, rows: rack.rows, units: placed };
}
