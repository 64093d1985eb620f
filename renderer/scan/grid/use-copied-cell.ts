import { useEffect, useEffectEvent, type RefObject } from 'react';
import { messages } from '../../messages';
import { useConsole } from '../../store/console-context';
import { lineOfKey, slotOfKey } from '../../store/grid-keys';
import { useTarget } from '../../store/target';
import { deviceCellText, interfaceCellText } from './cell-text';
import type { ColumnId } from './columns';

/**
 * Answers the system's copy command with the text of the focused cell, so that no clipboard permission is needed. Listens to the
 * whole page: the command goes to where the text cursor was last, which need not be where the focus is.
 * @param keyOfLine the focused line; undefined when it is none that can be copied
 */
export function useCopiedCell(
  grid: RefObject<HTMLElement | null>,
  keyOfLine: () => number | undefined,
  column: ColumnId | undefined,
): void {
  const { rows, details, hint } = useConsole();
  const target = useTarget();
  const copy = useEffectEvent((event: ClipboardEvent): void => {
    const key = keyOfLine();
    if (key === undefined || column === undefined || grid.current?.contains(document.activeElement) !== true) return;
    if (document.getSelection()?.isCollapsed === false) return;
    const row = rows.row(slotOfKey(key));
    if (row === undefined) return;
    const line = lineOfKey(key);
    const text =
      line === 0
        ? deviceCellText(row, column, target)
        : interfaceCellText(details.get(row.id)?.interfaces[line - 1], row.interfaces[line - 1] ?? '', column);
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    if (text !== '') hint.say(messages.grid.copied({ text }));
  });
  useEffect(() => {
    const onCopy = (event: ClipboardEvent): void => copy(event);
    document.addEventListener('copy', onCopy);
    return () => document.removeEventListener('copy', onCopy);
  }, []);
}
