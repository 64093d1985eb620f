import { ErrorLine } from '../../ui/ErrorLine';
import { Check } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, Label, Radio, RadioGroup, Text, TextArea, TextField } from 'react-aria-components';
import { Sheet } from '../../ui/Sheet';
import { messages } from '../../messages';
import { NO_SCAN } from '../../scanner/text-field';
import { useWrite } from '../../store/use-write';
import { ConfirmButton } from '../../ui/ConfirmButton';

/** As few characters as a reason may have. */
const MIN_REASON = 3;
const words = messages.pair.settle;

interface DecisionSheetProps<Way extends string> {
  readonly title: string;
  readonly subtitle: ReactNode;
  /** What may be chosen, with its words. */
  readonly ways: Readonly<Record<Way, string>>;
  /** What the reason should say. */
  readonly reasonHelp?: string;
  readonly children?: ReactNode;
  /** Resolves with why it was refused; empty when it was not. */
  readonly onDecide: (way: Way, reason: string) => Promise<string>;
  readonly onClose: () => void;
}

/** A person decides one thing, and says why. A refusal is shown and nothing typed is lost. */
export function DecisionSheet<Way extends string>({
  title,
  subtitle,
  ways,
  reasonHelp = words.reasonHelp,
  children,
  onDecide,
  onClose,
}: DecisionSheetProps<Way>) {
  const [way, setWay] = useState<Way>();
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState('');
  const [busy, run] = useWrite();
  const all = Object.keys(ways) as Way[];
  const decide = (): void =>
    run(async () => {
      if (way === undefined) return;
      const why = await onDecide(way, reason);
      if (why === '') onClose();
      else setRefusal(why);
    });
  return (
    <Sheet
      title={title}
      subtitle={subtitle}
      shape="small"
      onClose={onClose}
      footer={
        <>
          <Button className="button" onPress={onClose}>
            {messages.settings.cancel}
          </Button>
          <span className="grow" />
          <ConfirmButton
            className="button big primary"
            isDisabled={busy || way === undefined || reason.trim().length < MIN_REASON}
            onConfirm={decide}
          >
            <Check aria-hidden size={24} />
            {words.confirm}
          </ConfirmButton>
        </>
      }
    >
      <div className="form">
        {children}
        <ErrorLine text={refusal} />
        <RadioGroup
          className="field"
          value={way ?? null}
          onChange={(value) => setWay(all.find((one) => one === value))}
          aria-label={words.what}
        >
          <div className="choices">
            {all.map((one) => (
              <Radio key={one} className="choice" value={one}>
                <span className="dot" aria-hidden />
                {ways[one]}
              </Radio>
            ))}
          </div>
        </RadioGroup>
        <TextField className="field" value={reason} onChange={setReason}>
          <Label>{messages.waive.reason}</Label>
          <TextArea className="input" rows={2} maxLength={300} {...NO_SCAN} />
          <Text slot="description" className="field-help">
            {reasonHelp}
          </Text>
        </TextField>
      </div>
    </Sheet>
  );
}
