import { say } from '../text/say';
import { CircleCheck, OctagonX } from 'lucide-react';
import type { BundleCheck } from '../../protocol/ipc';
import { messages } from '../messages';
import { HistoryHead } from './HistoryHead';
import { Outside } from '../text/Outside';
import { visibleText } from '../text/visible-text';

interface CheckedBundleProps {
  readonly check: BundleCheck;
  readonly onBack: () => void;
}

/** What judging an evidence bundle again came to: whether it can be relied on, and where not. */
export function CheckedBundle({ check, onBack }: CheckedBundleProps) {
  const { bundle } = messages;
  const { fileName, operationId, devices, entries, reports, altered, differences } = check;
  const outcome = altered.count > 0 ? bundle.altered : differences.count > 0 ? bundle.different : bundle.same;
  const isGood = altered.count + differences.count === 0;
  const Icon = isGood ? CircleCheck : OctagonX;
  return (
    <section className="checked-bundle" aria-label={bundle.title}>
      <HistoryHead of={fileName} onBack={onBack} />
      <output className={`bundle-outcome ${isGood ? 'tone-pass' : 'tone-fail'}`}>
        <Icon aria-hidden size={32} />
        {outcome}
      </output>
      {check.simulated ? <p>{bundle.simulated}</p> : null}
      <p>
        {bundle.counts({ operation: visibleText(operationId), devices })} {bundle.judgedFrom({ entries, reports })}
      </p>
      <Sentences title={bundle.alterations({ count: altered.count })} sentences={altered} />
      <Sentences title={bundle.differences({ count: differences.count })} sentences={differences} />
      <p className="dim">{bundle.help}</p>
    </section>
  );
}

interface SentencesProps {
  readonly title: string;
  readonly sentences: BundleCheck['altered'];
}

function Sentences({ title, sentences: { first, count } }: SentencesProps) {
  if (count === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="section-title">{title}</h3>
      <ul className="bundle-sentences">
        {first.map((sentence, index) => (
          <li key={index}>
            <Outside text={say(sentence)} />
          </li>
        ))}
      </ul>
      {count > first.length ? <p className="dim">{messages.bundle.more({ count: count - first.length })}</p> : null}
    </section>
  );
}
