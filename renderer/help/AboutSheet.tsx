import { Activity } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { LinkState } from '../../protocol/connection-state';
import { messages } from '../messages';
import { useAnswer } from '../server-state/use-answer';
import { runAct } from '../store/acts';
import { useFacts } from '../store/console-context';
import { sizeText } from '../text/disk-room';
import { Outside } from '../text/Outside';
import { say } from '../text/say';
import { ErrorLine } from '../ui/ErrorLine';
import { LINK_ICON } from '../ui/link-icon';
import { Sheet } from '../ui/Sheet';
import './help.css';

const NOTHING = {};
/** What the build writes beside the window (scripts/build/bundles.mjs). */
const LICENCES = 'licenses.txt';

/** Which program this is, what it runs on, and whether what it needs is there. */
export function AboutSheet({ onClose }: { readonly onClose: () => void }) {
  const { value: about, problem } = useAnswer('app.about', NOTHING);
  const { value: health } = useAnswer('app.health', NOTHING);
  const { broker, mes } = useFacts((facts) => facts.connections);
  const station = useFacts(({ settings }) => settings.station.name);
  const { facts } = messages.about;
  const showHealth = (): void => {
    onClose();
    requestAnimationFrame(() => requestAnimationFrame(() => runAct('health')));
  };
  const footer = (
    <Button className="button" onPress={showHealth}>
      <Activity aria-hidden size={20} />
      {messages.names.health}
    </Button>
  );
  return (
    <Sheet title={messages.about.title} onClose={onClose} footer={footer}>
      <ErrorLine text={problem} />
      <dl className="about">
        <Fact name={messages.health.facts.version} text={about === undefined ? '' : `${messages.product} ${about.appVersion}`} />
        <Fact name={facts.station} text={station} />
        <Fact name={facts.consoleId} text={about?.consoleId ?? ''} mono />
        <Link name={messages.header.broker} link={broker} />
        <Link name={messages.header.mes} link={mes} />
        {health === undefined ? null : (
          <>
            <Fact name={messages.health.facts.fileSize} text={sizeText(health.records.fileBytes)} />
            {health.records.diskFreeBytes === null ? null : (
              <Fact name={messages.health.facts.diskFree} text={sizeText(health.records.diskFreeBytes)} />
            )}
          </>
        )}
        {about === undefined ? null : (
          <Fact
            name={facts.runsOn}
            text={[
              about.electron === null ? '' : `Electron ${about.electron}`,
              about.chromium === null ? '' : `Chromium ${about.chromium}`,
              `Node ${about.node}`,
              about.system,
            ]
              .filter((part) => part !== '')
              .join(' · ')}
          />
        )}
      </dl>
      <p className="dim">{messages.about.licences({ licence: 'MIT', file: LICENCES })}</p>
    </Sheet>
  );
}

function Fact({ name, text, mono = false }: { readonly name: string; readonly text: string; readonly mono?: boolean }) {
  if (text === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Outside text={text} mono={mono} />
      </dd>
    </div>
  );
}

function Link({ name, link }: { readonly name: string; readonly link: LinkState }) {
  const Icon = LINK_ICON[link.state];
  return (
    <div className={link.state === 'down' ? 'bad' : undefined}>
      <dt>{name}</dt>
      <dd>
        <Icon aria-hidden size={20} /> <b>{messages.link[link.state]}</b> <Outside text={say(link.reason)} />
      </dd>
    </div>
  );
}
