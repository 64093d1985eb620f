import { fault } from './wire/issue-text';
import * as z from 'zod';
import { SerialNumber } from './ids';
import { MAX_SLOT_NAME, MAX_IN_A_ROW, MAX_SLOTS, slotFault, slotNames } from './labels/rack-slots';
import { isPlaceholderSerial } from './serial';
import { hasInvisibleCharacter } from './visible-text';

/** Racks as a plant saves them, and as they stood when a scan was started on one. */

const Visible = z
  .string()
  .trim()
  .min(1, { error: fault('value.empty') })
  .refine((text) => !hasInvisibleCharacter(text), { error: fault('value.unseenCharacter') });

/** As it stands on the label of a slot. */
export const SlotName = Visible.max(MAX_SLOT_NAME).regex(/^[^\s,;|]+$/, {
  error: fault('value.noSlotName'),
});
export const RackName = Visible.max(80);

const SLOT_LIMITS = { none: 1, tooMany: MAX_SLOTS, rowTooLong: MAX_IN_A_ROW, nameTooLong: MAX_SLOT_NAME, twice: 1 } as const;

/** The slots of a rack: names row by row from the top, null where no slot is. */
const Rows = z
  .array(z.array(SlotName.nullable()).min(1).max(MAX_IN_A_ROW))
  .max(MAX_SLOTS)
  .superRefine((rows, context) => {
    const found = slotFault(rows);
    if (found === null) return;
    const { kind, name } = found;
    const params = { kind, most: String(SLOT_LIMITS[kind]), name, named: name === '' ? 'no' : 'yes' };
    context.addIssue({ code: 'custom', message: fault('value.rackRows', params) });
  });

/** Which unit is in which slot. */
const Placement = z.strictObject({ slot: SlotName, sn: SerialNumber });

export const Rack = z
  .strictObject({
    name: RackName,
    rows: Rows,
    /** Units in slots, in the order of the slots. Those that a scan starts with are its roster. */
    units: z.array(Placement).max(MAX_SLOTS),
  })
  .superRefine(({ rows, units }, context) => {
    const slots = new Set(slotNames(rows));
    const [filled, placed] = [new Set<string>(), new Set<string>()];
    for (const { slot, sn } of units) {
      const message = !slots.has(slot)
        ? fault('value.rackUnits', { kind: 'noSlot', what: slot })
        : filled.has(slot)
          ? fault('value.rackUnits', { kind: 'slotTwice', what: slot })
          : placed.has(sn)
            ? fault('value.rackUnits', { kind: 'unitTwice', what: sn })
            : null;
      if (message !== null) context.addIssue({ code: 'custom', path: ['units'], message });
      filled.add(slot);
      placed.add(sn);
    }
  });
export type Rack = z.infer<typeof Rack>;

/** The first unit whose serial number is a placeholder; null: there is none. Racks that were saved with one stay readable. */
export function placeholderIn({ units }: Pick<Rack, 'units'>): Rack['units'][number] | null {
  return units.find(({ sn }) => isPlaceholderSerial(sn)) ?? null;
}

/** A rack's name and slots, as a scan shows them. */
export const RackShape = z.strictObject({ name: z.string(), rows: z.array(z.array(z.string().nullable())) });
export type RackShape = z.infer<typeof RackShape>;

/** A rack as the event log has it: what may be entered may become stricter, what was entered stays on record. */
export const StoredRack = z.object({
  ...RackShape.shape,
  units: z.array(z.object({ slot: z.string(), sn: SerialNumber })),
});
