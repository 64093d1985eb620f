import { ErrorLine } from '../../ui/ErrorLine';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button, Input, Label, Radio, RadioGroup, Switch, TextField } from 'react-aria-components';
import type { AgentView } from '../../../protocol/registry/views';
import { NO_SCAN } from '../../scanner/text-field';
import { useConsole } from '../../store/console-context';
import { useWrite } from '../../store/use-write';
import { visibleText } from '../../text/visible-text';
import { deviceMessages } from '../messages';
import { useFirstFocus } from './use-first-focus';
import { useAnswer } from '../../server-state/use-answer';

const texts = deviceMessages.act;
const NO_INPUT = {};
const NOBODY = '';

interface AgentChoiceProps {
  readonly label: string;
  readonly value: AgentView | null;
  readonly onlyCenters: boolean;
  readonly optional: boolean;
  readonly onChange: (agent: AgentView | null) => void;
}

/** Chooses a person or an organisation on record, or puts one on record. */
export function AgentChoice({ label, value, onlyCenters, optional, onChange }: AgentChoiceProps) {
  const { value: all, problem } = useAnswer('registry.agents', NO_INPUT);
  const [adding, setAdding] = useState(false);
  const agents = (all ?? []).filter(
    ({ type, roles }) => type !== 'Software' && (!onlyCenters || roles.includes('RecyclingCenter')),
  );
  return (
    <div className="agent-choice">
      <ErrorLine text={problem} />
      <RadioGroup
        className="field"
        value={value?.id ?? (optional ? NOBODY : null)}
        onChange={(id) => onChange(agents.find((agent) => agent.id === id) ?? null)}
      >
        <Label>{label}</Label>
        <div className="choices agents-list">
          {optional ? (
            <Radio className="choice" value={NOBODY}>
              <span className="dot" aria-hidden />
              <span className="dim">{texts.nobody}</span>
            </Radio>
          ) : null}
          {agents.map((agent) => (
            <Radio key={agent.id} className="choice" value={agent.id}>
              <span className="dot" aria-hidden />
              {visibleText(agent.name)}
              <span className="grow" />
              <span className="dim">
                {agent.roles.includes('RecyclingCenter')
                  ? texts.roles.RecyclingCenter
                  : agent.type === 'Person'
                    ? texts.person
                    : texts.organization}
              </span>
            </Radio>
          ))}
        </div>
      </RadioGroup>
      {adding ? (
        <AddAgent
          center={onlyCenters}
          onAdded={(agent) => {
            setAdding(false);
            onChange(agent);
          }}
        />
      ) : (
        <Button className="button" onPress={() => setAdding(true)}>
          <Plus aria-hidden size={20} />
          {texts.addAgent}
        </Button>
      )}
    </div>
  );
}

function AddAgent({ center, onAdded }: { readonly center: boolean; readonly onAdded: (agent: AgentView | null) => void }) {
  const { ask } = useConsole();
  const [name, setName] = useState('');
  const [type, setType] = useState<'Person' | 'Organization'>('Organization');
  const [isCenter, setCenter] = useState(center);
  const container = useFirstFocus();
  const [refusal, setRefusal] = useState('');
  const [busy, run] = useWrite();
  const add = (): void =>
    run(async () => {
      const wanted = name.trim();
      const reply = await ask('registry.addAgent', { type, name: wanted, recyclingCenter: type === 'Organization' && isCenter });
      if (reply.ok) onAdded(reply.value.find((agent) => agent.name === wanted) ?? null);
      else setRefusal(reply.error.sentence);
    });
  return (
    <div className="add-agent card" ref={container}>
      <ErrorLine text={refusal} />
      <TextField className="field" value={name} onChange={setName}>
        <Label>{texts.agentName}</Label>
        <Input className="input" maxLength={128} autoComplete="off" {...NO_SCAN} />
      </TextField>
      <RadioGroup
        className="field"
        aria-label={texts.addAgent}
        value={type}
        onChange={(value) => setType(value === 'Person' ? 'Person' : 'Organization')}
      >
        <div className="choices in-row">
          <Radio className="choice" value="Organization">
            <span className="dot" aria-hidden />
            {texts.organization}
          </Radio>
          <Radio className="choice" value="Person">
            <span className="dot" aria-hidden />
            {texts.person}
          </Radio>
        </div>
      </RadioGroup>
      {type === 'Organization' ? (
        <Switch className="switch" isSelected={isCenter} onChange={setCenter}>
          <span className="track" aria-hidden>
            <span className="thumb" style={{ display: 'block' }} />
          </span>
          {texts.isCenter}
        </Switch>
      ) : null}
      <Button className="button primary" isDisabled={busy || name.trim() === ''} onPress={add}>
        {texts.add}
      </Button>
    </div>
  );
}
