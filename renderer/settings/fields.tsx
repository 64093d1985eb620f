import { TriangleAlert } from 'lucide-react';
import { useContext, type ReactNode } from 'react';
import {
  Button,
  Group,
  Input,
  Label,
  NumberField,
  Radio,
  RadioGroup,
  Switch,
  Text,
  TextArea,
  TextField,
} from 'react-aria-components';
import type { Texts } from '../../protocol/texts/text';
import { messages } from '../messages';
import { say } from '../text/say';
import { visibleText } from '../text/visible-text';
import { MayEdit, ShownSetting } from './may-edit';

/** Settings that have a field, by dotted path. */
type FieldPath = keyof typeof messages.settings.fields;

interface FieldProps<T> {
  readonly path: FieldPath;
  readonly value: T;
  readonly error: string | undefined;
  readonly onChange: (value: T) => void;
}

export function TextSetting({ path, value, error, onChange }: FieldProps<string>) {
  const { label, help } = messages.settings.fields[path];
  if (!useContext(MayEdit)) return <ShownSetting label={label} value={visibleText(value)} />;
  return (
    <TextField className="field" value={value} onChange={onChange} isInvalid={error !== undefined}>
      <Label>{label}</Label>
      <Input className="input" spellCheck={false} autoComplete="off" />
      <Notes help={help} error={error} />
    </TextField>
  );
}

/** A list of short texts, one per line. Empty lines are dropped when the settings are saved. */
export function LinesSetting({ path, value, error, onChange }: FieldProps<readonly string[]>) {
  const { label, help } = messages.settings.fields[path];
  if (!useContext(MayEdit)) return <ShownSetting label={label} value={value.map((line) => visibleText(line)).join('\n')} />;
  return (
    <TextField
      className="field"
      value={value.join('\n')}
      onChange={(text) => onChange(text.split('\n'))}
      isInvalid={error !== undefined}
    >
      <Label>{label}</Label>
      <TextArea className="input" rows={4} spellCheck={false} />
      <Notes help={help} error={error} />
    </TextField>
  );
}

interface NumberSettingProps extends FieldProps<number> {
  readonly from: number;
  readonly to: number;
  readonly unit: string;
  /** What one of the unit is in the setting: 1000 for seconds kept as ms. */
  readonly scale?: number;
  readonly step?: number;
}

export function NumberSetting({ path, value, error, onChange, from, to, unit, scale = 1, step = 1 }: NumberSettingProps) {
  const { label, help } = messages.settings.fields[path];
  const range = messages.settings.range({ from: String(from), to: String(to), unit });
  if (!useContext(MayEdit)) return <ShownSetting label={label} value={`${String(value / scale)} ${unit}`} />;
  return (
    <NumberField
      className="field"
      value={value / scale}
      onChange={(next) => {
        if (!Number.isNaN(next)) onChange(Math.round(next * scale));
      }}
      minValue={from}
      maxValue={to}
      step={step}
      formatOptions={{ maximumFractionDigits: 1, useGrouping: false }}
      isInvalid={error !== undefined}
    >
      <Label>
        {label} ({unit})
      </Label>
      <Group className="number">
        <Button slot="decrement" className="button icon">
          −
        </Button>
        <Input className="input mono" />
        <Button slot="increment" className="button icon">
          +
        </Button>
      </Group>
      <Notes help={help === '' ? range : `${help}. ${range}`} error={error} />
    </NumberField>
  );
}

export function SwitchSetting({ path, value, error, onChange }: FieldProps<boolean>) {
  const { label, help } = messages.settings.fields[path];
  if (!useContext(MayEdit)) return <ShownSetting label={label} value={value ? messages.registry.yes : messages.registry.no} />;
  return (
    <div className="field">
      <Switch className="switch" isSelected={value} onChange={onChange}>
        <span className="track" aria-hidden>
          <span className="thumb" style={{ display: 'block' }} />
        </span>
        <span>
          <b>{label}</b>
          <span className="field-help block">{help}</span>
        </span>
      </Switch>
      {error === undefined ? null : <FieldError error={error} />}
    </div>
  );
}

interface ChoiceSettingProps<T extends string> extends FieldProps<T> {
  readonly options: Readonly<Record<T, string>>;
}

export function ChoiceSetting<T extends string>({ path, value, error, onChange, options }: ChoiceSettingProps<T>) {
  const { label } = messages.settings.fields[path];
  if (!useContext(MayEdit)) return <ShownSetting label={label} value={options[value]} />;
  const ids = Object.keys(options).filter((id): id is T => id in options);
  return (
    <RadioGroup
      className="field"
      value={value}
      onChange={(next) => {
        const id = ids.find((known) => known === next);
        if (id !== undefined) onChange(id);
      }}
      isInvalid={error !== undefined}
    >
      <Label>{label}</Label>
      <div className="choices">
        {ids.map((id) => (
          <Radio key={id} className="choice" value={id}>
            <span className="dot" aria-hidden />
            {options[id]}
          </Radio>
        ))}
      </div>
      {error === undefined ? null : <FieldError error={error} />}
    </RadioGroup>
  );
}

interface SecretFieldProps {
  readonly label: string;
  readonly kept: boolean;
  /** Text to set, null to remove, undefined to leave as it is. */
  readonly change: string | null | undefined;
  readonly error: string | undefined;
  readonly keptIn: Texts;
  readonly onChange: (change: string | null | undefined) => void;
}

/** A secret can be written and removed, never read. */
export function SecretField({ label, kept, change, error, keptIn, onChange }: SecretFieldProps) {
  const state =
    change === null ? messages.settings.secretRemoved : kept ? messages.settings.secretKept : messages.settings.secretNone;
  if (!useContext(MayEdit)) return <ShownSetting label={label} value={kept ? '••••••••' : ''} />;
  return (
    <div className="secret">
      <TextField
        className="field"
        type="password"
        value={change ?? ''}
        onChange={(text) => onChange(text === '' ? undefined : text)}
        isInvalid={error !== undefined}
      >
        <Label>{label}</Label>
        <Input className="input" autoComplete="off" placeholder={kept && change !== null ? '••••••••' : ''} />
        <Notes help={`${state} ${say(keptIn)}`} error={error} />
      </TextField>
      {kept && change === undefined ? (
        <Button className="button" aria-label={`${messages.settings.secretRemove}: ${label}`} onPress={() => onChange(null)}>
          {messages.settings.secretRemove}
        </Button>
      ) : null}
      {change === null ? (
        <Button className="button" aria-label={`${messages.settings.secretKeep}: ${label}`} onPress={() => onChange(undefined)}>
          {messages.settings.secretKeep}
        </Button>
      ) : null}
    </div>
  );
}

function Notes({ help, error }: { readonly help: ReactNode; readonly error: string | undefined }) {
  return (
    <>
      {help === '' ? null : (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      {error === undefined ? null : (
        <Text slot="errorMessage">
          <FieldError error={error} />
        </Text>
      )}
    </>
  );
}

function FieldError({ error }: { readonly error: string }) {
  return (
    <span className="field-error">
      <TriangleAlert aria-hidden size={18} />
      {visibleText(error)}
    </span>
  );
}
