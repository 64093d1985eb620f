import { Boxes, ScanLine, type LucideIcon } from 'lucide-react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { headlineOf } from '../scan/band/headline';
import { useAct } from '../store/acts';
import { useFacts } from '../store/console-context';
import { goTo, SCREENS, useScreen, type Screen } from '../store/screen';
import { deviceMessages } from '../registry/messages';
import './screen-switch.css';

const ICON: Readonly<Record<Screen, LucideIcon>> = { scan: ScanLine, devices: Boxes };

/** The screens; the scan says how it stands while another one is shown. */
export function ScreenSwitch() {
  const shown = useScreen((state) => state.screen);
  const { names } = deviceMessages;
  return (
    <ToggleButtonGroup
      className="screens"
      aria-label={names.screen}
      disallowEmptySelection
      selectedKeys={[shown]}
      onSelectionChange={(keys) => goTo(SCREENS.find((screen) => keys.has(screen)) ?? 'scan')}
    >
      {SCREENS.map((screen) => (
        <ScreenButton key={screen} screen={screen} shown={shown} />
      ))}
    </ToggleButtonGroup>
  );
}

function ScreenButton({ screen, shown }: { readonly screen: Screen; readonly shown: Screen }) {
  const name = deviceMessages.names[screen];
  useAct(`${screen}Screen`, name, () => goTo(screen), { offered: shown !== screen });
  const Icon = ICON[screen];
  return (
    <ToggleButton id={screen} className="screen">
      <Icon aria-hidden size={22} />
      <span>
        {name}
        {screen === 'scan' && shown !== 'scan' ? <ScanNews /> : null}
      </span>
    </ToggleButton>
  );
}

function ScanNews() {
  const session = useFacts((facts) => facts.session);
  const headline = session === null ? null : headlineOf(session);
  return (
    <span className={`screen-news ${headline?.tone ?? 'calm'}`}>
      {headline === null ? deviceMessages.noScan : headline.title}
    </span>
  );
}
