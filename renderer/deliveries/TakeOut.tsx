import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { DeliveryDetails } from '../../protocol/model';
import { LongList } from '../ui/LongList';
import { messages } from '../messages';
import { Outside } from '../text/Outside';
import { visibleText } from '../text/visible-text';
import { SendEdited } from './SendEdited';

const words = messages.deliveries.opened;

/** The serial numbers of a refused pair or burn: each can be taken out and put back; none can be added. */
export function TakeOut({ details, onClose }: { readonly details: DeliveryDetails; readonly onClose: () => void }) {
  const [out, setOut] = useState<ReadonlySet<string>>(new Set());
  const turn = (sn: string): void => {
    const next = new Set(out);
    if (!next.delete(sn)) next.add(sn);
    setOut(next);
  };
  const staying = details.serials.length - out.size;
  return (
    <>
      <p className="dim">{words.takeOutHelp}</p>
      <LongList label={words.takeOut} items={details.serials} keyOf={(sn) => sn}>
        {(sn) => (
          <div className="take-out">
            <span className={out.has(sn) ? 'taken-out' : ''}>
              <Outside text={sn} mono />
            </span>
            <span className="dim">{out.has(sn) ? words.out : words.stays}</span>
            <Button
              className="button"
              aria-label={out.has(sn) ? words.putBackName({ sn: visibleText(sn) }) : words.takeOutName({ sn: visibleText(sn) })}
              onPress={() => turn(sn)}
            >
              {out.has(sn) ? words.putBack : words.takeOne}
            </Button>
          </div>
        )}
      </LongList>
      <SendEdited
        deliveryKey={details.view.key}
        change={{ kind: 'takeOut', serials: [...out] }}
        ready={out.size > 0 && staying > 0}
        onClose={onClose}
      />
    </>
  );
}
