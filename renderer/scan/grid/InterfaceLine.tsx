/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a grid that draws only the visible lines cannot be a table element */
import { memo, type ReactNode } from 'react';
import type { JudgedInterface } from '../../../protocol/model';
import { VerdictBadge } from '../../ui/Badge';
import { messages } from '../../messages';
import { useDetails, useRow } from '../../store/console-context';
import { meaningOfLetter } from '../../store/verdict-letters';
import { Outside } from '../../text/Outside';
import type { ColumnId } from './columns';
import { lineCells } from './line-cells';
import { useCellFocus, type LineProps } from './DeviceLine';
import { MacDiff } from './MacDiff';
import { say } from '../../text/say';

interface InterfaceLineProps extends LineProps {
  /** Which interface of the device, from 1. */
  readonly line: number;
}

/** One interface under its opened device. What is known at once comes from the row's letter, the rest when the details come. */
export const InterfaceLine = memo(function InterfaceLine(props: InterfaceLineProps) {
  const { gridKey, slot, columns, line, index, top, activeColumn, takesFocus } = props;
  const row = useRow(slot);
  const details = useDetails(row?.id);
  const ref = useCellFocus(activeColumn, takesFocus);
  if (row === undefined) return null;
  const item = details?.interfaces[line - 1];
  const letter = row.interfaces[line - 1] ?? '';
  return (
    <div
      ref={ref}
      role="row"
      data-key={gridKey}
      aria-rowindex={index + 2}
      aria-level={2}
      className="line interface"
      style={{ transform: `translateY(${top}px)` }}
    >
      {lineCells(columns, activeColumn, (id) => interfaceCell(item, letter, id))}
    </div>
  );
});

function interfaceCell(item: JudgedInterface | undefined, letter: string, column: ColumnId): ReactNode {
  if (column === 'status') return <VerdictBadge verdict={meaningOfLetter(letter)} />;
  if (item === undefined) return column === 'name' ? <span className="dim">{messages.grid.loading}</span> : null;
  switch (column) {
    case 'name':
      return <Outside text={item.name} mono />;
    case 'product':
      return item.expectedMac === null ? (
        <span className="dim">{messages.grid.notExpected}</span>
      ) : (
        <Outside text={item.expectedMac} mono />
      );
    case 'ip':
      return item.foundMac === null ? (
        <span className="dim">{messages.grid.notFound}</span>
      ) : (
        <MacDiff expected={item.expectedMac} found={item.foundMac} />
      );
    case 'reason':
      return (
        <>
          {item.contested ? <span className="tag warn">{messages.grid.sharedMac}</span> : null}
          <span className="sentence" title={say(item.reason)}>
            <Outside text={say(item.reason)} />
          </span>
        </>
      );
    case 'select':
    case 'interfaces':
    case 'time':
      return null;
  }
}
