import { visibleText } from './visible-text';

/** Shows text that came from outside: escaped, and fenced so that its writing direction cannot touch its neighbours. */
export function Outside({ text, mono = false }: { readonly text: string; readonly mono?: boolean }) {
  return <bdi className={mono ? 'mono' : undefined}>{visibleText(text)}</bdi>;
}
