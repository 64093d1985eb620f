import { writeInput } from '../engine/corpus';
import { corpusFolder } from './folders';

const LARGEST_BYTES = 1_000;
const MAX_AT_ONCE = 16;

/** Adds the first small ones of the inputs to the corpus, which is read at every start. @returns how many */
export function keepInputs(root: string, target: string, inputs: readonly Uint8Array[]): number {
  const small = inputs.filter(({ length }) => length <= LARGEST_BYTES).slice(0, MAX_AT_ONCE);
  for (const bytes of small) writeInput(corpusFolder(root, target), bytes);
  return small.length;
}
