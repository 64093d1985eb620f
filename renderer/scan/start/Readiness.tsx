import { CircleCheck, CircleDashed, LoaderCircle, type LucideIcon } from 'lucide-react';
import { say } from '../../text/say';
import type { LinkState } from '../../../protocol/ipc';
import { LINK_ICON } from '../../ui/link-icon';
import { messages } from '../../messages';
import { useIsPractice } from '../../practice/use-practice';
import { useFacts } from '../../store/console-context';
import { Outside } from '../../text/Outside';

/** What a scan depends on, before it starts: broker, MES, how many agents listen against how many devices are wanted. */
export function Readiness({ rosterSize }: { readonly rosterSize: number | undefined }) {
  const { broker, mes, agentsPresent, countingAgents } = useFacts((facts) => facts.connections);
  const practice = useIsPractice();
  const missing = rosterSize !== undefined && agentsPresent < rosterSize;
  return (
    <section className="readiness" aria-label={messages.start.ready}>
      <h3 className="section-title">{messages.start.ready}</h3>
      <ul>
        <LinkLine name={messages.header.broker} link={broker} whenDown={messages.start.brokerDown} />
        <LinkLine name={messages.header.mes} link={mes} whenDown={messages.start.mesDown} />
        <Line
          Icon={missing ? LoaderCircle : agentsPresent === 0 ? CircleDashed : CircleCheck}
          tone={missing ? 'wait' : agentsPresent === 0 ? 'idle' : 'good'}
          name={messages.header.agents}
          word={
            rosterSize === undefined
              ? messages.header.agentsOnline({ count: agentsPresent })
              : messages.start.agentsOf({ online: agentsPresent, roster: rosterSize })
          }
          note={missing ? (countingAgents === true ? messages.start.counting : messages.start.agentsLegacy) : ''}
        />
      </ul>
      {practice ? <p className="practice-help">{messages.practice.rosterHelp}</p> : null}
    </section>
  );
}

function LinkLine({ name, link, whenDown }: { readonly name: string; readonly link: LinkState; readonly whenDown: string }) {
  return (
    <Line
      Icon={LINK_ICON[link.state]}
      tone={LINK_TONE[link.state]}
      name={name}
      word={useIsPractice() ? messages.practice.link : messages.link[link.state]}
      note={link.state === 'down' ? `${say(link.reason)} ${whenDown}` : ''}
    />
  );
}

interface LineLook {
  readonly Icon: LucideIcon;
  readonly tone: 'good' | 'wait' | 'bad' | 'idle';
}

const LINK_TONE: Readonly<Record<LinkState['state'], LineLook['tone']>> = {
  up: 'good',
  connecting: 'wait',
  down: 'bad',
  unknown: 'idle',
};

interface LineProps extends LineLook {
  readonly name: string;
  readonly word: string;
  readonly note: string;
}

function Line({ Icon, tone, name, word, note }: LineProps) {
  return (
    <li className={`ready-line ${tone}`}>
      <Icon aria-hidden />
      <span>
        {messages.label({ label: name })} <b>{word}</b>
        {note === '' ? null : (
          <span className="ready-note">
            <Outside text={note} />
          </span>
        )}
      </span>
    </li>
  );
}
