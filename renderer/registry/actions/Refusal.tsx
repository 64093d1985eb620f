import { TriangleAlert } from 'lucide-react';
import { visibleText } from '../../text/visible-text';

/** The sentence of what was refused, where there is one. */
export function Refusal({ sentence }: { readonly sentence: string }) {
  if (sentence === '') return null;
  return (
    <p className="field-error" role="alert">
      <TriangleAlert aria-hidden size={20} />
      {visibleText(sentence)}
    </p>
  );
}
