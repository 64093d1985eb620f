import type { Figure } from '../figure';
import type { Surroundings } from '../harness/surroundings';

/** What a group of figures is measured with. */
export interface Measuring {
  readonly surroundings: Surroundings;
  readonly quick: boolean;
}

/** Figures that are measured together. */
export interface FigureGroup {
  /** For `--only`. */
  readonly name: string;
  readonly measure: (measuring: Measuring) => Promise<readonly Figure[]>;
}
