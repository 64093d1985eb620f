import { messages } from '../messages';

/** What stands on keys that the page calls otherwise. */
const PRINTED: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Escape: 'Esc',
};

/** A key of the table as it is printed, the keys that are held with it first. */
export function partsOfKey(key: string): readonly string[] {
  const { keys } = messages;
  return key
    .split('+')
    .map((part) =>
      part === 'Ctrl' ? keys.control : part === 'Enter' ? keys.enter : part === 'Space' ? keys.space : (PRINTED[part] ?? part),
    );
}
