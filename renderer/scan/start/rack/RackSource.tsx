import { ChevronDown, CircleCheck, Eraser, Pencil, Plus, Save, TriangleAlert, Undo2 } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { Button, Input, Label, ListBox, ListBoxItem, Popover, Select, SelectValue, TextField } from 'react-aria-components';
import { classifyCode } from '../../../../protocol/labels/classify-code';
import { slotNames } from '../../../../protocol/labels/rack-slots';
import type { Rack } from '../../../../protocol/racks';
import { messages } from '../../../messages';
import { useConsole, useDraft, useFacts } from '../../../store/console-context';
import { aimAt, emptied, filledRack, nextSlot, rackDraft, takeOut, undone, type RackDraft } from '../../../store/rack-draft';
import { useBusy } from '../../../store/use-busy';
import { visibleText } from '../../../text/visible-text';
import { RackPlan } from './RackPlan';
import { RackSheet } from './RackSheet';
import { takeRackCode } from './take-rack-code';
import './rack-source.css';

interface RackSourceProps {
  readonly racks: readonly Rack[];
  readonly onSaved: () => Promise<void>;
}

/** A saved rack, and which unit is in which of its slots: by labels that are scanned one after the other. */
export function RackSource({ racks, onSaved }: RackSourceProps) {
  const { draft } = useConsole();
  const rack = useDraft((state) => state.rack);
  const maySave = useFacts(({ signIn }) => !signIn.required || (signIn.person !== null && signIn.person.role !== 'operator'));
  const [edited, setEdited] = useState<'new' | 'this'>();
  const words = messages.start.rack;
  const set = (next: RackDraft): void => draft.setState({ rack: next });
  return (
    <div className="rack-source">
      <div className="rack-choice">
        {racks.length === 0 ? (
          <p className="dim">{words.none}</p>
        ) : (
          <Select
            className="rack-pick"
            aria-label={words.choose}
            placeholder={words.choose}
            value={rack?.rack.name ?? null}
            onChange={(name) => {
              const chosen = racks.find((one) => one.name === name);
              if (chosen !== undefined) set(rackDraft(chosen));
            }}
          >
            <Button className="button">
              <SelectValue />
              <ChevronDown aria-hidden size={18} />
            </Button>
            <Popover className="popover">
              <ListBox className="menu">
                {racks.map(({ name }) => (
                  <ListBoxItem key={name} id={name} className="menu-item" textValue={visibleText(name)}>
                    {visibleText(name)}
                  </ListBoxItem>
                ))}
              </ListBox>
            </Popover>
          </Select>
        )}
        {maySave && rack !== null ? (
          <Button className="button icon" aria-label={words.edit} onPress={() => setEdited('this')}>
            <Pencil aria-hidden size={20} />
          </Button>
        ) : null}
        {maySave ? (
          <Button className="button" onPress={() => setEdited('new')}>
            <Plus aria-hidden size={20} />
            {words.newRack}
          </Button>
        ) : null}
      </div>
      {rack === null ? null : <Filling draft={rack} onChange={set} maySave={maySave} onSaved={onSaved} />}
      {edited === undefined ? null : (
        <RackSheet
          rack={edited === 'this' && rack !== null ? filledRack(rack) : null}
          onSaved={async (saved) => {
            await onSaved();
            draft.setState({ rack: saved === null ? null : rackDraft(saved) });
          }}
          onClose={() => setEdited(undefined)}
        />
      )}
    </div>
  );
}

interface FillingProps {
  readonly draft: RackDraft;
  readonly onChange: (draft: RackDraft) => void;
  readonly maySave: boolean;
  readonly onSaved: () => Promise<void>;
}

function Filling({ draft, onChange, maySave, onSaved }: FillingProps) {
  const { askOrTell, hint } = useConsole();
  const labels = useFacts(({ settings }) => settings.labels);
  const [typed, setTyped] = useState('');
  const [busy, run] = useBusy();
  const words = messages.start.rack;
  const { rack, units } = draft;
  const next = nextSlot(draft);
  const take = (): void => {
    const found = classifyCode(typed, labels);
    if (found.kind === 'empty') return;
    const taken = takeRackCode(draft, typed, found, labels);
    onChange(taken ?? { ...draft, last: { kind: 'refused', code: found.value, note: found.note } });
    if (taken !== null) setTyped('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const isTab = event.key === 'Tab' && !event.shiftKey && typed.trim() !== '';
    if (event.key !== 'Enter' && !isTab) return;
    event.preventDefault();
    take();
  };
  const save = (): void =>
    run(async () => {
      if ((await askOrTell('rack.save', { rack: filledRack(draft), formerName: rack.name })) === undefined) return;
      await onSaved();
      hint.say(words.saved({ rack: visibleText(rack.name) }));
    });
  return (
    <>
      <TextField className="field rack-code" value={typed} onChange={setTyped}>
        <Label>{next === null ? words.field : words.fieldFor({ slot: visibleText(next) })}</Label>
        <Input
          className="input mono"
          data-serial-field=""
          autoComplete="off"
          spellCheck={false}
          maxLength={128}
          placeholder={words.help}
          onKeyDown={onKeyDown}
        />
      </TextField>
      <div className="rack-filled">
        <output>
          <b>{words.filled({ units: units.size, slots: slotNames(rack.rows).length })}</b>
          <LastPlacedLine draft={draft} />
        </output>
        <span className="grow" />
        <Button className="button" isDisabled={draft.before === null} onPress={() => onChange(undone(draft))}>
          <Undo2 aria-hidden size={20} />
          {words.undo}
        </Button>
        <Button className="button" isDisabled={units.size === 0} onPress={() => onChange(emptied(draft))}>
          <Eraser aria-hidden size={20} />
          {words.empty}
        </Button>
        {maySave ? (
          <Button className="button" isDisabled={busy} onPress={save}>
            <Save aria-hidden size={20} />
            {words.saveUnits}
          </Button>
        ) : null}
      </div>
      <RackPlan
        draft={draft}
        onAim={(slot) => onChange(aimAt(draft, slot))}
        onTakeOut={(slot) => onChange(takeOut(draft, slot))}
      />
    </>
  );
}

/** What came of the last code. */
function LastPlacedLine({ draft: { last, aimed } }: { readonly draft: RackDraft }) {
  const words = messages.start.rack;
  if (last === null) return aimed === null ? null : <span>{words.aimed({ slot: visibleText(aimed) })}</span>;
  const isGood = last.kind === 'placed' || last.kind === 'moved';
  return (
    <span className={isGood ? 'rack-last' : 'rack-last twice'} role={isGood ? undefined : 'alert'}>
      {isGood ? <CircleCheck aria-hidden size={22} /> : <TriangleAlert aria-hidden size={22} />}
      {sentenceOf(last)}
    </span>
  );
}

function sentenceOf(last: NonNullable<RackDraft['last']>): string {
  const words = messages.start.rack;
  switch (last.kind) {
    case 'placed':
      return words.placed({ sn: visibleText(last.sn), slot: visibleText(last.slot) });
    case 'moved':
      return words.moved({ sn: visibleText(last.sn), slot: visibleText(last.slot), from: visibleText(last.from) });
    case 'there':
      return words.there({ sn: visibleText(last.sn), slot: visibleText(last.slot) });
    case 'full':
      return words.full({ sn: visibleText(last.sn) });
    case 'noSlot':
      return words.noSlot({ code: visibleText(last.code) });
    case 'refused':
      return last.note === '' ? words.refused({ code: visibleText(last.code) }) : visibleText(last.note);
  }
}
