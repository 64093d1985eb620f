import { messages } from '../../messages';
import { VERDICT_LOOK } from '../../ui/status-look';
import { countMatches, meaningOfLetter } from '../../store/verdict-letters';
import './bars.css';

/** More bars than this do not fit beside each other: then only what is not a match is drawn. */
const MOST = 12;

/** A device's interfaces as small bars: a match is low and hollow, a fault tall and solid, so that colour is not needed. */
export function InterfaceBars({ interfaces }: { readonly interfaces: string }) {
  if (interfaces === '') return <span className="dim">{messages.none}</span>;
  const letters = interfaces.split('');
  const drawn = letters.length <= MOST ? letters : letters.filter((letter) => letter !== 'm').slice(0, MOST);
  const matching = countMatches(interfaces);
  return (
    <span className="bars">
      <span aria-hidden>
        {matching}/{letters.length}
      </span>
      <span className="hidden-text">{messages.grid.matches({ matching, all: letters.length })}</span>
      <span className="bars-row" aria-hidden>
        {drawn.map((letter, index) => (
          // The bars of a device never change places: the index is what identifies one.
          <i key={index} className={`bar tone-${VERDICT_LOOK[meaningOfLetter(letter)].tone}`} />
        ))}
      </span>
    </span>
  );
}
