import { ErrorLine } from '../../ui/ErrorLine';
import { CircleCheck } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { PictureGrades } from '../../../protocol/registry-commands';
import type { DevicePage, PhotoView } from '../../../protocol/registry/views';
import { Sheet } from '../../ui/Sheet';
import { useConsole } from '../../store/console-context';
import { useWrite } from '../../store/use-write';
import { visibleText } from '../../text/visible-text';
import { ConfirmFooter } from './ConfirmFooter';
import { deviceMessages } from '../messages';
import { Picture } from '../page/PhotoStrip';
import { useFirstFocus } from './use-first-focus';
import './rate-pictures-sheet.css';

const texts = deviceMessages.rate;

type GradeName = keyof PictureGrades;
/** Each grade with its best value. */
const GRADES: readonly (readonly [GradeName, number])[] = [
  ['assembling', 5],
  ['parts', 5],
  ['buttons', 5],
  ['dents', 5],
  ['decolorization', 5],
  ['scratches', 5],
  ['tagAlignment', 3],
  ['tagAdhesive', 3],
  ['dirt', 3],
];

/** One picture after the other: large at the left, its nine grades by number keys at the right. Those without a rating first. */
export function RatePicturesSheet({ page, onClose }: { readonly page: DevicePage; readonly onClose: () => void }) {
  // Where all have a rating, they are rated again.
  const [isRepeat] = useState(() => page.photos.length > 0 && page.photos.every(({ rating }) => rating !== null));
  const [saved, setSaved] = useState<ReadonlySet<string>>(new Set());
  const { hint } = useConsole();
  const left = page.photos.filter(({ id, rating }) => !saved.has(id) && (isRepeat || rating === null));
  const [photo] = left;
  if (photo === undefined)
    return (
      <Sheet title={texts.title} shape="small" onClose={onClose}>
        {page.photos.length === 0 ? (
          <p className="dim">{deviceMessages.list.loading}</p>
        ) : (
          <p className="rate-done">
            <CircleCheck aria-hidden size={32} />
            {texts.done}
          </p>
        )}
      </Sheet>
    );
  return (
    <RateOne
      key={photo.id}
      device={page.id}
      photo={photo}
      left={left.length}
      last={left.length === 1}
      onClose={onClose}
      onSaved={() => {
        setSaved((before) => new Set(before).add(photo.id));
        if (left.length > 1) return;
        hint.say(texts.done);
        onClose();
      }}
    />
  );
}

interface RateOneProps {
  readonly device: number;
  readonly photo: PhotoView;
  readonly left: number;
  readonly last: boolean;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

function RateOne({ device, photo, left, last, onSaved, onClose }: RateOneProps) {
  const { ask } = useConsole();
  const [grades, setGrades] = useState<Partial<PictureGrades>>({});
  const [refusal, setRefusal] = useState('');
  const [busy, run] = useWrite();
  const lines = useFirstFocus();
  const button = useRef<HTMLButtonElement>(null);
  const whole = wholeGrades(grades);
  const save = (): void =>
    run(async () => {
      if (whole === null) return;
      const reply = await ask('registry.ratePicture', { device, image: photo.id, grades: whole });
      if (reply.ok) onSaved();
      else setRefusal(reply.error.sentence);
    });
  const goTo = (line: number): void => {
    const target = lines.current?.children[line]?.querySelector<HTMLElement>('input');
    if (target === undefined || target === null) requestAnimationFrame(() => button.current?.focus());
    else target.focus();
  };
  const onKeyDown = (event: KeyboardEvent, line: number, best: number, name: GradeName): void => {
    const grade = Number(event.key);
    if (event.key === 'Enter' && whole !== null) {
      event.preventDefault();
      save();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      event.stopPropagation();
      goTo(Math.max(0, Math.min(GRADES.length - 1, line + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (Number.isInteger(grade) && grade >= 1 && grade <= best) {
      event.preventDefault();
      setGrades((before) => ({ ...before, [name]: grade }));
      goTo(line + 1);
    }
  };
  return (
    <Sheet
      title={texts.title}
      subtitle={
        <span className="dim">
          {visibleText(photo.name)} · {texts.left({ count: left })}
        </span>
      }
      shape="tall"
      onClose={onClose}
      footer={
        <ConfirmFooter onCancel={onClose} onConfirm={save} disabled={busy || whole === null} button={button}>
          {last ? texts.confirmLast : texts.confirm}
        </ConfirmFooter>
      }
    >
      <div className="rate">
        <div className="rate-picture">
          <Picture photo={photo} />
        </div>
        <div className="rate-side">
          <p className="dim">{texts.lead}</p>
          <ErrorLine text={refusal} />
          <div className="rate-lines" ref={lines}>
            {GRADES.map(([name, best], line) => (
              <div key={name} onKeyDownCapture={(event) => onKeyDown(event, line, best, name)}>
                <RadioGroup
                  className="rate-line"
                  orientation="horizontal"
                  value={grades[name] === undefined ? null : String(grades[name])}
                  onChange={(value) => setGrades({ ...grades, [name]: Number(value) })}
                >
                  <Label>{texts.grades[name]}</Label>
                  <div className="rate-choices">
                    {Array.from({ length: best }, (_, index) => String(index + 1)).map((grade) => (
                      <Radio key={grade} className="rate-choice" value={grade}>
                        {grade}
                      </Radio>
                    ))}
                  </div>
                </RadioGroup>
              </div>
            ))}
          </div>
        </div>
      </div>
    </Sheet>
  );
}

function wholeGrades(grades: Partial<PictureGrades>): PictureGrades | null {
  const { assembling, parts, buttons, dents, decolorization, scratches, tagAlignment, tagAdhesive, dirt } = grades;
  if (assembling === undefined || parts === undefined || buttons === undefined) return null;
  if (dents === undefined || decolorization === undefined || scratches === undefined) return null;
  if (tagAlignment === undefined || tagAdhesive === undefined || dirt === undefined) return null;
  return { assembling, parts, buttons, dents, decolorization, scratches, tagAlignment, tagAdhesive, dirt };
}
