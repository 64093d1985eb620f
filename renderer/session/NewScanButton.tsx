import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { PairSheet } from '../../protocol/ipc';
import { Sheet } from '../chrome/Sheet';
import { messages } from '../messages';
import { useConsole } from '../store/console-context';
import { Outside } from '../text/Outside';

/** Goes to the form of the next scan; first it says what of this one was not paired, or not taken. */
export function NewScanButton({ sheet }: { readonly sheet: PairSheet | undefined }) {
  const { draft } = useConsole();
  const [warning, setWarning] = useState(false);
  const open = sheet !== undefined && (sheet.serials.length > 0 || sheet.refused.length > 0);
  const goOn = (): void => draft.setState({ wanted: true });
  return (
    <>
      <Button className="button big" onPress={() => (open ? setWarning(true) : goOn())}>
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
  return (
    <Sheet
      title={words.title}
      shape="small"
      onClose={onClose}
      foot={
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
        {serials.length === 0 ? null : <li>{words.notPaired[target](serials.length)}</li>}
        {refused.length === 0 ? null : (
          <li className="refused">
            {words.refused(refused.length)}{' '}
            {refused.map(({ sn, key }) => (
              <Outside key={`${key} ${sn}`} text={`${sn} `} mono />
            ))}
          </li>
        )}
      </ul>
      <p className="dim">{words.later}</p>
    </Sheet>
  );
}
