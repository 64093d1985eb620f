import { Button } from 'react-aria-components';
import type { ParsedRoster } from '../../../protocol/parsed-roster';
import { messages } from '../../messages';
import { visibleText } from '../../text/visible-text';

interface ColumnChoiceProps {
  readonly columns: NonNullable<ParsedRoster['columns']>;
  readonly onChoose: (column: number) => void;
}

/** Where no column of a table is named as the serial number, a person says which one it is. */
export function ColumnChoice({ columns, onChoose }: ColumnChoiceProps) {
  return (
    <section className="column-choice" aria-label={messages.start.whichColumn}>
      <p>{messages.start.whichColumn}</p>
      <ul>
        {columns.samples.map((cells, column) => (
          <li key={`${column} ${cells.join(' ')}`}>
            <Button className="button" onPress={() => onChoose(column)}>
              <b>{messages.start.column({ column: column + 1 })}</b>
              <span className="mono dim">{visibleText(cells.filter((cell) => cell !== '').join(' · '))}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
