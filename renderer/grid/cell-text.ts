import type { DeviceRow, JudgedInterface } from '../../protocol/model';
import { messages } from '../messages';
import { countMatches, meaningOfLetter } from '../store/verdict-letters';
import { formatClock } from '../text/format';
import { visibleText } from '../text/visible-text';
import type { ColumnId } from './columns';

/** What a device's cell says, as text: for copying. */
export function deviceCellText(row: DeviceRow, column: ColumnId): string {
  switch (column) {
    case 'select':
      return '';
    case 'name':
      return visibleText(row.sn);
    case 'status':
      return messages.status[row.status];
    case 'interfaces':
      return `${countMatches(row.interfaces)}/${row.interfaces.length}`;
    case 'product':
      return visibleText(row.product ?? '');
    case 'ip':
      return visibleText(row.ip ?? '');
    case 'reason':
      return visibleText(row.reason);
    case 'time':
      return formatClock(row.at);
  }
}

/** What an interface's cell says, as text; `letter` is its place in the device's packed row. */
export function interfaceCellText(item: JudgedInterface | undefined, letter: string, column: ColumnId): string {
  switch (column) {
    case 'status':
      return messages.verdict[item?.verdict ?? meaningOfLetter(letter)];
    case 'name':
      return visibleText(item?.name ?? '');
    case 'product':
      return visibleText(item?.expectedMac ?? '');
    case 'ip':
      return visibleText(item?.foundMac ?? '');
    case 'reason':
      return visibleText(item?.reason ?? '');
    case 'select':
    case 'interfaces':
    case 'time':
      return '';
  }
}
