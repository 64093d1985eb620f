import { ChevronDown } from 'lucide-react';
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { DEVICE_ACTS, type DeviceAct } from '../../../protocol/device-acts';
import { useFacts } from '../../store/console-context';
import { visibleText } from '../../text/visible-text';
import { ACT_ICONS } from '../page/device-appearance';
import { type ActDevice, devicesState } from '../list/devices-state';
import { deviceMessages } from '../messages';

const GROUPS: readonly { readonly id: keyof typeof deviceMessages.act.groups; readonly acts: readonly DeviceAct[] }[] = [
  { id: 'prepare', acts: ['ToRepair', 'Repair', 'ToPrepare', 'Prepare', 'ReadyToUse'] },
  { id: 'trade', acts: ['Reserve', 'CancelReservation', 'Sell', 'Donate', 'Rent', 'CancelTrade'] },
  { id: 'hand', acts: ['Receive'] },
  { id: 'dispose', acts: ['ToDispose', 'DisposeProduct', 'DisposeWaste', 'Recover'] },
];

interface ActMenuProps {
  readonly label: string;
  readonly devices: readonly ActDevice[];
  readonly primary?: boolean;
}

/** What may happen to devices, by purpose. Choosing opens the sheet that says what will happen. */
export function ActMenu({ label, devices, primary = false }: ActMenuProps) {
  const operator = useFacts(({ signIn }) => (signIn.person?.role === 'operator' ? signIn.person.name : null));
  const start = (key: string | number): void => {
    const act = DEVICE_ACTS.find((known) => known === key);
    if (act !== undefined) devicesState.show({ kind: 'act', act, devices });
  };
  const { groups, names, supervisor } = deviceMessages.act;
  return (
    <MenuTrigger>
      <Button className={primary ? 'button primary' : 'button'} isDisabled={devices.length === 0}>
        {label}
        <ChevronDown aria-hidden size={18} />
      </Button>
      <Popover className="popover acts" placement="bottom end">
        {operator === null ? null : <p className="menu-note">{supervisor({ name: visibleText(operator) })}</p>}
        <Menu className="menu act-menu" aria-label={deviceMessages.act.menu} onAction={start}>
          {GROUPS.map(({ id, acts }) => (
            <MenuSection key={id} className="menu-group">
              <Header className="menu-heading">{groups[id]}</Header>
              {acts.map((act) => {
                const Icon = ACT_ICONS[act];
                return (
                  <MenuItem key={act} id={act} className="menu-item" isDisabled={operator !== null}>
                    <Icon aria-hidden size={20} />
                    {names[act]}
                  </MenuItem>
                );
              })}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
