import { ChevronDown, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Group, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { type DeviceType, isDeviceType } from '../../../protocol/registry/device-types';
import { PHYSICAL_STATES, type PhysicalState, TRADING_STATES, type TradingState } from '../../../protocol/registry/vocabulary';
import { visibleText } from '../../text/visible-text';
import { devicesState, hasFilters, NO_FILTERS, useDevices } from './devices-state';
import { deviceMessages } from '../messages';
import { useAnswer } from '../../server-state/use-answer';
import { typeName } from '../labels';

/** Types that one looks for; components are listed only when their type is chosen. */
const TYPES: readonly DeviceType[] = [
  'Desktop',
  'Laptop',
  'Server',
  'Computer',
  'Monitor',
  'Mobile',
  'Networking',
  'Printer',
  'ComputerAccessory',
  'Motherboard',
  'Processor',
  'RamModule',
  'DataStorage',
  'NetworkAdapter',
  'GraphicCard',
  'SoundCard',
];
const MODELS = { limit: 200 };
const ANY = '';

/** Narrows the list by what a device is and how it stands. */
export function DeviceFilterBar() {
  const filters = useDevices((state) => state.filters);
  const { value: models = [] } = useAnswer('registry.models', MODELS);
  const { filters: texts, trading, physical } = deviceMessages;
  return (
    <Group className="filter-bar" aria-label={deviceMessages.names.filters}>
      <Choice
        label={texts.type}
        value={filters.type}
        options={TYPES.map((type) => ({ id: type, text: typeName(type) }))}
        any={texts.anyType}
        onChange={(id) => devicesState.filter({ type: id !== null && isDeviceType(id) ? id : null })}
      />
      <Choice
        label={texts.trading}
        value={filters.trading}
        options={TRADING_STATES.map((state) => ({ id: state, text: trading[state] }))}
        onChange={(id) => devicesState.filter({ trading: TRADING_STATES.find((state: TradingState) => state === id) ?? null })}
      />
      <Choice
        label={texts.physical}
        value={filters.physical}
        options={PHYSICAL_STATES.map((state) => ({ id: state, text: physical[state] }))}
        onChange={(id) => devicesState.filter({ physical: PHYSICAL_STATES.find((state: PhysicalState) => state === id) ?? null })}
      />
      <Choice
        label={texts.model}
        value={filters.model}
        options={models.map(({ model, count }) => ({ id: model, text: visibleText(model), count }))}
        onChange={(id) => devicesState.filter({ model: id })}
      />
      {hasFilters(filters) ? (
        <Button
          className="button icon"
          aria-label={deviceMessages.list.clearFilters}
          onPress={() => devicesState.filter(NO_FILTERS)}
        >
          <X aria-hidden size={20} />
        </Button>
      ) : null}
    </Group>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string | null;
  readonly options: readonly { readonly id: string; readonly text: string; readonly count?: number }[];
  readonly any?: string;
  readonly onChange: (id: string | null) => void;
}

/** A filter that is closed until it is pressed; it shows its name, and what was chosen. */
function Choice({ label, value, options, any = deviceMessages.filters.any, onChange }: ChoiceProps) {
  return (
    <Select
      className="pick"
      aria-label={label}
      value={value ?? ANY}
      onChange={(key) => onChange(typeof key === 'string' && key !== ANY ? key : null)}
    >
      <Button className={`button${value === null ? '' : ' chosen'}`}>
        <span className="pick-label">{label}</span>
        {value === null ? null : <SelectValue className="pick-value" />}
        <ChevronDown aria-hidden size={18} />
      </Button>
      <Popover className="popover">
        <ListBox className="menu">
          <Item id={ANY} text={any} />
          {options.map((option) => (
            <Item key={option.id} {...option} />
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}

function Item({ id, text, count }: { readonly id: string; readonly text: string; readonly count?: number }): ReactNode {
  return (
    <ListBoxItem id={id} className="menu-item" textValue={text}>
      <span>{text}</span>
      {count === undefined ? null : <span className="dim">{deviceMessages.filters.modelCount({ count })}</span>}
    </ListBoxItem>
  );
}
