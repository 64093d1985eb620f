import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ecost10 } from './ecost';
import type { PhotoboxGrades } from '../model';
import { PICTURE_GRADES, type PictureRate, pictureRating, ratePhotobox } from './photobox';

const NAMES = Object.keys(PICTURE_GRADES) as (keyof PhotoboxGrades)[];
const gradesBy = (gradeOf: (name: keyof PhotoboxGrades) => number): PhotoboxGrades => ({
  assembling: gradeOf('assembling'),
  parts: gradeOf('parts'),
  buttons: gradeOf('buttons'),
  dents: gradeOf('dents'),
  decolorization: gradeOf('decolorization'),
  scratches: gradeOf('scratches'),
  tagAlignment: gradeOf('tagAlignment'),
  tagAdhesive: gradeOf('tagAdhesive'),
  dirt: gradeOf('dirt'),
});
const graded = (grades: PhotoboxGrades): PictureRate => ({ kind: 'graded', grades });
const BEST = gradesBy((name) => PICTURE_GRADES[name].best);
const WORST = gradesBy(() => 1);
const WORKBENCH = ecost10({
  processor: { cores: 2, speedGHz: 3.4, benchmark: { rate: 27_136.44 } },
  ramModules: [
    { sizeMB: 4_096, speedMHz: 1_600 },
    { sizeMB: 2_048, speedMHz: 1_067 },
  ],
  dataStorages: [{ sizeMB: 476_940, benchmark: { readSpeed: 126, writeSpeed: 29.8 } }],
  appearance: 'E',
  functionality: 'A',
});

describe('the rate of one picture', () => {
  it('is 10 for the best grades, 0 for the worst, and what a machine said', () => {
    expect(pictureRating(graded(BEST))).toBe(10);
    expect(pictureRating(graded(WORST))).toBe(0);
    expect(pictureRating({ kind: 'given', rating: 3.25 })).toBe(3.25);
    expect(pictureRating({ kind: 'given', rating: null })).toBeNull();
  });

  it('weighs what can be cleaned or stuck on again half as much', () => {
    expect(pictureRating(graded({ ...BEST, dents: 1 }))).toBe(8.67);
    expect(pictureRating(graded({ ...BEST, dirt: 1 }))).toBe(9.33);
  });
});

describe('the rate of a photographed device', () => {
  it('takes the place of the grade that a person gave, between those of E and Z', () => {
    expect(WORKBENCH.rating).toBe(3.31);
    expect(ratePhotobox([graded(BEST)], WORKBENCH)).toMatchObject({
      rating: 4.81,
      appearance: 0.5,
      functionality: 0.4,
      partial: false,
    });
    expect(ratePhotobox([graded(WORST)], WORKBENCH)).toMatchObject({ rating: 3.31, appearance: -1 });
  });

  it('takes half the mean and half the worst of all pictures', () => {
    const rated = ratePhotobox(
      [
        { kind: 'given', rating: 10 },
        { kind: 'given', rating: 10 },
        { kind: 'given', rating: 4 },
      ],
      WORKBENCH,
    );
    expect(rated.photobox).toMatchObject({ pictures: [1, 1, 0.4], worst: 0.4 });
    expect(rated.photobox?.condition).toBeCloseTo(0.6, 12);
    expect(rated).toMatchObject({ processor: 3.95, ram: 3.79, dataStorage: 4.02, breakdown: WORKBENCH.breakdown });
    expect(rated.appearance).toBe(-0.1);
    expect(rated.rating).toBe(4.21);
  });

  it('is partial without a workbench rate, with a partial one, and where a picture has no rate', () => {
    expect(ratePhotobox([graded(BEST)], null)).toMatchObject({ rating: 1.2, range: 'VERY_LOW', partial: true });
    expect(ratePhotobox([graded(BEST)], { ...WORKBENCH, partial: true }).partial).toBe(true);
    expect(ratePhotobox([graded(BEST), { kind: 'given', rating: null }], WORKBENCH)).toMatchObject({
      rating: 4.81,
      partial: true,
    });
    expect(ratePhotobox([{ kind: 'given', rating: null }], WORKBENCH)).toMatchObject({ appearance: -0.3, partial: true });
    expect(ratePhotobox([], WORKBENCH)).toMatchObject({ appearance: -0.3, partial: true });
  });

  it('stays within its range, and no better grade ever rates lower', () => {
    const anyGrades = fc
      .tuple(...NAMES.map((name) => fc.integer({ min: 1, max: PICTURE_GRADES[name].best })))
      .map((values) => gradesBy((name) => values[NAMES.indexOf(name)] ?? 1));
    const anyRate: fc.Arbitrary<PictureRate> = fc.oneof(
      anyGrades.map(graded),
      fc.record({
        kind: fc.constant('given' as const),
        rating: fc.option(fc.double({ min: 0, max: 10, noNaN: true }), { nil: null }),
      }),
    );
    fc.assert(
      fc.property(fc.array(anyRate, { maxLength: 6 }), anyGrades, fc.constantFrom(...NAMES), (others, grades, name) => {
        const before = ratePhotobox([...others, graded(grades)], WORKBENCH);
        const better = { ...grades, [name]: Math.min(PICTURE_GRADES[name].best, grades[name] + 1) };
        expect(ratePhotobox([...others, graded(better)], WORKBENCH).rating).toBeGreaterThanOrEqual(before.rating);
        expect(before.appearance).toBeGreaterThanOrEqual(-1);
        expect(before.appearance).toBeLessThanOrEqual(0.5);
      }),
    );
  });
});
