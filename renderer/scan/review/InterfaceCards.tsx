import { ArrowRight } from 'lucide-react';
import type { JudgedInterface } from '../../../protocol/model';
import { MacDiff } from '../grid/MacDiff';
import { VerdictBadge } from '../../ui/Badge';
import { VERDICT_LOOK } from '../../ui/status-look';
import { messages } from '../../messages';
import { meaningOfLetter, type LetterMeaning } from '../../store/verdict-letters';
import { say } from '../../text/say';
import { Outside } from '../../text/Outside';

interface InterfaceCardsProps {
  /** Those of `letters` in their order, then the ignored ones. */
  readonly interfaces: readonly JudgedInterface[];
  /** The device's packed row: it tells what is not judged yet from what is never judged. */
  readonly letters: string;
  /** What stands in large above already, and is not said again. */
  readonly told: readonly string[];
}

/** The interfaces of one device: what is wrong in full and first, what matches in one line each, what is not judged last. */
export function InterfaceCards({ interfaces, letters, told }: InterfaceCardsProps) {
  const meaning = (index: number): LetterMeaning => (index < letters.length ? meaningOfLetter(letters[index] ?? '') : 'ignored');
  const of = (wanted: (verdict: LetterMeaning, item: JudgedInterface) => boolean): readonly JudgedInterface[] =>
    interfaces.filter((item, index) => wanted(meaning(index), item));
  const right = of((verdict, { contested }) => verdict === 'match' && !contested);
  const unjudged = of((verdict) => verdict === 'unjudged');
  const ignored = of((verdict) => verdict === 'ignored');
  const wrong = interfaces.filter((item) => !right.includes(item) && !unjudged.includes(item) && !ignored.includes(item));
  return (
    <section aria-label={messages.review.interfaces}>
      {wrong.map((item) => (
        <WrongCard key={identity(item)} item={item} told={told} />
      ))}
      {right.length === 0 ? null : (
        <ul className="right-list">
          {right.map((item) => (
            <li key={identity(item)}>
              <VerdictBadge verdict="match" />
              <Outside text={item.name} mono />
              <span className="right-mac mono">
                <Outside text={item.foundMac ?? ''} mono />
              </span>
              {item.reason.length === 0 ? null : (
                <span className="dim right-remark">
                  <Outside text={say(item.reason)} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {unjudged.length === 0 ? null : (
        <>
          <h3 className="section-title">{messages.review.notJudged}</h3>
          <ul className="right-list unjudged">
            {unjudged.map((item) => (
              <li key={identity(item)}>
                <VerdictBadge verdict="unjudged" />
                <Outside text={item.name} mono />
                <span className="right-mac mono">
                  <Outside text={item.foundMac ?? ''} mono />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {ignored.length === 0 ? null : (
        <details className="ignored">
          <summary>{messages.review.ignored({ count: ignored.length })}</summary>
          <ul>
            {ignored.map((item) => (
              <li key={identity(item)}>
                <Outside text={item.name} mono />{' '}
                <span className="dim">
                  <Outside text={item.kind ?? ''} />
                </span>{' '}
                <Outside text={say(item.reason)} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function WrongCard({ item, told }: { readonly item: JudgedInterface; readonly told: readonly string[] }) {
  const isNew = (sentence: string): boolean => sentence !== '' && !told.includes(sentence);
  return (
    <article className={`wrong tone-${VERDICT_LOOK[item.verdict].tone}`} aria-label={item.name}>
      <header>
        <h3>
          <Outside text={item.name} mono />
        </h3>
        <VerdictBadge verdict={item.verdict} />
        {item.contested ? <span className="tag warn">{messages.grid.sharedMac}</span> : null}
      </header>
      <dl className="compare">
        <dt>{messages.review.expected}</dt>
        <dd>
          {item.expectedMac === null ? (
            <span className="dim">{messages.grid.notExpected}</span>
          ) : (
            <Outside text={item.expectedMac} mono />
          )}
        </dd>
        <dt>{messages.review.found}</dt>
        <dd>
          {item.foundMac === null ? (
            <span className="dim">{messages.grid.notFound}</span>
          ) : (
            <MacDiff expected={item.expectedMac} found={item.foundMac} />
          )}
        </dd>
        {item.currentMac === null ? null : (
          <>
            <dt>{messages.review.current}</dt>
            <dd>
              <MacDiff expected={item.expectedMac} found={item.currentMac} />
            </dd>
          </>
        )}
      </dl>
      {!isNew(say(item.reason)) ? null : (
        <p>
          <Outside text={say(item.reason)} />
        </p>
      )}
      {!isNew(say(item.nextAction)) ? null : (
        <p className="next-act">
          <ArrowRight aria-hidden strokeWidth={2.6} />
          <Outside text={say(item.nextAction)} />
        </p>
      )}
      <p className="dim where">
        <Outside text={placeOf(item)} />
      </p>
    </article>
  );
}

/** Where the card is and what it is: PCI address, driver, name, cable. */
function placeOf(item: JudgedInterface): string {
  const cable = item.carrier === null ? null : item.carrier ? messages.review.carrier : messages.review.noCarrier;
  return [item.pciAddress, item.bus === 'pci' ? null : item.bus, item.driver, item.description, cable]
    .filter((part) => part !== null && part !== '')
    .join(' · ');
}

function identity({ name, pciAddress, expectedMac, foundMac }: JudgedInterface): string {
  return [name, pciAddress, expectedMac, foundMac].join(' ');
}
