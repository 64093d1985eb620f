import { Button } from 'react-aria-components';
import { messages } from '../../messages';
import { useConsole, useRow } from '../../store/console-context';
import { Outside } from '../../text/Outside';
import { RowBadge } from '../../ui/Badge';
import './nowhere.css';

/** More are told as a number. */
const SHOWN = 12;

/** Devices of which nobody knows the slot, one press from their review. */
export function Nowhere({ slots }: { readonly slots: readonly number[] }) {
  if (slots.length === 0) return null;
  const more = slots.length - SHOWN;
  return (
    <section className="nowhere" aria-label={messages.rack.nowhere({ count: slots.length })}>
      <p>
        <b>{messages.rack.nowhere({ count: slots.length })}</b> <span className="dim">{messages.rack.nowhereHelp}</span>
      </p>
      <ul>
        {slots.slice(0, SHOWN).map((slot) => (
          <li key={slot}>
            <Homeless slot={slot} />
          </li>
        ))}
        {more > 0 ? <li className="dim">{messages.rack.more({ count: more })}</li> : null}
      </ul>
    </section>
  );
}

function Homeless({ slot }: { readonly slot: number }) {
  const { view } = useConsole();
  const row = useRow(slot);
  if (row === undefined) return null;
  return (
    <Button className="button" onPress={() => view.review(slot)}>
      <RowBadge row={row} />
      {row.sn === '' ? messages.grid.unnamed : <Outside text={row.sn} mono />}
    </Button>
  );
}
