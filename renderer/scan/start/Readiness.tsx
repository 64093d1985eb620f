import { CircleCheck, CircleDashed, LoaderCircle, RefreshCw, Settings as SettingsIcon, TriangleAlert } from 'lucide-react';
import { Button } from 'react-aria-components';
import { say } from '../../text/say';
import type { LinkState } from '../../../protocol/connection-state';
import type { Preflight } from '../../../protocol/ipc';
import { LINK_ICON } from '../../ui/link-icon';
import { messages } from '../../messages';
import { useIsPractice } from '../../practice/use-practice';
import { useSettingsDialog, type SectionId } from '../../settings/settings-state';
import { useDraft, useFacts } from '../../store/console-context';
import { Outside } from '../../text/Outside';
import { listed } from './listed';
import type { Expected } from './expected';
import { ReadyLine, type ReadyTone } from './ReadyLine';
import { SelfTestLine } from './SelfTestLine';
import { useOnline } from './use-online';
import { usePreflight } from './use-preflight';
import './readiness.css';

interface ReadinessProps {
  /** The devices of the next scan; undefined: whoever answers. */
  readonly expected: Expected | undefined;
}

/** What a scan depends on, before it starts: broker, MES, log, Pair, and which of the devices are there; what is wrong leads to its setting. */
export function Readiness({ expected }: ReadinessProps) {
  const { broker, mes, agentsPresent, countingAgents } = useFacts((facts) => facts.connections);
  const scanMode = useDraft((state) => state.scanMode);
  const practice = useIsPractice();
  const there = useOnline(expected);
  const { checked, busy, check } = usePreflight(expected, scanMode);
  const online = there?.online ?? agentsPresent;
  const missing = expected !== undefined && online < expected.serials.length;
  return (
    <section className="readiness" aria-label={messages.start.ready}>
      <div className="ready-head">
        <h3 className="section-title">{messages.start.ready}</h3>
        <Button className="button ready-check" isDisabled={busy} onPress={check}>
          <RefreshCw aria-hidden size={18} />
          {busy ? messages.start.preflight.checking : messages.start.preflight.check}
        </Button>
      </div>
      <ul>
        <LinkLine name={messages.header.broker} link={broker} whenDown={messages.start.brokerDown} section="broker" />
        <LinkLine name={messages.header.mes} link={mes} whenDown={messages.start.mesDown} section="api" />
        <ReadyLine
          Icon={missing ? (countingAgents === true ? LoaderCircle : TriangleAlert) : online === 0 ? CircleDashed : CircleCheck}
          tone={missing ? 'wait' : online === 0 ? 'idle' : 'good'}
          name={messages.header.agents}
          word={
            expected === undefined
              ? messages.header.agentsOnline({ count: agentsPresent })
              : messages.start.agentsOf({ online, roster: expected.serials.length })
          }
          note={missing ? (countingAgents === true ? messages.start.counting : messages.start.agentsLegacy) : ''}
        >
          {missing && countingAgents !== true && there !== undefined && expected !== undefined ? (
            <span className="ready-note missing">
              <Outside
                text={messages.start.preflight.missing({ named: listed(there.missing.map(expected.nameOf), there.missingMore) })}
              />
            </span>
          ) : null}
        </ReadyLine>
        <SelfTestLine />
        {checked === undefined ? null : <Checked checked={checked} expected={expected} scanMode={scanMode} />}
      </ul>
      {practice ? <p className="practice-help">{messages.practice.rosterHelp}</p> : null}
    </section>
  );
}

interface CheckedProps {
  readonly checked: Preflight;
  readonly expected: Expected | undefined;
  readonly scanMode: 0 | 1;
}

/** What came of the check: the records in MES, and the addresses that a scan posts to. */
function Checked({ checked, expected, scanMode }: CheckedProps) {
  const { mes, log, pair, notRegistered, notRegisteredMore, unchecked } = checked;
  const words = messages.start.preflight;
  const unknown = notRegistered.length + notRegisteredMore;
  const nameOf = expected?.nameOf ?? ((sn: string) => sn);
  return (
    <>
      {mes.ok ? null : <TestLine name={messages.header.mes} test={mes} />}
      {expected === undefined || expected.serials.length === 0 || !mes.ok ? null : (
        <li className={`ready-line ${unknown > 0 ? 'bad' : unchecked > 0 ? 'wait' : 'good'}`}>
          {unknown > 0 ? (
            <LINK_ICON.down aria-hidden />
          ) : unchecked > 0 ? (
            <TriangleAlert aria-hidden />
          ) : (
            <CircleCheck aria-hidden />
          )}
          <b>
            {unknown > 0 ? (
              <Outside
                text={words.notRegistered({ count: unknown, named: listed(notRegistered.map(nameOf), notRegisteredMore) })}
              />
            ) : unchecked > 0 ? (
              words.unchecked({ count: unchecked })
            ) : (
              words.allRegistered({ count: expected.serials.length })
            )}
          </b>
        </li>
      )}
      <TestLine name={words.log} test={log} />
      <TestLine name={scanMode === 1 ? words.burn : words.pair} test={pair} />
    </>
  );
}

function TestLine({ name, test }: { readonly name: string; readonly test: Preflight['log'] }) {
  const practice = useIsPractice();
  const word = practice
    ? messages.practice.link
    : test.ok
      ? messages.start.preflight.reachable
      : messages.start.preflight.trouble;
  return (
    <ReadyLine
      Icon={test.ok ? CircleCheck : LINK_ICON.down}
      tone={test.ok ? 'good' : 'bad'}
      name={name}
      word={word}
      note={test.ok ? '' : say(test.reason)}
      act={test.ok ? null : <Fix section="api" />}
    />
  );
}

interface LinkLineProps {
  readonly name: string;
  readonly link: LinkState;
  readonly whenDown: string;
  readonly section: SectionId;
}

function LinkLine({ name, link, whenDown, section }: LinkLineProps) {
  return (
    <ReadyLine
      Icon={LINK_ICON[link.state]}
      tone={LINK_TONE[link.state]}
      name={name}
      word={useIsPractice() ? messages.practice.link : messages.link[link.state]}
      note={link.state === 'down' ? `${say(link.reason)} ${whenDown}` : ''}
      act={link.state === 'down' ? <Fix section={section} /> : null}
    />
  );
}

/** The way to the setting; an engineer saves it. */
function Fix({ section }: { readonly section: SectionId }) {
  const open = useSettingsDialog((state) => state.open);
  return (
    <Button className="button ready-fix" onPress={() => open(section)}>
      <SettingsIcon aria-hidden size={18} />
      {messages.start.preflight.fix}
    </Button>
  );
}

const LINK_TONE: Readonly<Record<LinkState['state'], ReadyTone>> = {
  up: 'good',
  connecting: 'wait',
  down: 'bad',
  unknown: 'idle',
};
