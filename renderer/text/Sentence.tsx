import { asSentence } from './as-sentence';
import { Outside } from './Outside';

/** A reason of main, or of the factory: as `Outside`, with a capital at its beginning. */
export function Sentence({ text }: { readonly text: string }) {
  return <Outside text={asSentence(text)} />;
}
