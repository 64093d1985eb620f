import { ErrorLine } from '../../ui/ErrorLine';
import { TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Input, Label, Radio, RadioGroup, Text, TextField } from 'react-aria-components';
import type { DeviceAct } from '../../../protocol/device-acts';
import type { AgentView } from '../../../protocol/registry/views';
import { RECEIVE_ROLES, type ReceiveRole } from '../../../protocol/registry/vocabulary';
import { LongList } from '../../ui/LongList';
import { Sheet } from '../../ui/Sheet';
import { NO_SCAN } from '../../scanner/text-field';
import { useConsole, useFacts } from '../../store/console-context';
import { useWrite } from '../../store/use-write';
import { Outside } from '../../text/Outside';
import { ConfirmFooter } from './ConfirmFooter';
import { AgentChoice } from './AgentChoice';
import { TradingBadge } from '../page/Badges';
import { DayField, NO_DAY } from './DayField';
import { ACT_ICONS } from '../page/device-appearance';
import { DeviceIcon } from '../page/DeviceIcon';
import { type ActDevice, devicesState } from '../list/devices-state';
import { deviceMessages } from '../messages';
import { ProductChoice } from './ProductChoice';
import { useProduct } from './use-product';
import { deviceName } from '../labels';
import './act-sheet.css';

const texts = deviceMessages.act;

/** What an act asks for. */
interface Needs {
  /** Who else is concerned, and whether somebody must be named. */
  readonly whom?: { readonly as: keyof typeof texts.whom; readonly must: boolean; readonly onlyCenters?: true };
  readonly role?: true;
  readonly trade?: true;
  /** What the materials became. */
  readonly product?: true;
  /** It ends the device's life here. */
  readonly forGood?: true;
}

const NEEDS: Readonly<Record<DeviceAct, Needs>> = {
  ToRepair: {},
  Repair: {},
  ToPrepare: {},
  Prepare: {},
  ReadyToUse: {},
  Reserve: { whom: { as: 'reservee', must: false } },
  CancelReservation: {},
  Sell: { whom: { as: 'to', must: true }, trade: true },
  Donate: { whom: { as: 'to', must: true }, trade: true },
  Rent: { whom: { as: 'to', must: true }, trade: true },
  CancelTrade: { whom: { as: 'to', must: false } },
  Receive: { whom: { as: 'recipient', must: true }, role: true },
  ToDispose: { whom: { as: 'to', must: false } },
  DisposeProduct: { whom: { as: 'to', must: false }, trade: true, forGood: true },
  DisposeWaste: { whom: { as: 'center', must: true, onlyCenters: true }, forGood: true },
  Recover: { whom: { as: 'center', must: true, onlyCenters: true }, product: true, forGood: true },
};

interface ActSheetProps {
  readonly act: DeviceAct;
  readonly devices: readonly ActDevice[];
  readonly onClose: () => void;
}

/** Says what will happen, to which devices and to whom; the button does it to all of them or to none. */
export function ActSheet({ act, devices, onClose }: ActSheetProps) {
  const { ask, hint } = useConsole();
  const [whom, setWhom] = useState<AgentView | null>(null);
  const [role, setRole] = useState<ReceiveRole>('Intermediary');
  const [invoiceNumber, setInvoice] = useState('');
  const [price, setPrice] = useState('');
  const [shipping, setShipping] = useState(NO_DAY);
  const product = useProduct(devices.map(({ id }) => id));
  const currency = useFacts(({ settings }) => settings.registry.currency);
  const [description, setNote] = useState('');
  const [refusal, setRefusal] = useState('');
  const [busy, run] = useWrite();
  const needs = NEEDS[act];
  const Icon = ACT_ICONS[act];
  const amount = Number(price.replace(',', '.'));
  const priceBad = price.trim() !== '' && !(amount >= 0 && Number.isFinite(amount));
  const ready = !priceBad && !shipping.bad && (needs.whom?.must !== true || whom !== null);
  const confirm = (): void =>
    run(async () => {
      const reply = await ask('registry.act', {
        act,
        devices: devices.map(({ id }) => id),
        ...(whom === null ? {} : { to: whom.id }),
        ...(needs.role === true ? { role } : {}),
        ...(invoiceNumber.trim() === '' ? {} : { invoiceNumber }),
        ...(price.trim() === '' ? {} : { price: amount }),
        ...(shipping.day === '' ? {} : { shippingDate: shipping.day }),
        ...(product.chosen === null ? {} : { product: product.chosen.id }),
        ...(description.trim() === '' ? {} : { description }),
      });
      if (!reply.ok) {
        setRefusal(reply.error.sentence);
        return;
      }
      hint.say(texts.done({ act: texts.names[act], count: devices.length }));
      devicesState.select([]);
      onClose();
    });
  return (
    <Sheet
      title={texts.names[act]}
      subtitle={<span className="dim">{deviceMessages.countOf({ count: devices.length })}</span>}
      shape="tall"
      {...(needs.product === true ? { onScan: product.find } : {})}
      onClose={onClose}
      footer={
        <ConfirmFooter
          isFinal
          onCancel={onClose}
          onConfirm={confirm}
          disabled={busy || !ready}
          note={<span className="dim grow">{texts.recorded}</span>}
        >
          <Icon aria-hidden size={24} />
          {texts.confirm({ act: texts.names[act], count: devices.length })}
        </ConfirmFooter>
      }
    >
      <div className="act">
        <div className="act-form">
          <ErrorLine text={refusal} />
          <section className={`act-effect${needs.forGood === true ? ' for-good' : ''}`} aria-label={texts.whatHappens}>
            <p>
              {needs.forGood === true ? <TriangleAlert aria-hidden size={24} /> : <Icon aria-hidden size={24} />}
              <b>{texts.effects[act]}</b>
            </p>
            {needs.forGood === true ? <p>{texts.forgood}</p> : null}
          </section>
          {needs.whom === undefined ? null : (
            <AgentChoice
              label={texts.whom[needs.whom.as]}
              value={whom}
              onlyCenters={needs.whom.onlyCenters === true}
              optional={!needs.whom.must}
              onChange={(agent) => {
                setWhom(agent);
                if (agent?.roles.includes('RecyclingCenter') === true) setRole('RecyclingCenter');
              }}
            />
          )}
          {needs.role === true ? <RoleChoice role={role} onChange={setRole} /> : null}
          {needs.trade === true ? (
            <div className="act-row">
              <Line label={texts.invoice} value={invoiceNumber} most={64} onChange={setInvoice} />
              <DayField label={texts.shippingDate} value={shipping} onChange={setShipping} />
              <Line
                label={texts.price({ currency })}
                value={price}
                most={12}
                onChange={setPrice}
                help={priceBad ? texts.priceBad : texts.priceHelp({ count: devices.length })}
                invalid={priceBad}
              />
            </div>
          ) : null}
          {needs.product === true ? <ProductChoice search={product} /> : null}
          <Line label={texts.note} value={description} most={500} onChange={setNote} />
        </div>
        <section className="act-devices" aria-label={texts.toThese({ count: devices.length })}>
          <h3>{texts.toThese({ count: devices.length })}</h3>
          <LongList label={texts.toThese({ count: devices.length })} items={devices} keyOf={({ id }) => id}>
            {(device) => <Affected device={device} />}
          </LongList>
        </section>
      </div>
    </Sheet>
  );
}

function Affected({ device }: { readonly device: ActDevice }) {
  return (
    <div className="affected">
      <DeviceIcon type={device.type} size={20} />
      <b>
        <bdi>{deviceName(device)}</bdi>
      </b>
      {device.serialNumber === null ? null : <Outside text={device.serialNumber} mono />}
      <span className="grow" />
      <TradingBadge state={device.trading} />
    </div>
  );
}

function RoleChoice({ role, onChange }: { readonly role: ReceiveRole; readonly onChange: (role: ReceiveRole) => void }) {
  return (
    <RadioGroup
      className="field"
      value={role}
      onChange={(value) => onChange(RECEIVE_ROLES.find((known) => known === value) ?? 'Intermediary')}
    >
      <Label>{texts.role}</Label>
      <div className="choices in-pairs">
        {RECEIVE_ROLES.map((known) => (
          <Radio key={known} className="choice" value={known}>
            <span className="dot" aria-hidden />
            {texts.roles[known]}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

interface LineProps {
  readonly label: string;
  readonly value: string;
  readonly most: number;
  readonly help?: ReactNode;
  readonly invalid?: boolean;
  readonly onChange: (value: string) => void;
}

function Line({ label, value, most, help, invalid = false, onChange }: LineProps) {
  return (
    <TextField className="field" value={value} onChange={onChange} isInvalid={invalid}>
      <Label>{label}</Label>
      <Input className="input" maxLength={most} autoComplete="off" {...NO_SCAN} />
      {help === undefined ? null : (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
    </TextField>
  );
}
