import { ErrorLine } from '../ui/ErrorLine';
import { Pencil, Trash2, UserPlus } from 'lucide-react';
import { useContext, useRef, useState } from 'react';
import { Button, Input, Label, Radio, RadioGroup, Text, TextField } from 'react-aria-components';
import type { PersonView, Role } from '../../protocol/people';
import { LongList } from '../ui/LongList';
import { messages } from '../messages';
import { PERSONS_ENTER_MS } from '../scanner/lone-key';
import { ScannerContext } from '../scanner/use-scanner';
import { useConsole } from '../store/console-context';
import { useAnswer } from '../server-state/use-answer';
import { useWrite } from '../store/use-write';
import { Outside } from '../text/Outside';
import { visibleText } from '../text/visible-text';
import './people.css';

const NO_INPUT = {};
const ROLES: readonly Role[] = ['operator', 'supervisor', 'engineer'];
const EMPTY: { readonly badge: string; readonly name: string; readonly role: Role | undefined; readonly pin: string } = {
  badge: '',
  name: '',
  role: undefined,
  pin: '',
};

/** Who may work at this console. What is changed here holds at once, without the settings' Save. */
export function PeopleSection() {
  const { ask } = useConsole();
  const { value: people, problem, reload } = useAnswer('person.list', NO_INPUT);
  const [draft, setDraft] = useState(EMPTY);
  const [refusal, setRefusal] = useState('');
  const [busy, run] = useWrite();
  const { loneKey } = useContext(ScannerContext);
  const form = useRef<HTMLDivElement>(null);
  const trouble = refusal === '' ? problem : refusal;
  // The first person must be an engineer; most of the others are operators.
  const role = draft.role ?? (people?.length === 0 ? 'engineer' : 'operator');

  const save = (): void =>
    run(async () => {
      const { badge, name, pin } = draft;
      const reply = await ask('person.save', { badge, name, role, ...(pin === '' ? {} : { pin }) });
      setRefusal(reply.ok ? '' : reply.error.sentence);
      if (!reply.ok) return;
      setDraft(EMPTY);
      await reload();
    });
  const complete = draft.badge.trim() !== '' && draft.name.trim() !== '';
  /** Enter in the last field saves; in the others, and where a scanner pressed it, it goes on to what is still empty. */
  const saveOrGoOn = (field: HTMLInputElement): void => {
    const fields = [...(form.current?.querySelectorAll<HTMLInputElement>('input.input') ?? [])];
    const isLast = field === fields.at(-1);
    if (isLast && complete && loneKey.restedFor(PERSONS_ENTER_MS)) save();
    else (fields.find((one) => one !== field && one.value.trim() === '') ?? (isLast ? field : fields.at(-1)))?.focus();
  };
  const remove = (badge: string): void =>
    run(async () => {
      const reply = await ask('person.remove', { badge });
      setRefusal(reply.ok ? '' : reply.error.sentence);
      if (reply.ok) await reload();
    });

  return (
    <div className="form">
      <p className="dim">{messages.people.lead}</p>
      <ErrorLine text={trouble} />
      {people === undefined || people.length === 0 ? null : (
        <LongList label={messages.people.list} items={people} keyOf={({ badge }) => badge}>
          {(person) => (
            <Person
              person={person}
              busy={busy}
              onChange={() => setDraft({ badge: person.badge, name: person.name, role: person.role, pin: '' })}
              onRemove={() => remove(person.badge)}
            />
          )}
        </LongList>
      )}
      <div className="person-form" ref={form}>
        <PlainField
          label={messages.people.badge}
          value={draft.badge}
          onChange={(badge) => setDraft({ ...draft, badge })}
          onEnter={saveOrGoOn}
        />
        <PlainField
          label={messages.people.name}
          value={draft.name}
          onChange={(name) => setDraft({ ...draft, name })}
          onEnter={saveOrGoOn}
        />
        <PlainField
          label={messages.people.pin}
          help={messages.people.pinHelp}
          type="password"
          value={draft.pin}
          onChange={(pin) => setDraft({ ...draft, pin })}
          onEnter={saveOrGoOn}
        />
        <RadioGroup
          className="field person-role"
          value={role}
          onChange={(value) => setDraft({ ...draft, role: ROLES.find((known) => known === value) })}
        >
          <Label>{messages.people.role}</Label>
          <div className="choices in-row">
            {ROLES.map((one) => (
              <Radio key={one} className="choice" value={one}>
                <span className="dot" aria-hidden />
                {messages.people.roles[one]}
              </Radio>
            ))}
          </div>
        </RadioGroup>
        <Button className="button" isDisabled={busy || !complete} onPress={save}>
          <UserPlus aria-hidden size={20} />
          {messages.people.save}
        </Button>
      </div>
    </div>
  );
}

interface PersonProps {
  readonly person: PersonView;
  readonly busy: boolean;
  readonly onChange: () => void;
  readonly onRemove: () => void;
}

function Person({ person: { badge, name, role }, busy, onChange, onRemove }: PersonProps) {
  return (
    <div className="person">
      <b>
        <Outside text={name} />
      </b>
      <Outside text={badge} mono />
      <span>{messages.people.roles[role]}</span>
      <Button className="button icon plain" aria-label={messages.people.change({ name: visibleText(name) })} onPress={onChange}>
        <Pencil aria-hidden size={20} />
      </Button>
      <Button
        className="button icon plain"
        aria-label={messages.people.remove({ name: visibleText(name) })}
        isDisabled={busy}
        onPress={onRemove}
      >
        <Trash2 aria-hidden size={20} />
      </Button>
    </div>
  );
}

interface PlainFieldProps {
  readonly label: string;
  readonly help?: string;
  readonly type?: 'text' | 'password';
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onEnter: (field: HTMLInputElement) => void;
}

function PlainField({ label, help, type = 'text', value, onChange, onEnter }: PlainFieldProps) {
  return (
    <TextField className="field" type={type} value={value} onChange={onChange}>
      <Label>{label}</Label>
      <Input
        className="input"
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.repeat) onEnter(event.currentTarget);
        }}
      />
      {help === undefined ? null : (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
    </TextField>
  );
}
