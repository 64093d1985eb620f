import { useContext, useEffect } from 'react';
import { ScannerContext } from '../scanner/use-scanner';
import { asTextField } from '../scanner/text-field';
import { canRun, runAct, type ActId } from '../store/acts';
import { actOfKey } from './key-table';

/** What may be opened over an open sheet, too. */
const OVER_SHEETS: ReadonlySet<ActId> = new Set(['help']);

/**
 * Does by a key what a button of the window does, wherever the cursor is. A barcode scanner is a keyboard that may send any key: each
 * waits until it is certain that it came alone, but for what opens the palette, which does nothing by itself, and must not come after
 * other keys either.
 */
export function useShortcuts(): void {
  const { loneKey } = useContext(ScannerContext);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.repeat || event.defaultPrevented || event.altKey) return;
      const ctrl = event.ctrlKey || event.metaKey;
      const id = actOfKey({ key: event.key, ctrl, shift: event.shiftKey });
      if (id === undefined || !isPossible(id)) return;
      const isSign = Array.from(event.key).length === 1;
      if (isSign && !ctrl && asTextField(event.target) !== undefined) return;
      event.preventDefault();
      if (id !== 'palette') loneKey.pressed(() => isPossible(id) && runAct(id));
      else if (loneKey.cameAfterRest) runAct(id);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [loneKey]);
}

function isPossible(id: ActId): boolean {
  return canRun(id) && (OVER_SHEETS.has(id) || document.querySelector('.shade, .popover') === null);
}
