import { Check } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button, Label, Radio, RadioGroup } from 'react-aria-components';
import { MAX_FORECAST_DAYS } from '../../../protocol/forecast';
import type { HealthView } from '../../../protocol/program-health';
import { messages } from '../../messages';
import { useConsole, useFacts } from '../../store/console-context';
import { useAnswer } from '../../server-state/use-answer';
import { useWrite } from '../../store/use-write';
import { sizeText } from '../../text/disk-room';
import './keeping-time.css';

/** What can be chosen, in days; 0 keeps everything. Any other number can be set in the settings. */
const CHOICES = [365, 730, 1_825, 0] as const;
const SUGGESTED = 730;
const DAYS_OF_YEAR = 365;
const NOTHING = {};

/** Asks once, beside the form of the first scan, how long closed scans are kept. A scan can start without an answer. */
export function KeepingTime() {
  const open = useFacts(({ settings, signIn }) => {
    const may = !signIn.required || signIn.person?.role === 'engineer';
    return may && settings.records.keepDays === null;
  });
  return open ? <Question /> : null;
}

function Question() {
  const { askOrTell } = useConsole();
  const [days, setDays] = useState<number>(SUGGESTED);
  const [busy, run] = useWrite();
  const { value: health } = useAnswer('app.health', NOTHING);
  const place = useRef<HTMLElement>(null);
  const words = messages.start.keep;
  const save = (): void =>
    run(async () => {
      // The question goes when it is answered, and must not take the focus with it.
      const next = place.current?.closest('main')?.querySelector<HTMLElement>('[data-first-field]');
      if ((await askOrTell('records.keep', { days })) !== undefined) next?.focus();
    });
  return (
    <section className="keeping-time" ref={place} aria-label={words.title}>
      <RadioGroup className="keeping-choice" value={String(days)} onChange={(value) => setDays(Number(value))}>
        <Label className="keeping-words">
          <b>{words.title}</b>
          <span className="dim">{health === undefined ? words.later : roomOf(health)}</span>
        </Label>
        <div className="keeping-options">
          {CHOICES.map((choice) => (
            <Radio key={choice} className="choice" value={String(choice)}>
              <span className="dot" aria-hidden />
              {choice === 0 ? words.noLimit : words.years({ years: choice / DAYS_OF_YEAR })}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <Button className="button" isDisabled={busy} onPress={save}>
        <Check aria-hidden size={20} />
        {words.save}
      </Button>
    </section>
  );
}

/** How long the disk lasts, as far as that is known. */
function roomOf({ records: { daysLeft, diskFreeBytes } }: HealthView): string {
  const words = messages.start.keep;
  if (daysLeft !== null) return daysLeft > MAX_FORECAST_DAYS ? words.manyYears : words.daysLeft({ days: daysLeft });
  return diskFreeBytes === null ? words.later : words.diskFree({ size: sizeText(diskFreeBytes) });
}
