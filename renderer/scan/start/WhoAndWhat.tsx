import { BadgeCheck, Flame, Hash, Link2, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, type FocusEvent, type KeyboardEvent } from 'react';
import { Input, Label, Radio, RadioGroup, Text, TextField } from 'react-aria-components';
import { messages } from '../../messages';
import { useConsole, useDraft, useFacts } from '../../store/console-context';
import { visibleText } from '../../text/visible-text';

interface WhoAndWhatProps {
  readonly operatorMissing: boolean;
  /** The operator whom the form suggests; empty for none. */
  readonly prefilled: string;
}

/** Who starts the scan, under which operation, and what is done with what passes. */
export function WhoAndWhat({ operatorMissing, prefilled }: WhoAndWhatProps) {
  const { draft } = useConsole();
  const first = useRef<HTMLInputElement>(null);
  const operatorId = useDraft((state) => state.operatorId);
  const suggested = operatorId !== '' && operatorId === prefilled;
  useEffect(() => first.current?.focus(), []);
  // What is suggested is selected, so that typing takes its place.
  useEffect(() => {
    if (suggested && first.current === document.activeElement) first.current?.select();
  }, [suggested]);
  const person = useFacts(({ signIn }) => signIn.person);
  const operationId = useDraft((state) => state.operationId);
  const scanMode = useDraft((state) => state.scanMode);
  return (
    <section className="start-part card" aria-label={messages.start.who}>
      <TextField
        className="field"
        value={
          person === null
            ? operatorId
            : messages.people.signedInAs({ name: visibleText(person.name), badge: visibleText(person.badge) })
        }
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
          onFocus={selectAll}
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
          onFocus={selectAll}
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

/** What is typed takes the place of what a field held. */
function selectAll(event: FocusEvent<HTMLInputElement>): void {
  event.currentTarget.select();
}

/**
 * Enter goes to the next field: from the operator to the operation, and then to where the devices are chosen. It never goes to the
 * Start button, so that Enter pressed twice cannot start a scan.
 */
function moveOnEnter(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  moveOnFrom(event.currentTarget);
}

/** Puts the cursor into the field after this one; anywhere else it stays where it is. */
export function moveOnFrom(field: Element | null): void {
  const form = field?.closest('main');
  if (field?.matches('[data-first-field]') === true) form?.querySelector<HTMLElement>('[data-second-field]')?.focus();
  else if (field?.matches('[data-second-field]') === true)
    (
      form?.querySelector<HTMLElement>('[data-serial-field]') ?? form?.querySelector<HTMLElement>('[data-sources] input:checked')
    )?.focus();
}
