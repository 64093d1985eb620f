import type { Plan } from '../plan';
import type { Fault } from '../faults-of-worlds';
import type { WorldTime } from './time';

/** What went wrong, under the name of what must hold. */
export interface Violation {
  readonly invariant: string;
  readonly sentence: string;
}

/** What every part of a world knows. */
export interface Surroundings {
  readonly plan: Plan;
  readonly time: WorldTime;
  /** Something is not as it must be. */
  readonly violated: (invariant: string, sentence: string) => void;
  /** A console said that it has a message, by acknowledging it. */
  readonly acknowledged: (consoleName: string, bytes: Uint8Array, name: string) => void;
  /** A console was given a message, for the first time or once more. */
  readonly delivered: (consoleName: string, bytes: Uint8Array) => void;
}

/** How heavy a fault is in this world; 0 where it never happens. */
export function weightOf({ plan }: Surroundings, fault: Fault): number {
  return plan.faults[fault] ?? 0;
}
