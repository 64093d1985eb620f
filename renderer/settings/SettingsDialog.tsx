import { ErrorLine } from '../ui/ErrorLine';
import { CircleCheck, CircleX, FileInput, FileOutput, PlugZap, Save, TriangleAlert } from 'lucide-react';
import { useState, type ComponentType } from 'react';
import { Button, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { say } from '../text/say';
import type { TestResult } from '../../protocol/connection-state';
import type { Settings } from '../../protocol/settings';
import { Sheet } from '../ui/Sheet';
import { messages } from '../messages';
import { useConsole, useFacts } from '../store/console-context';
import { useHelpTopic } from '../store/help-topic';
import { useBusy } from '../store/use-busy';
import { useRecordsFail } from '../store/use-write';
import { PeopleSection } from '../people/PeopleSection';
import { useIsPractice } from '../practice/use-practice';
import { useChangeAppearance } from '../shell/use-appearance';
import { visibleText } from '../text/visible-text';
import { NO_ERRORS, sortErrors, type FieldErrors } from './field-errors';
import { MayEdit } from './may-edit';
import { LabelsSection } from './LabelsSection';
import { ApiSection } from './ApiSection';
import { BrokerSection } from './BrokerSection';
import { RecordsSection } from './RecordsSection';
import { RegistrySection } from './RegistrySection';
import { ScanSection } from './ScanSection';
import { ShiftSection } from './ShiftSection';
import { SignalsSection } from './SignalsSection';
import { StationSection } from './StationSection';
import { WindowSection } from './WindowSection';
import type { SecretChanges, SectionProps } from './section-props';
import type { SectionId } from './settings-state';
import './settings.css';

const SECTIONS: readonly {
  readonly id: SectionId;
  readonly Section: ComponentType<SectionProps>;
  readonly test?: ConnectionTestProps['what'];
}[] = [
  { id: 'station', Section: StationSection },
  { id: 'shift', Section: ShiftSection },
  { id: 'broker', Section: BrokerSection, test: 'broker' },
  { id: 'api', Section: ApiSection, test: 'mes' },
  { id: 'scan', Section: ScanSection },
  { id: 'labels', Section: LabelsSection },
  { id: 'records', Section: RecordsSection },
  { id: 'registry', Section: RegistrySection },
  { id: 'signals', Section: SignalsSection, test: 'signals' },
  { id: 'window', Section: WindowSection },
  { id: 'people', Section: PeopleSection },
];

const SECTION_OF_SECRET: Readonly<Record<keyof SecretChanges, SectionId>> = {
  brokerPassword: 'broker',
  apiToken: 'api',
  registryToken: 'registry',
  signalsKey: 'signals',
};

interface SettingsDialogProps {
  /** The page that is shown first. */
  readonly first: SectionId;
  readonly onClose: () => void;
}

/** All settings, with a test of what they connect to. What main refuses is shown beside the field that it is about. */
export function SettingsDialog({ first, onClose }: SettingsDialogProps) {
  useHelpTopic('settings');
  const { ask, askOrTell, notices } = useConsole();
  const settings = useFacts((facts) => facts.settings);
  const secrets = useFacts((facts) => facts.secrets);
  const practice = useIsPractice();
  const [draft, setDraft] = useState(settings);
  const [changes, setChanges] = useState<SecretChanges>({});
  const [errors, setErrors] = useState(NO_ERRORS);
  const [section, setSection] = useState<SectionId>(first);
  const [busy, run] = useBusy();
  const failing = useRecordsFail();
  const person = useFacts(({ signIn }) => (signIn.required ? signIn.person : undefined));
  const mayEdit = person === undefined || person?.role === 'engineer';
  const changeLook = useChangeAppearance();

  const save = (): void =>
    run(async () => {
      const reply = await ask('settings.save', { settings: cleaned(draft), secrets: changes });
      if (reply.ok) {
        const held = reply.value.elsewhere.map(({ made, set, count }) =>
          messages.settings.elsewhere({ made: visibleText(made), set: visibleText(set), count }),
        );
        setErrors({ ...NO_ERRORS, general: held.join(' ') });
        if (held.length > 0) return;
        notices.raise('info', messages.settings.saved, 'settings');
        onClose();
        return;
      }
      const sorted = sortErrors(reply.error, isKnown);
      setErrors(sorted);
      const faulty = SECTIONS.find(({ id }) => hasErrors(id, sorted.fields));
      if (faulty !== undefined) setSection(faulty.id);
    });

  const bringIn = (): void =>
    run(async () => {
      const read = await askOrTell('settings.import', {});
      if (read === undefined || read === null) return;
      setDraft(read.settings);
      setErrors(NO_ERRORS);
      notices.raise('info', messages.settings.imported({ file: visibleText(read.fileName) }), 'settings');
    });
  const takeOut = (): void =>
    run(async () => {
      const written = await askOrTell('settings.export', {});
      if (typeof written?.path === 'string')
        notices.raise('info', messages.settings.exported({ path: visibleText(written.path) }), 'settings');
    });

  const props: SectionProps = {
    draft,
    errors: errors.fields,
    secrets,
    changes,
    set: (part, key, value) => setDraft((before) => ({ ...before, [part]: { ...before[part], [key]: value } })),
    setSecret: (name, change) => setChanges((before) => ({ ...before, [name]: change })),
  };

  /** How the window looks is everybody's own, and holds at once. */
  const look: SectionProps['set'] = (part, key, value) => {
    if (part === 'window') changeLook({ [key]: value });
  };

  return (
    <Sheet
      title={messages.settings.title}
      shape="tall"
      onClose={onClose}
      {...(mayEdit
        ? {
            footer: (
              <>
                <ErrorLine text={errors.general} />
                <Button className="button" isDisabled={busy} onPress={bringIn}>
                  <FileInput aria-hidden size={20} />
                  {messages.settings.import}
                </Button>
                <Button className="button" isDisabled={busy || failing} onPress={takeOut}>
                  <FileOutput aria-hidden size={20} />
                  {messages.settings.export}
                </Button>
                <span className="grow" />
                <Button className="button" onPress={onClose}>
                  {messages.settings.cancel}
                </Button>
                <Button className="button primary" isDisabled={busy || failing} onPress={save}>
                  <Save aria-hidden size={20} />
                  {messages.settings.save}
                </Button>
              </>
            ),
          }
        : {})}
    >
      <Tabs
        className="settings"
        orientation="vertical"
        selectedKey={section}
        onSelectionChange={(key) => setSection(SECTIONS.find(({ id }) => id === key)?.id ?? 'station')}
      >
        <TabList className="settings-list" aria-label={messages.settings.title}>
          {SECTIONS.map(({ id }) => (
            <Tab key={id} className="settings-tab" id={id}>
              {messages.settings.sections[id]}
              {hasErrors(id, errors.fields) ? <TriangleAlert size={18} aria-label={messages.notice.level.error} /> : null}
            </Tab>
          ))}
        </TabList>
        {SECTIONS.map(({ id, Section, test }) => (
          <TabPanel key={id} className="settings-panel" id={id}>
            {test !== undefined && practice ? <p className="practice-note">{messages.practice.settings}</p> : null}
            {mayEdit || id === 'window' ? null : <WhoMay />}
            {id === 'people' && !mayEdit ? null : (
              <MayEdit value={mayEdit || id === 'window'}>
                <Section {...(mayEdit ? props : { ...props, draft: settings, set: look })} />
              </MayEdit>
            )}
            {test === undefined || !mayEdit ? null : (
              <ConnectionTest what={test} settings={cleaned(draft)} changes={changes} onRefused={setErrors} />
            )}
          </TabPanel>
        ))}
      </Tabs>
    </Sheet>
  );
}

/** Why nothing here can be changed by whoever is signed in. */
function WhoMay() {
  const person = useFacts(({ signIn }) => signIn.person);
  if (person === null) return null;
  const { name, role } = person;
  return <p className="who-may">{messages.settings.whoMay({ name: visibleText(name), role: messages.people.roles[role] })}</p>;
}

interface ConnectionTestProps {
  readonly what: 'broker' | 'mes' | 'signals';
  readonly settings: Settings;
  readonly changes: SecretChanges;
  readonly onRefused: (errors: typeof NO_ERRORS) => void;
}

/** Tries the settings as they stand in the form, before they are saved. */
function ConnectionTest({ what, settings, changes, onRefused }: ConnectionTestProps) {
  const { ask } = useConsole();
  const [result, setResult] = useState<TestResult>();
  const [busy, run] = useBusy();
  const test = (): void =>
    run(async () => {
      setResult(undefined);
      const reply = await ask('settings.test', { what, settings, secrets: changes });
      onRefused(reply.ok ? NO_ERRORS : sortErrors(reply.error, isKnown));
      if (reply.ok) setResult(reply.value);
    });
  return (
    <div className="test">
      <Button className="button" isDisabled={busy} onPress={test}>
        <PlugZap aria-hidden size={20} />
        {busy ? messages.settings.testing : messages.settings.test[what]}
      </Button>
      <output className={result?.ok === true ? 'test-good' : 'test-bad'}>
        {result === undefined ? null : result.ok ? <CircleCheck aria-hidden size={22} /> : <CircleX aria-hidden size={22} />}
        {result === undefined ? '' : say(result.reason)}
      </output>
    </div>
  );
}

function isKnown(path: string): boolean {
  return path in messages.settings.fields || path.replace(/^secrets\./, '') in messages.settings.secrets;
}

function hasErrors(section: SectionId, errors: FieldErrors): boolean {
  for (const path of errors.keys()) {
    if (path.startsWith(`${section}.`)) return true;
    if (Object.entries(SECTION_OF_SECRET).some(([name, at]) => at === section && path === `secrets.${name}`)) return true;
  }
  return false;
}

/** Without the empty lines that people leave in lists. */
function cleaned(settings: Settings): Settings {
  const filled = (lines: readonly string[]): string[] => lines.map((line) => line.trim()).filter((line) => line !== '');
  const { shift, api, scan, labels, registry } = settings;
  return {
    ...settings,
    shift: { ...shift, starts: filled(shift.starts) },
    api: {
      ...api,
      otherAddressFields: filled(api.otherAddressFields),
      successWords: filled(api.successWords),
      refusalWords: filled(api.refusalWords),
    },
    labels: {
      badge: filled(labels.badge),
      operation: filled(labels.operation),
      slot: filled(labels.slot),
      serial: filled(labels.serial),
      prefixes: filled(labels.prefixes),
      suffixes: filled(labels.suffixes),
    },
    registry: { ...registry, partPlaceholders: filled(registry.partPlaceholders) },
    scan: {
      ...scan,
      serviceNics: filled(scan.serviceNics),
      vendorDefaultMacs: filled(scan.vendorDefaultMacs),
      unseenPorts: filled(scan.unseenPorts),
      placeholderSerials: filled(scan.placeholderSerials),
    },
  };
}
