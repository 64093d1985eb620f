import type { ClassifiedCode } from '../../../../protocol/labels/classify-code';
import { slotOfCode } from '../../../../protocol/labels/rack-slots';
import type { Settings } from '../../../../protocol/settings';
import { aimAt, putUnit, type RackDraft } from '../../../store/rack-draft';

/**
 * What a code makes of the rack of the next scan: the label of a slot aims at it, a serial number goes into the slot. Null where the code is
 * neither, so that somebody else may take it.
 */
export function takeRackCode(
  draft: RackDraft,
  code: string,
  { kind, value, note }: ClassifiedCode,
  labels: Settings['labels'],
): RackDraft | null {
  const label = slotOfCode(code, draft.rack.rows, labels);
  if (label !== null)
    return label.slot === null
      ? { ...draft, last: { kind: 'noSlot', code: label.code } }
      : { ...aimAt({ ...draft, aimed: null }, label.slot) };
  if (kind === 'serial') return putUnit(draft, value, note);
  return null;
}
