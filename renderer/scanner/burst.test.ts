import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BURST_GAP_MS, BurstDetector, HICCUP_MS } from './burst';

const keysOf = (text: string): string[] => text.split('');

/** Presses keys `gap` ms apart and gives the verdicts, and the time after the last. */
function press(detector: BurstDetector, keys: readonly string[], gap: number, from = 1_000) {
  let at = from;
  const verdicts = keys.map((key) => {
    at += gap;
    return detector.key(key, at);
  });
  return { verdicts, at };
}

describe('BurstDetector', () => {
  it.each([1, 8, 16, BURST_GAP_MS])('takes a code typed %i ms per key and ended with Enter', (gap) => {
    const { verdicts } = press(new BurstDetector(), [...keysOf('Q186I15901'), 'Enter'], gap);
    expect(verdicts.at(-1)).toMatchObject({ kind: 'scanned', code: 'Q186I15901' });
    expect(verdicts.slice(1, -1).every(({ kind }) => kind === 'swallow')).toBe(true);
  });

  it('takes Tab as the end, too, and capitals with Shift held', () => {
    const { verdicts } = press(new BurstDetector(), ['Shift', 'Q', '1', 'Shift', 'A', '2', 'Tab'], 6);
    expect(verdicts.at(-1)).toMatchObject({ kind: 'scanned', code: 'Q1A2' });
  });

  it('lets a person type: slow keys and their Enter are left alone', () => {
    const { verdicts } = press(new BurstDetector(), [...keysOf('Q186I15901'), 'Enter'], 140);
    expect(verdicts.every(({ kind }) => kind === 'typed')).toBe(true);
  });

  it('lets a lone Enter through, and one after a short run of a person', () => {
    expect(press(new BurstDetector(), ['Enter'], 5).verdicts).toEqual([{ kind: 'typed' }]);
    expect(press(new BurstDetector(), ['a', 'b', 'Enter'], BURST_GAP_MS + 20).verdicts.at(-1)).toEqual({ kind: 'typed' });
  });

  it('keeps the end of blanks that a machine types from a field, and that of a person who goes on from a blank not', () => {
    for (const [gap, kind] of [
      [5, 'swallow'],
      [35, 'swallow'],
      [120, 'typed'],
    ] as const) {
      const detector = new BurstDetector();
      const verdicts = [' ', ' ', ' ', 'Enter'].map((key, index) => detector.key(key, 1_000 + index * gap, 'field'));
      expect([gap, verdicts.at(-1)?.kind]).toEqual([gap, kind]);
    }
  });

  describe('a code of two or three letters', () => {
    const inField = (keys: readonly string[], gaps: readonly number[]) => {
      const detector = new BurstDetector();
      let at = 1_000;
      return keys.map((key, index) => detector.key(key, (at += gaps[index] ?? 0), 'field')).at(-1);
    };

    it.each(['A1', 'B6', 'AB1'])(
      'is taken, in a field, too, where every key comes as fast as no person presses it: %s',
      (code) => {
        const keys = [...keysOf(code), 'Enter'];
        expect(press(new BurstDetector(), keys, 5).verdicts.at(-1)).toMatchObject({ kind: 'scanned', code });
        for (const gap of [1, 8, 20, 35, 40])
          expect([gap, inField(keys, [0, gap, gap, gap])]).toMatchObject([gap, { kind: 'scanned', code }]);
        expect(inField([...keysOf(code), 'Tab'], [0, 8, 8, 8])).toMatchObject({ kind: 'scanned', code });
      },
    );

    it('is a person’s in a field where one of its keys, or Enter, comes slower', () => {
      for (const gaps of [
        [0, 60, 60],
        [0, 5, 60],
        [0, 60, 5],
        [0, 41, 41],
      ])
        expect([gaps, inField(['B', '4', 'Enter'], gaps)]).toEqual([gaps, { kind: 'typed' }]);
      expect(inField(['4', 'Enter'], [0, 8])).toEqual({ kind: 'typed' });
      // At the end of what a person types.
      expect(inField(['Q', '1', '8', 'B', '4', 'Enter'], [0, 90, 90, 90, 8, 8])).toEqual({ kind: 'typed' });
      expect(inField(['Q', '1', '8', 'B', '4', 'Enter'], [0, 200, 200, 200, 8, 8])).toEqual({ kind: 'typed' });
    });
  });

  it('swallows the second Enter of a scanner that sends two, but not the next one of a person', () => {
    const detector = new BurstDetector();
    const { at } = press(detector, [...keysOf('Q186I15901'), 'Enter'], 5);
    expect(detector.key('Enter', at + 5)).toEqual({ kind: 'swallow' });
    expect(detector.key('Enter', at + 400)).toEqual({ kind: 'typed' });
  });

  it('begins no code with a space, which has pressed a button, and takes one inside', () => {
    expect(press(new BurstDetector(), [' ', '/'], 5).verdicts).toEqual([{ kind: 'typed' }, { kind: 'typed' }]);
    const { verdicts } = press(new BurstDetector(), [...keysOf('A1 B2'), 'Enter'], 5);
    expect(verdicts.at(-1)).toMatchObject({ kind: 'scanned', code: 'A1 B2' });
  });

  it.each([1, 2, 3])('loses none of the first %i keys when the machine stands still after them', (first) => {
    const detector = new BurstDetector();
    const keys = keysOf('Q186I15901');
    const { at } = press(detector, keys.slice(0, first), 5);
    const { verdicts } = press(detector, [...keys.slice(first), 'Enter'], 5, at + HICCUP_MS - 5);
    expect(verdicts.at(-1)).toMatchObject({ kind: 'scanned', code: 'Q186I15901' });
  });

  it('takes no key of a person into a code that comes later, nor slow keys into one that a person may have typed', () => {
    const detector = new BurstDetector();
    const { at } = press(detector, ['x'], 5);
    const later = press(detector, [...keysOf('Q186I15901'), 'Enter'], 5, at + HICCUP_MS);
    expect(later.verdicts.at(-1)).toMatchObject({ kind: 'scanned', code: 'Q186I15901' });
    const person = press(detector, keysOf('xyz'), BURST_GAP_MS * 2, later.at + 2_000);
    const scan = press(detector, [...keysOf('A1B2'), 'Enter'], 5, person.at + BURST_GAP_MS);
    expect(scan.verdicts.at(-1)).toMatchObject({ kind: 'scanned', code: 'A1B2' });
    const slow = press(new BurstDetector(), ['x'], 5);
    const typed = press(detector, [...keysOf('C1D2'), 'Enter'], BURST_GAP_MS, slow.at + 9_000);
    expect(typed.verdicts.at(-1)).toMatchObject({ kind: 'scanned', code: 'C1D2' });
  });

  it('keeps two scans apart', () => {
    const detector = new BurstDetector();
    const first = press(detector, [...keysOf('AAAA1'), 'Enter'], 5);
    const second = press(detector, [...keysOf('BBBB2'), 'Enter'], 5, first.at + 300);
    expect(first.verdicts.at(-1)).toMatchObject({ kind: 'scanned', code: 'AAAA1' });
    expect(second.verdicts.at(-1)).toMatchObject({ kind: 'scanned', code: 'BBBB2' });
  });

  it('takes a long code without an end key when silence follows, and drops a short one', () => {
    const long = new BurstDetector();
    const { at } = press(long, keysOf('Q186I15901'), 5);
    expect(long.silence(at + 100)).toMatchObject({ kind: 'scanned', code: 'Q186I15901' });
    const short = new BurstDetector();
    press(short, keysOf('Q186'), 5);
    expect(short.silence(9_999)).toEqual({ kind: 'typed' });
    expect(short.key('Enter', 10_000)).toEqual({ kind: 'typed' });
  });

  it.each(['page', 'field'] as const)('a code during which the machine stands still once is one code, in a %s', (place) => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Z0-9]{8,24}$/),
        fc.nat(),
        fc.integer({ min: BURST_GAP_MS + 1, max: HICCUP_MS }),
        (code, place_, stillMs) => {
          const detector = new BurstDetector();
          const breakAt = 4 + (place_ % (code.length - 3));
          let at = 1_000;
          const verdicts = [...keysOf(code), 'Enter'].map((key, index) => {
            at += index === breakAt ? stillMs : 8;
            return detector.key(key, at, place);
          });
          expect(verdicts.filter(({ kind }) => kind === 'scanned')).toMatchObject([{ kind: 'scanned', code }]);
        },
      ),
    );
  });

  describe('when the scanner stands still inside a code', () => {
    const CODE = 'Q186I15901';
    const PAUSES = [BURST_GAP_MS + 1, 150, 200, 250, HICCUP_MS - 1, HICCUP_MS];
    /** Of one key to the next, by the key's place in the code; the end key is the last. */
    const TEMPOS: Readonly<Record<string, (place: number) => number>> = {
      '1 ms': () => 1,
      '8 ms': () => 8,
      '25 to 35 ms': (place) => 25 + ((place * 7) % 11),
      '60 ms': () => 60,
      '60 to 90 ms': (place) => 60 + ((place * 13) % 31),
      '90 ms': () => 90,
      '100 ms': () => BURST_GAP_MS,
    };
    const isFast = (tempo: string): boolean => ['1 ms', '8 ms', '25 to 35 ms'].includes(tempo);

    /** What came of a code whose keys come in this tempo, save those at the given places, which come so much later. */
    function scanned(tempo: string, late: Readonly<Record<number, number>>, place: 'page' | 'field'): string {
      const detector = new BurstDetector();
      let at = 1_000;
      const verdicts = [...keysOf(CODE), 'Enter'].map((key, index) => {
        at += late[index] ?? TEMPOS[tempo]?.(index) ?? 0;
        return detector.key(key, at, place);
      });
      return verdicts.map((verdict) => (verdict.kind === 'scanned' ? verdict.code : verdict.kind)).find(isNews) ?? 'nothing';
    }
    const isNews = (verdict: string): boolean => verdict !== 'typed' && verdict !== 'swallow';

    it.each(Object.keys(TEMPOS))('once, with %s between its keys, the whole code is taken, wherever it stood still', (tempo) => {
      for (let place = 1; place <= CODE.length; place += 1)
        for (const pause of PAUSES) {
          expect([place, pause, scanned(tempo, { [place]: pause }, 'page')]).toEqual([place, pause, CODE]);
          const inField = isFast(tempo) ? CODE : 'nothing';
          expect([place, pause, scanned(tempo, { [place]: pause }, 'field')]).toEqual([place, pause, inField]);
        }
    });

    it.each(Object.keys(TEMPOS))('twice, with %s between its keys, it is taken whole or has to be scanned again', (tempo) => {
      const seen = new Set<string>();
      for (let first = 1; first < CODE.length; first += 1)
        for (let second = first + 1; second <= CODE.length; second += 1)
          for (const pause of PAUSES)
            for (const place of ['page', 'field'] as const) seen.add(scanned(tempo, { [first]: 150, [second]: pause }, place));
      for (const one of ['nothing', 'inPieces', CODE]) seen.delete(one);
      expect([...seen]).toEqual([]);
    });

    it('and its tempo is no machine’s, the code has to be scanned again, and its end key presses nothing', () => {
      const detector = new BurstDetector();
      let at = 1_000;
      const verdicts = [...keysOf(CODE), 'Enter'].map((key, index) =>
        detector.key(key, (at += [30, 95, 60, 12][index % 4] ?? 0)),
      );
      expect(verdicts.at(-1)).toMatchObject({ kind: 'scanned', code: CODE });
      at += 1_000;
      const late = [...keysOf(CODE), 'Enter'].map((key, index) =>
        detector.key(key, (at += index === 5 ? 200 : ([30, 95, 60, 12][index % 4] ?? 0))),
      );
      expect(late.at(-1)).toMatchObject({ kind: 'inPieces' });
    });

    it.each([1, 2, 3, 4, 5])('no scan is made of %i keys that a person typed before it: it is taken alone or again', (typed) => {
      const made = [110, 180, 260].flatMap((gap) =>
        [8, 75].map((tempo) => {
          const detector = new BurstDetector();
          const { at } = press(detector, keysOf('abcde').slice(0, typed), gap);
          const { verdicts } = press(detector, [...keysOf(CODE), 'Enter'], tempo, at + gap - tempo);
          const last = verdicts.at(-1);
          return last?.kind === 'scanned' ? last.code : last?.kind;
        }),
      );
      // One key alone may be the first of the code, after which the scanner stood still.
      expect(new Set(made)).toEqual(new Set([typed === 1 ? `a${CODE}` : typed === 2 ? 'inPieces' : CODE]));
    });
  });

  it('what a person types with pauses is no code, however long it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...keysOf('Q186I15901 ')), fc.integer({ min: 45, max: 400 })), {
          minLength: 5,
          maxLength: 40,
        }),
        (keys) => {
          const detector = new BurstDetector();
          let at = 1_000;
          for (const [key, gap] of [...keys, ['Enter', 90] as const]) {
            at += gap;
            expect(detector.key(key, at, 'field').kind).not.toBe('scanned');
          }
        },
      ),
    );
  });

  it('forgets what was collected when another key comes between', () => {
    const { verdicts } = press(new BurstDetector(), [...keysOf('Q186'), 'ArrowDown', 'Enter'], 5);
    expect(verdicts.at(-1)).toEqual({ kind: 'typed' });
  });
});
