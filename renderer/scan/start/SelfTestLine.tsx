import { CircleCheck, CircleDashed, FlaskConical, type LucideIcon, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { messages } from '../../messages';
import { useAnswer } from '../../server-state/use-answer';
import { useConsole } from '../../store/console-context';
import { useWrite } from '../../store/use-write';
import { formatEnd } from '../../text/format';
import { say } from '../../text/say';
import { LINK_ICON } from '../../ui/link-icon';
import { ReadyLine, type ReadyTone } from './ReadyLine';

const ICONS: Readonly<Record<ReadyTone, LucideIcon>> = {
  good: CircleCheck,
  wait: TriangleAlert,
  bad: LINK_ICON.down,
  idle: CircleDashed,
};

/** Whether this console has shown in this shift that it catches a bad unit, and the button that has it show it. */
export function SelfTestLine() {
  const { ask } = useConsole();
  const { value: shift, reload } = useAnswer('shift.view', {});
  const [refusal, setRefusal] = useState('');
  const [busy, run] = useWrite();
  if (shift === undefined) return null;
  const words = messages.start.selfTest;
  const { last, rule, since } = shift;
  const test = (): void =>
    run(async () => {
      setRefusal('');
      const reply = await ask('shift.selfTest', {});
      if (!reply.ok) setRefusal(reply.error.sentence);
      await reload();
    });
  const time = last === null ? '' : formatEnd(since, last.at);
  const word = last === null ? words.none : last.outcome === 'caught' ? words.passed({ time }) : words.missed({ time });
  const tone = last === null ? (rule === 'off' ? 'idle' : 'wait') : last.outcome === 'caught' ? 'good' : 'bad';
  const note = refusal !== '' ? refusal : last === null || last.outcome === 'caught' ? '' : say(last.what);
  return (
    <ReadyLine
      Icon={ICONS[tone]}
      tone={tone}
      name={words.name}
      word={word}
      note={note}
      act={
        <Button className="button ready-fix" isDisabled={busy} onPress={test}>
          <FlaskConical aria-hidden size={18} />
          {busy ? words.running : words.run}
        </Button>
      }
    />
  );
}
