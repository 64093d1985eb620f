import { describe, expect, it } from 'vitest';
import { makeDevice } from '../../dev/made-devices';
import { placesOf, samePlaces } from './places';

const row = (slot?: string, foundIn?: string) =>
  makeDevice(1, {
    status: 'pass',
    change: { ...(slot === undefined ? {} : { slot }), ...(foundIn === undefined ? {} : { foundIn }) },
  }).row;

describe('where devices are in a rack', () => {
  it('is where they are expected, until somebody finds them', () => {
    const { inSlot, missedIn, nowhere } = placesOf([row('A1'), row('A2'), row()]);
    expect([[...inSlot], [...missedIn], nowhere]).toEqual([
      [
        ['A1', 0],
        ['A2', 1],
      ],
      [],
      [2],
    ]);
  });

  it('two that were swapped are shown where they are, and missed where they belong', () => {
    const { inSlot, missedIn, nowhere } = placesOf([row('A1', 'A2'), row('A2', 'A1')]);
    expect(Object.fromEntries(inSlot)).toEqual({ A1: 1, A2: 0 });
    expect(Object.fromEntries(missedIn)).toEqual({ A1: 0, A2: 1 });
    expect(nowhere).toEqual([]);
  });

  it('who was expected where another one was found is nowhere until it is found', () => {
    const { inSlot, missedIn, nowhere } = placesOf([row('A1', 'A2'), row('A2')]);
    expect(Object.fromEntries(inSlot)).toEqual({ A2: 0 });
    expect(Object.fromEntries(missedIn)).toEqual({ A1: 0, A2: 1 });
    expect(nowhere).toEqual([1]);
  });

  it('a device that nobody listed is where it was found', () => {
    expect([...placesOf([row(undefined, 'B1')]).inSlot]).toEqual([['B1', 0]]);
  });

  it('are the same as long as nothing moves', () => {
    expect(samePlaces(placesOf([row('A1'), row()]), placesOf([row('A1'), row()]))).toBe(true);
    expect(samePlaces(placesOf([row('A1')]), placesOf([row('A1', 'A2')]))).toBe(false);
    expect(samePlaces(placesOf([row()]), placesOf([row(), row()]))).toBe(false);
  });
});
