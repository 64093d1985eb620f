import { messages } from '../messages';

/** One step of the tour. */
export interface TourStep {
  readonly id: 'list' | 'start' | 'result' | 'review' | 'pair';
  /** The thing beside which its sentence stands. */
  readonly beside: string;
  /** On which side of it; `low` at the bottom of the window, for a thing that is tall. */
  readonly side: 'below' | 'left' | 'low';
  /** Comes by itself when its thing appears and that of the step before has gone. */
  readonly byItself: boolean;
}

/** From the list to Pair, in the order of the work. */
export const TOUR: readonly TourStep[] = [
  { id: 'list', beside: 'main.start [data-sources]', side: 'left', byItself: false },
  { id: 'start', beside: 'main.start .go', side: 'below', byItself: false },
  { id: 'result', beside: 'main.results .band-words', side: 'below', byItself: true },
  { id: 'review', beside: 'main.results .work-grid', side: 'low', byItself: false },
  { id: 'pair', beside: 'main.results .band-acts', side: 'below', byItself: false },
];

export function sentenceOf({ id }: TourStep): string {
  return messages.tour.steps[id];
}

/** The step that is shown when the screen has changed under one: the first that comes by itself, if its thing is there and the other's is not. */
export function stepNow(at: number, isThere: (selector: string) => boolean): number {
  const step = TOUR[at];
  if (step === undefined || isThere(step.beside)) return at;
  const next = TOUR.findIndex(({ beside, byItself }, index) => index > at && byItself && isThere(beside));
  return next === -1 ? at : next;
}
