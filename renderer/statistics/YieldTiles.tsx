import { Info } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { Figures } from '../../protocol/history';
import { messages } from '../messages';
import { formatDuration } from '../text/format';
import { formats } from '../text/formats';

type Tile = 'first' | 'second' | 'last' | 'report';
const TILES: readonly Tile[] = ['first', 'second', 'last', 'report'];

/** The yields, each with its base, and with its definition one press away. */
export function YieldTiles({ figures }: { readonly figures: Figures }) {
  const { statistics } = messages;
  return (
    <div className="yields">
      {TILES.map((tile) => {
        const [part, whole] = tile === 'report' ? [figures.passed, figures.judged] : [figures[tile], figures.units];
        return (
          <YieldTile
            key={tile}
            name={statistics[tile]}
            help={statistics.help[tile]}
            value={whole === 0 ? messages.none : formats().percent.format(part / whole)}
            base={whole === 0 ? statistics.none : statistics.of({ part, whole })}
          />
        );
      })}
      <YieldTile
        name={statistics.scanTime}
        help={statistics.help.scanTime}
        value={figures.scanMs === null ? messages.none : formatDuration(figures.scanMs)}
        base={`${statistics.scans} ${formats().count.format(figures.scans)}`}
      />
    </div>
  );
}

interface YieldTileProps {
  readonly name: string;
  readonly help: string;
  readonly value: string;
  readonly base: string;
}

function YieldTile({ name, help, value, base }: YieldTileProps) {
  return (
    <div className="yield-tile">
      <span className="yield-name">
        {name}
        <DialogTrigger>
          <Button className="button icon plain" aria-label={messages.statistics.meaning({ name })}>
            <Info aria-hidden size={20} />
          </Button>
          <Popover className="popover">
            <Dialog className="yield-help" aria-label={name}>
              <p>{help}</p>
            </Dialog>
          </Popover>
        </DialogTrigger>
      </span>
      <b className="yield-value">{value}</b>
      <span className="dim">{base}</span>
    </div>
  );
}
