import { describe, expect, it } from 'vitest';
import type { Rack } from '../../protocol/racks';
import { aimAt, emptied, filledRack, nextSlot, putUnit, rackDraft, takeOut, undone, type RackDraft } from './rack-draft';

const RACK: Rack = {
  name: 'Rack 7',
  rows: [
    ['A1', 'A2'],
    [null, 'B2'],
  ],
  units: [],
};
const put = (draft: RackDraft, ...serials: readonly string[]): RackDraft =>
  serials.reduce((now, sn) => putUnit(now, sn, ''), draft);
const inSlots = (draft: RackDraft) => Object.fromEntries(draft.units);

describe('units in the slots of a rack', () => {
  it('that are scanned one after the other fill it slot by slot', () => {
    const filled = put(rackDraft(RACK), 'S1', 'S2', 'S3');
    expect(inSlots(filled)).toEqual({ A1: 'S1', A2: 'S2', B2: 'S3' });
    expect(nextSlot(filled)).toBeNull();
    expect(put(filled, 'S4').last).toEqual({ kind: 'full', sn: 'S4' });
    expect(filledRack(filled).units.map(({ slot, sn }) => `${slot} ${sn}`)).toEqual(['A1 S1', 'A2 S2', 'B2 S3']);
  });

  it('go where a slot was aimed at, and on from there', () => {
    const aimed = aimAt(rackDraft(RACK), 'A2');
    const filled = put(aimed, 'S1', 'S2', 'S3');
    expect(inSlots(filled)).toEqual({ A2: 'S1', B2: 'S2', A1: 'S3' });
  });

  it('take the place of another one where that slot was aimed at', () => {
    const filled = put(aimAt(put(rackDraft(RACK), 'S1'), 'A1'), 'S9');
    expect(inSlots(filled)).toEqual({ A1: 'S9' });
  });

  it('stand in one slot alone: one that is scanned again is told where it is, and moves where a slot was aimed at', () => {
    const filled = put(rackDraft(RACK), 'S1', 'S2');
    expect(put(filled, 'S1')).toMatchObject({ last: { kind: 'there', slot: 'A1' }, units: filled.units });
    const moved = put(aimAt(filled, 'B2'), 'S1');
    expect(inSlots(moved)).toEqual({ A2: 'S2', B2: 'S1' });
    expect(moved.last).toEqual({ kind: 'moved', sn: 'S1', slot: 'B2', from: 'A1' });
  });

  it('come out again, and the last step can be taken back', () => {
    const filled = put(rackDraft(RACK), 'S1', 'S2');
    expect(inSlots(undone(filled))).toEqual({ A1: 'S1' });
    expect(nextSlot(takeOut(filled, 'A1'))).toBe('A1');
    expect(inSlots(undone(takeOut(filled, 'A1')))).toEqual({ A1: 'S1', A2: 'S2' });
    expect(inSlots(emptied(filled))).toEqual({});
    expect(inSlots(undone(emptied(filled)))).toEqual({ A1: 'S1', A2: 'S2' });
    expect(undone(undone(filled))).toEqual(undone(filled));
  });

  it('are those that were saved with it, to begin with', () => {
    expect(inSlots(rackDraft({ ...RACK, units: [{ slot: 'A2', sn: 'S7' as never }] }))).toEqual({ A2: 'S7' });
  });
});
