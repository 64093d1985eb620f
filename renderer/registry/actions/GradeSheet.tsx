import { ErrorLine } from '../../ui/ErrorLine';
import { Check } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { DevicePage } from '../../../protocol/registry/views';
import {
  APPEARANCE_RANGES,
  type AppearanceRange,
  FUNCTIONALITY_RANGES,
  type FunctionalityRange,
} from '../../../protocol/registry/vocabulary';
import { Sheet } from '../../ui/Sheet';
import { useConsole } from '../../store/console-context';
import { useWrite } from '../../store/use-write';
import { ConfirmFooter } from './ConfirmFooter';
import { deviceMessages } from '../messages';
import { focusIn, useFirstFocus } from './use-first-focus';
import { DeviceSubtitle } from '../DeviceSubtitle';
import './grade-sheet.css';

const texts = deviceMessages.grade;

/** Appearance and functionality, each by one letter: the first letter goes on to the second group, the second to the button. */
export function GradeSheet({ page, onClose }: { readonly page: DevicePage; readonly onClose: () => void }) {
  const { ask, hint } = useConsole();
  const before = page.ratingDetails?.result.breakdown;
  const [appearance, setAppearance] = useState<AppearanceRange | null>(before?.appearance.grade ?? null);
  const [functionality, setFunctionality] = useState<FunctionalityRange | null>(before?.functionality.grade ?? null);
  const [refusal, setRefusal] = useState('');
  const [busy, run] = useWrite();
  const first = useFirstFocus();
  const second = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const save = (): void =>
    run(async () => {
      if (appearance === null || functionality === null) return;
      const reply = await ask('registry.grade', { device: page.id, appearance, functionality });
      if (!reply.ok) {
        setRefusal(reply.error.sentence);
        return;
      }
      hint.say(texts.saved({ appearance, functionality }));
      onClose();
    });
  return (
    <Sheet
      title={texts.title}
      subtitle={<DeviceSubtitle device={page} />}
      onClose={onClose}
      footer={
        <ConfirmFooter
          onCancel={onClose}
          onConfirm={save}
          disabled={busy || appearance === null || functionality === null}
          button={button}
        >
          <Check aria-hidden size={24} />
          {texts.confirm}
        </ConfirmFooter>
      }
    >
      <p className="dim">{texts.lead}</p>
      <ErrorLine text={refusal} />
      <div className="grades">
        <div ref={first}>
          <Letters
            label={texts.appearance}
            letters={APPEARANCE_RANGES}
            meanings={texts.appearances}
            value={appearance}
            onLetter={(letter) => {
              setAppearance(letter);
              focusIn(second.current);
            }}
            onChange={setAppearance}
          />
        </div>
        <div ref={second}>
          <Letters
            label={texts.functionality}
            letters={FUNCTIONALITY_RANGES}
            meanings={texts.functionalities}
            value={functionality}
            onLetter={(letter) => {
              setFunctionality(letter);
              // The button is there for the keyboard when it has been drawn as enabled.
              requestAnimationFrame(() => button.current?.focus());
            }}
            onChange={setFunctionality}
          />
        </div>
      </div>
    </Sheet>
  );
}

interface LettersProps<L extends string> {
  readonly label: string;
  readonly letters: readonly L[];
  readonly meanings: Readonly<Record<L, string>>;
  readonly value: L | null;
  readonly onLetter: (letter: L) => void;
  readonly onChange: (letter: L) => void;
}

function Letters<L extends string>({ label, letters, meanings, value, onLetter, onChange }: LettersProps<L>) {
  const find = (text: string): L | undefined => letters.find((letter) => letter === text.toUpperCase());
  const onKeyDown = (event: KeyboardEvent): void => {
    const letter = event.ctrlKey || event.metaKey || event.altKey ? undefined : find(event.key);
    if (letter === undefined) return;
    event.preventDefault();
    onLetter(letter);
  };
  return (
    // Letters are pressed while one of the choices has the focus.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div onKeyDown={onKeyDown}>
      <RadioGroup
        className="field"
        value={value}
        onChange={(text) => {
          const letter = find(text);
          if (letter !== undefined) onChange(letter);
        }}
      >
        <Label className="grade-label">{label}</Label>
        <div className="choices">
          {letters.map((letter) => (
            <Radio key={letter} className="choice grade-choice" value={letter}>
              <kbd>{letter}</kbd>
              {meanings[letter]}
            </Radio>
          ))}
        </div>
      </RadioGroup>
    </div>
  );
}
