import type { DeviceRow, JudgedInterface } from '../../../protocol/model';
import { rowWord } from '../../ui/bucket-word';
import { messages } from '../../messages';
import { rowSentence } from '../../store/buckets';
import type { Target } from '../../store/target';
import { countMatches, meaningOfLetter } from '../../store/verdict-letters';
import { formatClock } from '../../text/format';
import { visibleText } from '../../text/visible-text';
import type { ColumnId } from './columns';
import { say } from '../../text/say';

/** What a device's cell says, as text: for copying. */
export function deviceCellText(row: DeviceRow, column: ColumnId, target: Target): string {
  switch (column) {
    case 'select':
      return '';
    case 'name':
      return visibleText(row.sn);
    case 'status':
      return rowWord(row, target);
    case 'interfaces':
      return `${countMatches(row.interfaces)}/${row.interfaces.length}`;
    case 'product':
      return visibleText(row.product ?? '');
    case 'ip':
      return visibleText(row.ip ?? '');
    case 'reason':
      return visibleText(rowSentence(row));
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
      return say(item?.reason ?? []);
    case 'select':
    case 'interfaces':
    case 'time':
      return '';
  }
}
