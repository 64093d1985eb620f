import { Archive, Clock3 } from 'lucide-react';
import { Fragment, useEffect } from 'react';
import { Button, Group } from 'react-aria-components';
import { ADDENDS } from '../../../protocol/addends';
import { messages } from '../../messages';
import { BESIDE, sumOfAddends } from '../../store/buckets';
import { useConsole, useFacts } from '../../store/console-context';
import { formatCount } from '../../text/format';
import { useDeliveryDrawer } from '../../deliveries/drawer-state';
import { CountChip, CountTile, ExpectedTile } from './CountTile';
import './tiles.css';

/** The counts as a sum that closes: expected = pass + fail + …; beside it what is not in the sum. Pressing one narrows the grid to it. */
export function Tiles() {
  const { notices } = useConsole();
  const counts = useFacts(({ session }) => session?.counts);
  const openDrawer = useDeliveryDrawer((state) => state.open);
  const closes = counts === undefined || sumOfAddends(counts) === counts.expected;
  useEffect(() => {
    if (!closes) notices.raise('error', messages.tiles.brokenSentence, 'arithmetic');
  }, [closes, notices]);
  if (counts === undefined) return null;
  const aside = counts.duplicates + counts.stale + counts.quarantined;
  const besides = BESIDE.filter((bucket) => counts[bucket] > 0);
  return (
    <Group className="tiles" aria-label={messages.names.tiles}>
      <ExpectedTile count={counts.expected} />
      <Operator sign={closes ? '=' : '≠'} words={closes ? messages.tiles.equals : messages.tiles.broken} />
      {ADDENDS.map((addend, index) => (
        <Fragment key={addend}>
          {index === 0 ? null : <Operator sign="+" words={messages.tiles.plus} />}
          <CountTile bucket={addend} count={counts[addend]} folds={index > 0} />
        </Fragment>
      ))}
      <Group className="beside" aria-label={messages.tiles.beside}>
        {besides.map((bucket) => (
          <CountChip key={bucket} bucket={bucket} count={counts[bucket]} />
        ))}
        {counts.late > 0 ? (
          <Button className="chip" onPress={() => openDrawer('aside')}>
            <Clock3 aria-hidden />
            {messages.tiles.late} <b>{formatCount(counts.late)}</b>
          </Button>
        ) : null}
        {aside > 0 ? (
          <Button className="chip" onPress={() => openDrawer('aside')}>
            <Archive aria-hidden />
            {messages.tiles.setAside} <b>{formatCount(aside)}</b>
          </Button>
        ) : null}
      </Group>
    </Group>
  );
}

function Operator({ sign, words }: { readonly sign: string; readonly words: string }) {
  return (
    <span className="operator">
      <span aria-hidden>{sign}</span>
      <span className="hidden-text">{words}</span>
    </span>
  );
}
