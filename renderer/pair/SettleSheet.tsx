import { Check, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button, Label, Radio, RadioGroup, Text, TextArea, TextField } from 'react-aria-components';
import type { PairSheet } from '../../protocol/ipc';
import type { PairSettlement } from '../../protocol/model';
import { Sheet } from '../chrome/Sheet';
import { messages } from '../messages';
import { NO_SCAN } from '../scanner/text-field';
import { useConsole } from '../store/console-context';
import { useBusy } from '../store/use-busy';
import { visibleText } from '../text/visible-text';

/** As few characters as a reason may have. */
const SHORTEST_REASON = 3;
const WAYS: readonly PairSettlement['as'][] = ['sendAgain', 'done'];

interface SettleSheetProps {
  /** Devices that Pair refused, or may have taken; at least one. */
  readonly devices: readonly Pick<PairSheet['refused'][number], 'id' | 'sn'>[];
  readonly onClose: () => void;
}

/** A person decides what becomes of devices that Pair did not take, with a reason. */
export function SettleSheet({ devices, onClose }: SettleSheetProps) {
  const { ask } = useConsole();
  const [as, setAs] = useState<PairSettlement['as']>();
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState('');
  const [busy, run] = useBusy();
  const words = messages.pair.settle;
  const settle = (): void =>
    run(async () => {
      if (as === undefined) return;
      const reply = await ask('pair.settle', { ids: devices.map(({ id }) => id), as, reason });
      if (reply.ok) onClose();
      else setRefusal(reply.error.sentence);
    });
  return (
    <Sheet
      title={words.title(devices.length)}
      subtitle={<span className="mono">{devices.length === 1 ? visibleText(devices[0]?.sn ?? '') : null}</span>}
      shape="small"
      onClose={onClose}
      foot={
        <>
          <Button className="button" onPress={onClose}>
            {messages.settings.cancel}
          </Button>
          <span className="grow" />
          <Button
            className="button big primary"
            isDisabled={busy || as === undefined || reason.trim().length < SHORTEST_REASON}
            onPress={settle}
          >
            <Check aria-hidden size={24} />
            {words.confirm}
          </Button>
        </>
      }
    >
      <div className="form">
        {devices.length === 1 ? null : <p className="mono">{devices.map(({ sn }) => visibleText(sn)).join(', ')}</p>}
        {refusal === '' ? null : (
          <p className="field-error" role="alert">
            <TriangleAlert aria-hidden size={20} />
            {visibleText(refusal)}
          </p>
        )}
        <RadioGroup
          className="field"
          value={as ?? null}
          onChange={(value) => setAs(WAYS.find((way) => way === value))}
          aria-label={words.what}
        >
          <div className="choices">
            {WAYS.map((way) => (
              <Radio key={way} className="choice" value={way}>
                <span className="dot" aria-hidden />
                {words.as[way]}
              </Radio>
            ))}
          </div>
        </RadioGroup>
        <TextField className="field" value={reason} onChange={setReason}>
          <Label>{messages.waive.reason}</Label>
          <TextArea className="input" rows={2} maxLength={300} {...NO_SCAN} />
          <Text slot="description" className="field-help">
            {words.reasonHelp}
          </Text>
        </TextField>
      </div>
    </Sheet>
  );
}
