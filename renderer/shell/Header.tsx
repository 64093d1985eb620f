import {
  ALargeSmall,
  CircleAlert,
  CircleCheck,
  CircleQuestionMark,
  History,
  Moon,
  RadioTower,
  Send,
  Settings as SettingsIcon,
  Sun,
} from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import { say } from '../text/say';
import type { LinkState } from '../../protocol/connection-state';
import { countBadDeliveries } from '../deliveries/count-bad';
import { useDeliveryDrawer } from '../deliveries/drawer-state';
import { ScreenSwitch } from './ScreenSwitch';
import { LINK_ICON } from '../ui/link-icon';
import { messages } from '../messages';
import { SettingsDialog } from '../settings/SettingsDialog';
import { useSettingsDialog } from '../settings/settings-state';
import { runAct, useAct } from '../store/acts';
import { useFacts } from '../store/console-context';
import { useScreen } from '../store/screen';
import { formatClock, formatCount } from '../text/format';
import { Outside } from '../text/Outside';
import { HistoryDialog } from '../history/HistoryDialog';
import { WhoIsHere } from '../people/WhoIsHere';
import { useIsPractice } from '../practice/use-practice';
import { LanguageSwitch } from './LanguageSwitch';
import { ProductMark } from './ProductMark';
import { useChangeAppearance, useIsDark, useAppearance } from './use-appearance';
import './header.css';

/** Who and where, what is connected, and the switches of the window. */
export function Header() {
  const station = useFacts(({ settings }) => settings.station.name);
  const operationId = useFacts(({ session }) => session?.operationId);
  const operatorId = useFacts(({ session }) => session?.operatorId);
  const screen = useScreen((state) => state.screen);
  return (
    <header className="top" aria-label={messages.names.header}>
      <ProductMark />
      <div className="top-name">
        <h1>{messages.product}</h1>
        {station === '' ? null : (
          <p className="dim">
            <Outside text={station} />
          </p>
        )}
      </div>
      <ScreenSwitch />
      {screen !== 'scan' || operationId === undefined || operatorId === undefined ? null : (
        <>
          <Pair name={messages.header.operation}>
            <Outside text={operationId} mono />
          </Pair>
          <Pair name={messages.header.operator}>
            <Outside text={operatorId} mono />
          </Pair>
        </>
      )}
      <span className="grow" />
      <Connections />
      <Deliveries />
      <WhoIsHere />
      <Switches />
    </header>
  );
}

/** On its own, because agents come and go by the hundred. */
function Connections() {
  const { broker, mes, agentsPresent } = useFacts((facts) => facts.connections);
  return (
    <>
      <Link name={messages.header.broker} link={broker} />
      <Link name={messages.header.mes} link={mes} />
      <div className="state agents">
        <RadioTower aria-hidden />
        <span>
          <span className="state-name">{messages.header.agents}</span>
          <b>
            {formatCount(agentsPresent)} <span className="state-more">{messages.header.online}</span>
          </b>
        </span>
      </div>
    </>
  );
}

function Pair({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="top-pair">
      <span className="state-name">{name}</span>
      <b>{children}</b>
    </div>
  );
}

const LINK_TONE: Readonly<Record<LinkState['state'], string>> = { up: 'up', connecting: 'busy', down: 'down', unknown: 'idle' };

function Link({ name, link }: { readonly name: string; readonly link: LinkState }) {
  const Icon = LINK_ICON[link.state];
  const tone = LINK_TONE[link.state];
  const practice = useIsPractice();
  const since = link.since === 0 ? '' : ` ${messages.since({ clock: formatClock(link.since) })}`;
  return (
    <div className={`state ${tone}`} title={practice ? messages.practice.linkHelp : `${say(link.reason)}${since}`}>
      <Icon aria-hidden />
      <span>
        <span className="state-name">{name}</span> <b>{practice ? messages.practice.link : messages.link[link.state]}</b>
      </span>
    </div>
  );
}

function Deliveries() {
  const deliveries = useFacts((facts) => facts.deliveries);
  const open = useDeliveryDrawer((state) => state.open);
  const session = useFacts((facts) => facts.session);
  const bad = countBadDeliveries(deliveries, session);
  const underWay = deliveries.filter(({ state }) => state === 'queued' || state === 'sending').length;
  const word =
    bad > 0
      ? messages.header.deliveriesBad({ count: bad })
      : underWay > 0
        ? messages.header.deliveriesOpen({ count: underWay })
        : deliveries.length > 0
          ? messages.header.deliveriesOk
          : messages.header.deliveriesNone;
  useAct('deliveries', messages.names.deliveries, () => open('outgoing'));
  const Icon = bad > 0 ? CircleAlert : underWay > 0 ? Send : deliveries.length > 0 ? CircleCheck : Send;
  return (
    <Button
      className={`state press ${bad > 0 ? 'down' : underWay > 0 ? 'busy' : deliveries.length > 0 ? 'up' : 'idle'}`}
      onPress={() => open('outgoing')}
    >
      <Icon aria-hidden />
      <span>
        <span className="state-name">{messages.names.deliveries}</span> <b>{word}</b>
      </span>
    </Button>
  );
}

function Switches() {
  const [dialog, setDialog] = useState<'history' | null>(null);
  const { section: settings, open: openSettings, close: closeSettings } = useSettingsDialog();
  // Whoever signs in next does not find them open.
  useEffect(() => closeSettings, [closeSettings]);
  const large = useAppearance().size === 'large';
  const dark = useIsDark();
  const changeLook = useChangeAppearance();
  const close = (): void => setDialog(null);
  const openHistory = (): void => setDialog('history');
  const openFirst = (): void => openSettings('station');
  const switchTheme = (): void => changeLook({ theme: dark ? 'light' : 'dark' });
  const themeName = dark ? messages.names.lightTheme : messages.names.darkTheme;
  useAct('history', messages.names.history, openHistory);
  useAct('settings', messages.names.settings, openFirst);
  useAct('theme', themeName, switchTheme);
  useAct('largeType', messages.names.largeType, () => changeLook({ size: large ? 'normal' : 'large' }));
  return (
    <div className="switches">
      <Button className="button icon plain" aria-label={messages.names.history} onPress={openHistory}>
        <History aria-hidden size={24} />
      </Button>
      <ToggleButton
        className="button icon plain look-switch"
        aria-label={messages.names.largeType}
        isSelected={large}
        onChange={(on) => changeLook({ size: on ? 'large' : 'normal' })}
      >
        <ALargeSmall aria-hidden size={26} />
      </ToggleButton>
      <Button className="button icon plain look-switch" aria-label={themeName} onPress={switchTheme}>
        {dark ? <Sun aria-hidden size={24} /> : <Moon aria-hidden size={24} />}
      </Button>
      <LanguageSwitch />
      <Button className="button icon plain" aria-label={messages.names.settings} onPress={openFirst}>
        <SettingsIcon aria-hidden size={24} />
      </Button>
      <Button className="button icon plain" aria-label={messages.help.title} onPress={() => runAct('help')}>
        <CircleQuestionMark aria-hidden size={24} />
      </Button>
      {dialog === 'history' ? <HistoryDialog onClose={close} /> : null}
      {settings === null ? null : <SettingsDialog first={settings} onClose={closeSettings} />}
    </div>
  );
}
