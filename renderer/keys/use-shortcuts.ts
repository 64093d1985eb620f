import { useContext, useEffect } from 'react';
import { isFunctionKey } from '../scanner/function-keys';
import { ScannerContext } from '../scanner/use-scanner';
import { asTextField } from '../scanner/text-field';
import { canRun, runAct, type ActId } from '../store/acts';
import { actOfKey } from './key-table';

/** What may be opened over an open sheet, too. */
const OVER_SHEETS: ReadonlySet<ActId> = new Set(['help']);
/** What only goes elsewhere in the list: a code that follows looks for its own device in any case. */
const AT_ONCE: ReadonlySet<ActId> = new Set(['nextProblem']);
/** A person comes to Ctrl+K from a letter later than this, ms. */
const PERSONS_CTRL_MS = 150;

/**
 * Does by a key what a button of the window does, wherever the cursor is. A barcode scanner is a keyboard that may send any key: a function key
 * waits for a moment, a sign until it is certain that it came alone. What opens the palette, which does nothing by itself, must not come
 * right after other keys.
 */
export function useShortcuts(): void {
  const { loneKey, functionKeys } = useContext(ScannerContext);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.repeat || event.defaultPrevented || event.altKey) return;
      const ctrl = event.ctrlKey || event.metaKey;
      const id = actOfKey({ key: event.key, ctrl, shift: event.shiftKey });
      if (id === undefined || !isPossible(id)) return;
      const isSign = Array.from(event.key).length === 1;
      if (isSign && !ctrl && asTextField(event.target) !== undefined) return;
      event.preventDefault();
      const act = (): boolean => isPossible(id) && runAct(id);
      if (isFunctionKey(event.key)) functionKeys.pressed(act, AT_ONCE.has(id));
      else if (id !== 'palette') loneKey.pressed(act);
      else if (loneKey.restedFor(PERSONS_CTRL_MS)) runAct(id);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [loneKey, functionKeys]);
}

function isPossible(id: ActId): boolean {
  return canRun(id) && (OVER_SHEETS.has(id) || document.querySelector('.shade, .popover') === null);
}
