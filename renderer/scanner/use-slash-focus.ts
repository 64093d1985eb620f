import { useEffect, useRef, type RefObject } from 'react';
import { meaningOf } from '../keys/key-table';

/**
 * For the one search field of a screen: the key `/` puts the cursor into it, unless somebody is typing elsewhere. Where the cursor
 * stands in the empty field already, the key does no more.
 */
export function useSlashFocus(): RefObject<HTMLInputElement | null> {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.altKey || meaningOf('field', { key: event.key, ctrl: event.ctrlKey || event.metaKey }) !== 'search') return;
      const isHereAlready = event.target === input.current && input.current?.value === '';
      if (isTyping(event.target) && !isHereAlready) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return input;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
