import { TriangleAlert } from 'lucide-react';
import { Outside } from '../text/Outside';

/** What went wrong, said at once to who cannot see it; nothing for an empty text. */
export function ErrorLine({ text, className = '' }: { readonly text: string; readonly className?: string }) {
  if (text === '') return null;
  return (
    <p className={`field-error ${className}`.trim()} role="alert">
      <TriangleAlert aria-hidden size={20} />
      <Outside text={text} />
    </p>
  );
}
