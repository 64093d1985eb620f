import { BadgeCheck, Flame, Hash, Link2, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Input, Label, Radio, RadioGroup, Text, TextField } from 'react-aria-components';
import { messages } from '../messages';
import { useConsole, useDraft, useFacts } from '../store/console-context';
import { visibleText } from '../text/visible-text';

/** Who starts the scan, under which operation, and what is done with what passes. */
export function WhoAndWhat({ operatorMissing }: { readonly operatorMissing: boolean }) {
  const { draft } = useConsole();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const operatorId = useDraft((state) => state.operatorId);
  const person = useFacts(({ signIn }) => signIn.person);
  const operationId = useDraft((state) => state.operationId);
  const scanMode = useDraft((state) => state.scanMode);
  return (
    <section className="start-part card" aria-label={messages.start.who}>
      <TextField
        className="field"
        value={person === null ? operatorId : messages.people.signedInAs(visibleText(person.name), visibleText(person.badge))}
        isReadOnly={person !== null}
        onChange={(text) => draft.setState({ operatorId: text })}
        isInvalid={operatorMissing}
        isRequired
      >
        <Label className="start-heading">
          <BadgeCheck aria-hidden size={22} />
          {messages.names.operatorField}
        </Label>
        <Input
          className="input tall"
          ref={first}
          data-first-field=""
          onKeyDown={moveOnEnter}
          autoComplete="off"
          spellCheck={false}
          maxLength={128}
        />
        {operatorMissing ? (
          <Text slot="errorMessage" className="field-error">
            <TriangleAlert aria-hidden size={20} />
            {messages.start.operatorMissing}
          </Text>
        ) : (
          <Text slot="description" className="field-help">
            {person === null ? messages.start.operatorHelp : messages.people.signedInHelp}
          </Text>
        )}
      </TextField>
      <TextField className="field" value={operationId} onChange={(text) => draft.setState({ operationId: text })}>
        <Label className="start-heading">
          <Hash aria-hidden size={22} />
          {messages.names.operationField}
        </Label>
        <Input
          className="input tall mono"
          data-second-field=""
          onKeyDown={moveOnEnter}
          autoComplete="off"
          spellCheck={false}
          maxLength={128}
        />
        <Text slot="description" className="field-help">
          {messages.start.operationHelp}
        </Text>
      </TextField>
      <RadioGroup
        className="field"
        value={String(scanMode)}
        onChange={(value) => draft.setState({ scanMode: value === '1' ? 1 : 0 })}
      >
        <Label className="start-heading">{messages.start.mode}</Label>
        <div className="choices in-row">
          <Radio className="choice" value="0">
            <span className="dot" aria-hidden />
            {messages.start.modePair}
            <span className="grow" />
            <Link2 aria-hidden size={22} />
          </Radio>
          <Radio className="choice" value="1">
            <span className="dot" aria-hidden />
            {messages.start.modeBurn}
            <span className="grow" />
            <Flame aria-hidden size={22} />
          </Radio>
        </div>
        <Text slot="description" className="field-help">
          {scanMode === 1 ? messages.start.modeBurnHelp : messages.start.modePairHelp}
        </Text>
      </RadioGroup>
    </section>
  );
}

/**
 * Enter goes to the next field, as a scanner's Enter should: from the operator to the operation, and then to where the devices are
 * chosen. It never goes to the Start button, so that a scanner that sends Enter twice cannot start a scan.
 */
function moveOnEnter(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  const form = event.currentTarget.closest('main');
  const next = event.currentTarget.matches('[data-first-field]')
    ? form?.querySelector<HTMLElement>('[data-second-field]')
    : (form?.querySelector<HTMLElement>('[data-serial-field]') ??
      form?.querySelector<HTMLElement>('[data-sources] input:checked'));
  next?.focus();
}
