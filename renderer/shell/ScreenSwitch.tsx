import { Boxes, ScanLine } from 'lucide-react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { headlineOf } from '../scan/band/headline';
import { useFacts } from '../store/console-context';
import { devicesState, useDevices } from '../registry/list/devices-state';
import { deviceMessages } from '../registry/messages';
import './screen-switch.css';

/** The two screens: the scan, with how it stands, and the devices on record. */
export function ScreenSwitch() {
  const screen = useDevices((state) => state.screen);
  const session = useFacts((facts) => facts.session);
  const { names, noScan } = deviceMessages;
  const headline = session === null ? null : headlineOf(session);
  return (
    <ToggleButtonGroup
      className="screens"
      aria-label={names.screen}
      disallowEmptySelection
      selectedKeys={[screen]}
      onSelectionChange={(keys) => devicesState.goTo(keys.has('devices') ? 'devices' : 'scan')}
    >
      <ToggleButton id="scan" className="screen">
        <ScanLine aria-hidden size={22} />
        <span>
          {names.scan}
          {screen === 'scan' ? null : (
            <span className={`screen-news ${headline?.tone ?? 'calm'}`}>{headline === null ? noScan : headline.title}</span>
          )}
        </span>
      </ToggleButton>
      <ToggleButton id="devices" className="screen">
        <Boxes aria-hidden size={22} />
        {names.devices}
      </ToggleButton>
    </ToggleButtonGroup>
  );
}
