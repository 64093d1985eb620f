import { Gavel } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { PairSheet } from '../../../protocol/pair-sheet';
import { LongList } from '../../ui/LongList';
import { OverBadge } from '../../ui/Badge';
import { messages } from '../../messages';
import { Outside } from '../../text/Outside';
import { say } from '../../text/say';
import { visibleText } from '../../text/visible-text';
import { SettleSheet } from './SettleSheet';

type Refused = PairSheet['refused'][number];

/** What Pair refused, and apart from it what it may have taken, by serial number: each waits for a person. */
export function RefusedSerials({ refused }: { readonly refused: readonly Refused[] }) {
  const words = messages.pair.settle;
  const parts = [
    { outcome: 'unknown', name: words.unknownPart },
    { outcome: 'rejected', name: words.part },
  ] as const;
  return (
    <>
      {parts.map(({ outcome, name }) => {
        const of = refused.filter((item) => item.outcome === outcome);
        return of.length === 0 ? null : <Part key={outcome} outcome={outcome} name={name({ count: of.length })} refused={of} />;
      })}
    </>
  );
}

interface PartProps {
  readonly outcome: Refused['outcome'];
  readonly name: string;
  readonly refused: readonly Refused[];
}

function Part({ outcome, name, refused }: PartProps) {
  const [settling, setSettling] = useState<readonly Refused[]>([]);
  const words = messages.pair.settle;
  return (
    <section className="pair-part refused" aria-label={name}>
      <h3>
        {name}
        <span className="grow" />
        {refused.length < 2 ? null : (
          <Button className="button" onPress={() => setSettling(refused)}>
            <Gavel aria-hidden size={20} />
            {words.all}
          </Button>
        )}
      </h3>
      <LongList label={name} items={refused} keyOf={({ sn, key }) => `${key} ${sn}`}>
        {(item) => (
          <div className="refused-line">
            <b>
              <Outside text={item.sn} mono />
            </b>
            <OverBadge kind={item.outcome === 'rejected' ? 'pairRefused' : 'pairUnknown'} />
            <span>
              <Outside text={say(item.reason)} />
            </span>
            <Button
              className="button"
              aria-label={words.oneName({ sn: visibleText(item.sn) })}
              onPress={() => setSettling([item])}
            >
              <Gavel aria-hidden size={20} />
              {words.one}
            </Button>
          </div>
        )}
      </LongList>
      {settling.length === 0 ? null : <SettleSheet devices={settling} outcome={outcome} onClose={() => setSettling([])} />}
    </section>
  );
}
