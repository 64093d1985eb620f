import { describe, expect, it } from 'vitest';
import { stepNow, TOUR } from './tour-steps';
import { placeOf } from './use-place-beside';

describe('the tour', () => {
  const there = (...ids: readonly string[]) => {
    const selectors = TOUR.filter(({ id }) => ids.includes(id)).map(({ beside }) => beside);
    return (selector: string): boolean => selectors.includes(selector);
  };

  it('has five steps', () => {
    expect(TOUR.map(({ id }) => id)).toEqual(['list', 'start', 'result', 'review', 'pair']);
  });

  it('goes on by itself when a scan was started, from wherever it was', () => {
    expect(stepNow(0, there('list', 'start'))).toBe(0);
    expect(stepNow(0, there('result', 'review', 'pair'))).toBe(2);
    expect(stepNow(1, there('result', 'review', 'pair'))).toBe(2);
    expect(stepNow(3, there('result', 'review', 'pair'))).toBe(3);
  });

  it('waits where nothing that it speaks of is there', () => {
    expect(stepNow(1, there())).toBe(1);
    expect(stepNow(4, there('list', 'start'))).toBe(4);
  });
});

describe('the place of a card', () => {
  const room = { innerWidth: 900, innerHeight: 560 };
  const own = { width: 400, height: 120 };
  const thing = (left: number, top: number, height: number) => ({ left, top, bottom: top + height, width: 300, height });

  it('is below the thing, or above it where there is no room below', () => {
    expect(placeOf(thing(50, 100, 60), own, room)).toEqual({ left: 50, top: 172 });
    expect(placeOf(thing(50, 480, 60), own, room)).toEqual({ left: 50, top: 348 });
  });

  it('is at the left where it shall be and fits, and low beside what is tall', () => {
    expect(placeOf(thing(500, 100, 300), own, room, 'left')).toEqual({ left: 88, top: 100 });
    expect(placeOf(thing(300, 100, 60), own, room, 'left')).toEqual({ left: 300, top: 172 });
    expect(placeOf(thing(50, 200, 300), own, room, 'low')).toEqual({ left: 50, top: 428 });
  });

  it('is always whole on the screen', () => {
    expect(placeOf(thing(800, 100, 60), own, room)).toEqual({ left: 488, top: 172 });
    expect(placeOf(thing(0, 20, 530), own, room)).toEqual({ left: 12, top: 428 });
    expect(placeOf(undefined, own, room)).toEqual({ left: 12, top: 428 });
  });
});
