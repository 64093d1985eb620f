import { Save, Trash2, TriangleAlert, Wand } from 'lucide-react';
import { useState } from 'react';
import { Button, Input, Label, Radio, RadioGroup, Text, TextArea, TextField } from 'react-aria-components';
import {
  MAX_IN_A_ROW,
  MAX_SLOTS,
  numberedRows,
  rowsInText,
  rowsOfText,
  slotFault,
  slotNames,
  type SlotFault,
  type SlotNaming,
} from '../../../../protocol/labels/rack-slots';
import type { Rack } from '../../../../protocol/racks';
import { messages } from '../../../messages';
import { useConsole } from '../../../store/console-context';
import { useBusy } from '../../../store/use-busy';
import { visibleText } from '../../../text/visible-text';
import { wholeSentence } from '../../../text/whole-sentence';
import { ConfirmButton } from '../../../ui/ConfirmButton';
import { Sheet } from '../../../ui/Sheet';

interface RackSheetProps {
  /** The one that is changed; null: a new one. */
  readonly rack: Rack | null;
  /** It was saved, or removed (null). */
  readonly onSaved: (rack: Rack | null) => Promise<void>;
  readonly onClose: () => void;
}

const NAMINGS: readonly SlotNaming[] = ['letters', 'numbers'];
const FIRST = { rows: 4, columns: 6 };

/** Name and slots of a rack. Rows and columns make the names; what stands in the text counts. */
export function RackSheet({ rack, onSaved, onClose }: RackSheetProps) {
  const { ask } = useConsole();
  const words = messages.start.rack;
  const [name, setName] = useState(rack?.name ?? '');
  const [slots, setSlots] = useState(() => rowsInText(rack?.rows ?? numberedRows(FIRST.rows, FIRST.columns, 'letters')));
  const [size, setSize] = useState(() => ({
    rows: String(rack?.rows.length ?? FIRST.rows),
    columns: String(rack === null ? FIRST.columns : Math.max(...rack.rows.map((row) => row.length))),
  }));
  const [naming, setNaming] = useState<SlotNaming>('letters');
  const [refusal, setRefusal] = useState('');
  const [busy, run] = useBusy();
  const rows = rowsOfText(slots);
  const fault = slotFault(rows);
  const [height, width] = [Number(size.rows), Number(size.columns)];
  const canMake = isCount(height, MAX_SLOTS) && isCount(width, MAX_IN_A_ROW) && height * width <= MAX_SLOTS;

  const save = (): void =>
    run(async () => {
      const known = new Set(slotNames(rows));
      // A unit whose slot is not there any more comes out of the rack.
      const units = rack?.units.filter(({ slot }) => known.has(slot)) ?? [];
      const next: Rack = { name: name.trim(), rows, units };
      const reply = await ask('rack.save', { rack: next, formerName: rack?.name ?? null });
      if (!reply.ok) return setRefusal(wholeSentence(reply.error));
      await onSaved(next);
      onClose();
    });
  const remove = (): void =>
    run(async () => {
      const reply = await ask('rack.remove', { name: rack?.name ?? '' });
      if (!reply.ok) return setRefusal(reply.error.sentence);
      await onSaved(null);
      onClose();
    });

  return (
    <Sheet
      title={rack === null ? words.newRack : words.edit}
      onClose={onClose}
      footer={
        <>
          {rack === null ? null : (
            <ConfirmButton className="button" isDisabled={busy} onConfirm={remove}>
              <Trash2 aria-hidden size={20} />
              {words.remove}
            </ConfirmButton>
          )}
          <span className="grow" />
          <Button className="button" onPress={onClose}>
            {messages.settings.cancel}
          </Button>
          <Button className="button primary" isDisabled={busy || fault !== null || name.trim() === ''} onPress={save}>
            <Save aria-hidden size={20} />
            {words.save}
          </Button>
        </>
      }
    >
      <div className="rack-form">
        {refusal === '' ? null : (
          <p className="field-error" role="alert">
            <TriangleAlert aria-hidden size={20} />
            {visibleText(refusal)}
          </p>
        )}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the sheet was opened to fill this in */}
        <TextField className="field" value={name} onChange={setName} autoFocus isRequired>
          <Label>{words.name}</Label>
          <Input className="input" maxLength={80} autoComplete="off" spellCheck={false} />
        </TextField>
        <fieldset className="rack-size">
          <legend>{words.size}</legend>
          <Count label={words.rows} value={size.rows} onChange={(value) => setSize({ ...size, rows: value })} />
          <Count label={words.columns} value={size.columns} onChange={(value) => setSize({ ...size, columns: value })} />
          <RadioGroup
            className="field"
            aria-label={words.naming}
            value={naming}
            onChange={(value) => setNaming(value === 'numbers' ? 'numbers' : 'letters')}
          >
            <div className="choices in-row">
              {NAMINGS.map((one) => (
                <Radio key={one} className="choice" value={one}>
                  <span className="dot" aria-hidden />
                  {words.namings[one]}
                </Radio>
              ))}
            </div>
          </RadioGroup>
          <Button
            className="button"
            isDisabled={!canMake}
            onPress={() => setSlots(rowsInText(numberedRows(height, width, naming)))}
          >
            <Wand aria-hidden size={20} />
            {words.make}
          </Button>
        </fieldset>
        <TextField className="field" value={slots} onChange={setSlots} isInvalid={fault !== null}>
          <Label>{words.slots}</Label>
          <TextArea className="input mono" rows={8} spellCheck={false} />
          <Text slot="description" className="field-help">
            {words.slotsHelp}
          </Text>
          {fault === null ? (
            <output className="field-help">
              <b>{words.count({ slots: slotNames(rows).length, rows: rows.length })}</b>
            </output>
          ) : (
            <Text slot="errorMessage" className="field-error">
              <TriangleAlert aria-hidden size={20} />
              {faultWords(fault)}
            </Text>
          )}
        </TextField>
      </div>
    </Sheet>
  );
}

function faultWords({ kind, name }: SlotFault): string {
  const { faults } = messages.start.rack;
  return kind === 'twice' || kind === 'nameTooLong' ? faults[kind]({ name: visibleText(name) }) : faults[kind];
}

interface CountProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Count({ label, value, onChange }: CountProps) {
  return (
    <TextField className="field rack-count" value={value} onChange={onChange}>
      <Label>{label}</Label>
      <Input className="input mono" inputMode="numeric" maxLength={4} />
    </TextField>
  );
}

function isCount(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}
