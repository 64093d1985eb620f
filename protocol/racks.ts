import * as z from 'zod';
import { SerialNumber } from './ids';
import { LONGEST_SLOT_NAME, MOST_IN_A_ROW, MOST_SLOTS, slotFault, slotNames } from './labels/rack-slots';
import { hasInvisibleCharacter } from './visible-text';

/** Racks as a plant saves them, and as they stood when a scan was started on one. */

const Visible = z
  .string()
  .trim()
  .min(1, { error: 'is empty' })
  .refine((text) => !hasInvisibleCharacter(text), { error: 'has a character in it that cannot be seen' });

/** As it stands on the label of a slot. */
export const SlotName = Visible.max(LONGEST_SLOT_NAME).regex(/^[^\s,;|]+$/, {
  error: 'has a blank, a comma, a semicolon or a bar in it',
});
export const RackName = Visible.max(80);

const SLOT_FAULTS = {
  none: 'has no slot',
  tooMany: `has more than ${MOST_SLOTS} slots`,
  rowTooLong: `has a row of more than ${MOST_IN_A_ROW}`,
  nameTooLong: `has a slot name of more than ${LONGEST_SLOT_NAME} characters`,
  twice: 'has a slot name twice',
} as const;

/** The slots of a rack: names row by row from the top, null where no slot is. */
const Rows = z
  .array(z.array(SlotName.nullable()).min(1).max(MOST_IN_A_ROW))
  .max(MOST_SLOTS)
  .superRefine((rows, context) => {
    const fault = slotFault(rows);
    if (fault === null) return;
    const of = fault.name === '' ? '' : ` (${fault.name})`;
    context.addIssue({ code: 'custom', message: `${SLOT_FAULTS[fault.kind]}${of}` });
  });

/** Which unit is in which slot. */
const Placement = z.strictObject({ slot: SlotName, sn: SerialNumber });
export type Placement = z.infer<typeof Placement>;

export const Rack = z
  .strictObject({
    name: RackName,
    rows: Rows,
    /** Units in slots, in the order of the slots. Those that a scan starts with are its roster. */
    units: z.array(Placement).max(MOST_SLOTS),
  })
  .superRefine(({ rows, units }, context) => {
    const slots = new Set(slotNames(rows));
    const [filled, placed] = [new Set<string>(), new Set<string>()];
    for (const { slot, sn } of units) {
      const message = !slots.has(slot)
        ? `names a slot that the rack has not (${slot})`
        : filled.has(slot)
          ? `has two units in one slot (${slot})`
          : placed.has(sn)
            ? `has one unit in two slots (${sn})`
            : null;
      if (message !== null) context.addIssue({ code: 'custom', path: ['units'], message });
      filled.add(slot);
      placed.add(sn);
    }
  });
export type Rack = z.infer<typeof Rack>;

/** A rack's name and slots, as a scan shows them. */
export const RackShape = z.strictObject({ name: z.string(), rows: z.array(z.array(z.string().nullable())) });
export type RackShape = z.infer<typeof RackShape>;

/** A rack as the event log has it: what may be entered may become stricter, what was entered stays on record. */
export const StoredRack = z.object({
  ...RackShape.shape,
  units: z.array(z.object({ slot: z.string(), sn: SerialNumber })),
});
