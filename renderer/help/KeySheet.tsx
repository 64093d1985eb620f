import { ACT_KEYS, KEYS, keysOfAct, type KeyPlaceName } from '../keys/key-table';
import { messages } from '../messages';
import { useDevices } from '../registry/list/devices-state';
import { useIsRackShown } from '../scan/rack/use-rack';
import { useActs } from '../store/acts';
import type { Place } from '../store/screen';
import { Sheet } from '../ui/Sheet';
import { Keys } from '../ui/Keys';
import './help.css';

export interface KeySheetProps {
  /** The screen below. */
  readonly at: Place;
  readonly onClose: () => void;
}

/** All keys of the screen that is shown, from the table that handles them. */
export function KeySheet({ at, onClose }: KeySheetProps) {
  const acts = useActs();
  const places = usePlaces(at);
  const ids = [...new Set(Object.values(ACT_KEYS))];
  const { keySheet } = messages;
  return (
    <Sheet title={keySheet.title} onClose={onClose}>
      <p className="dim">{keySheet.lead}</p>
      <div className="key-groups">
        <section aria-label={keySheet.everywhere}>
          <h3>{keySheet.everywhere}</h3>
          <dl>
            {ids.map((id) => {
              const act = acts.get(id);
              return act === undefined ? null : (
                <div key={id}>
                  <dt>
                    <Keys keys={keysOfAct(id)} />
                  </dt>
                  <dd>
                    {act.label}
                    {act.disabled ? <span className="dim"> {keySheet.notNow}</span> : null}
                  </dd>
                </div>
              );
            })}
          </dl>
        </section>
        {places.map((place) => (
          <section key={place} aria-label={keySheet.places[place]}>
            <h3>{keySheet.places[place]}</h3>
            <dl>
              {KEYS[place].map(({ says, keys }) => (
                <div key={says}>
                  <dt>
                    <Keys keys={Object.keys(keys)} />
                  </dt>
                  <dd>{keySheet.says[says]}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Sheet>
  );
}

function usePlaces(at: KeySheetProps['at']): readonly KeyPlaceName[] {
  const asRack = useIsRackShown();
  const onPage = useDevices((state) => state.open !== null);
  switch (at) {
    case 'start':
      return [];
    case 'results':
      return asRack ? ['field', 'rack'] : ['field', 'grid', 'gridHeader'];
    case 'devices':
      return onPage ? ['devicePage'] : ['field', 'registry'];
  }
}
