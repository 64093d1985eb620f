import type { AppearanceRange, FunctionalityRange } from '../../../../protocol/registry/vocabulary';

/** What is added to the score of a device that nobody graded. */
const UNGRADED_BIAS = -0.3;
const APPEARANCE_BIASES: Readonly<Record<AppearanceRange, number>> = { Z: 0.5, A: 0.3, B: 0, C: -0.2, D: -0.5, E: -1 };
const FUNCTIONALITY_BIASES: Readonly<Record<FunctionalityRange, number>> = { A: 0.4, B: -0.5, C: -0.75, D: -1 };

/** What the grade adds to the score of the components; null: not graded. */
export function appearanceBias(grade: AppearanceRange | null): number {
  return grade === null ? UNGRADED_BIAS : APPEARANCE_BIASES[grade];
}

/** What the grade adds to the score of the components; null: not graded. */
export function functionalityBias(grade: FunctionalityRange | null): number {
  return grade === null ? UNGRADED_BIAS : FUNCTIONALITY_BIASES[grade];
}
