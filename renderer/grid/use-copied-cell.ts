import { useCallback, type ClipboardEvent } from 'react';
import { messages } from '../messages';
import { useConsole } from '../store/console-context';
import { lineOfKey, slotOfKey } from '../store/grid-keys';
import { deviceCellText, interfaceCellText } from './cell-text';
import type { ColumnId } from './columns';

/** Answers the system's copy command with the text of a cell, so that no clipboard permission is needed. */
export function useCopiedCell(): (event: ClipboardEvent, key: number, column: ColumnId) => void {
  const { rows, details, hint } = useConsole();
  return useCallback(
    (event, key, column) => {
      const row = rows.row(slotOfKey(key));
      if (row === undefined) return;
      const line = lineOfKey(key);
      const text =
        line === 0
          ? deviceCellText(row, column)
          : interfaceCellText(details.get(row.id)?.interfaces[line - 1], row.interfaces[line - 1] ?? '', column);
      event.clipboardData.setData('text/plain', text);
      event.preventDefault();
      if (text !== '') hint.say(messages.grid.copied(text));
    },
    [rows, details, hint],
  );
}
