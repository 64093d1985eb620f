import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { PairSheet } from '../../../protocol/pair-sheet';
import type { PairOutcome } from '../../../protocol/model';
import { Sheet } from '../../ui/Sheet';
import { messages } from '../../messages';
import { useAct } from '../../store/acts';
import { useConsole } from '../../store/console-context';
import { Outside } from '../../text/Outside';
import { leftOverParts } from './left-over';
import './left-over.css';

/** Goes to the form of the next scan; first it says what of this one was not paired, or not taken. */
export function NewScanButton({ sheet }: { readonly sheet: PairSheet | undefined }) {
  const { draft } = useConsole();
  const [warning, setWarning] = useState(false);
  const open = sheet !== undefined && (sheet.serials.length > 0 || sheet.refused.length > 0);
  const goOn = (): void => draft.setState({ wanted: true });
  const press = (): void => (open ? setWarning(true) : goOn());
  useAct('newScan', messages.names.newScan, press);
  return (
    <>
      <Button className="button big" onPress={press}>
        <Plus aria-hidden size={26} />
        {messages.names.newScan}
      </Button>
      {warning && sheet !== undefined ? <LeftOver sheet={sheet} onGoOn={goOn} onClose={() => setWarning(false)} /> : null}
    </>
  );
}

interface LeftOverProps {
  readonly sheet: PairSheet;
  readonly onGoOn: () => void;
  readonly onClose: () => void;
}

function LeftOver({ sheet: { target, serials, refused }, onGoOn, onClose }: LeftOverProps) {
  const words = messages.leftOver;
  const ofOutcome = (outcome: PairOutcome) => refused.filter((item) => item.outcome === outcome);
  const named = { notPaired: [], refused: ofOutcome('rejected'), unknown: ofOutcome('unknown') };
  const parts = leftOverParts({
    target,
    notPaired: serials.length,
    refused: named.refused.length,
    unknown: named.unknown.length,
  });
  return (
    <Sheet
      title={words.title}
      shape="small"
      onClose={onClose}
      footer={
        <>
          <Button className="button big" onPress={onGoOn}>
            <Plus aria-hidden size={24} />
            {words.goOn}
          </Button>
          <span className="grow" />
          <Button className="button big primary" onPress={onClose}>
            {words.stay}
          </Button>
        </>
      }
    >
      <ul className="left-over">
        {parts.map(({ kind, text }) => (
          <li key={kind} className={kind}>
            {text}{' '}
            {named[kind].map(({ sn, key }) => (
              <Outside key={`${key} ${sn}`} text={`${sn} `} mono />
            ))}
          </li>
        ))}
      </ul>
      <p className="dim">{words.later}</p>
    </Sheet>
  );
}
