import { writeInput } from '../engine/corpus';
import { corpusFolder } from './folders';

const LARGEST_BYTES = 1_500;
const MOST_AT_ONCE = 40;

/** Adds what reached something new to the corpus, the smallest first: a corpus is read at every start. @returns how many */
export function keepInputs(root: string, target: string, inputs: readonly Uint8Array[]): number {
  const small = inputs.filter(({ length }) => length <= LARGEST_BYTES).toSorted((a, b) => a.length - b.length);
  for (const bytes of small.slice(0, MOST_AT_ONCE)) writeInput(corpusFolder(root, target), bytes);
  return Math.min(small.length, MOST_AT_ONCE);
}
