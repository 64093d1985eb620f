import type { Settings, SecretsView } from '../../protocol/settings';
import { LANGUAGE_NAMES } from '../../protocol/languages';
import { messages } from '../messages';
import { SoundTest } from '../signals/SoundTest';
import { useFacts } from '../store/console-context';
import type { FieldErrors } from './field-errors';
import { ChoiceSetting, LinesSetting, NumberSetting, SecretField, SwitchSetting, TextSetting } from './fields';

/** Secrets as the form changes them: text to set, null to remove, absent to leave. */
export interface SecretChanges {
  readonly brokerPassword?: string | null | undefined;
  readonly apiToken?: string | null | undefined;
  readonly registryToken?: string | null | undefined;
}

/** What every section is given: the settings as they stand in the form, what is wrong, and how to change them. */
export interface SectionProps {
  readonly draft: Settings;
  readonly errors: FieldErrors;
  readonly secrets: SecretsView;
  readonly changes: SecretChanges;
  readonly set: <S extends keyof Settings, K extends keyof Settings[S]>(section: S, key: K, value: Settings[S][K]) => void;
  readonly setSecret: (name: keyof SecretChanges, change: string | null | undefined) => void;
}

const { units, options } = messages.settings;

const MINUTE_MS = 60_000;
const MINUTES_OF_A_DAY = 1_440;
const LOUDEST = 100;
const VOLUME_STEP = 10;

export function StationSection({ draft: { station }, errors, set }: SectionProps) {
  return (
    <>
      <TextSetting
        path="station.name"
        value={station.name}
        error={errors.get('station.name')}
        onChange={(value) => set('station', 'name', value)}
      />
      <NumberSetting
        path="station.signOutAfterMs"
        value={station.signOutAfterMs}
        error={errors.get('station.signOutAfterMs')}
        onChange={(value) => set('station', 'signOutAfterMs', value)}
        from={0}
        to={MINUTES_OF_A_DAY}
        unit={units.minutes}
        scale={MINUTE_MS}
      />
      <NumberSetting
        path="station.soundVolume"
        value={station.soundVolume}
        error={errors.get('station.soundVolume')}
        onChange={(value) => set('station', 'soundVolume', value)}
        from={0}
        to={LOUDEST}
        step={VOLUME_STEP}
        unit={units.percent}
      />
      <SoundTest volume={station.soundVolume} />
    </>
  );
}

export function BrokerSection({ draft: { broker }, errors, secrets, changes, set, setSecret }: SectionProps) {
  return (
    <>
      <TextSetting
        path="broker.url"
        value={broker.url}
        error={errors.get('broker.url')}
        onChange={(value) => set('broker', 'url', value)}
      />
      <SecretField
        label={messages.settings.secrets.brokerPassword}
        kept={secrets.brokerPassword}
        change={changes.brokerPassword}
        error={errors.get('secrets.brokerPassword')}
        keptIn={secrets.keptIn}
        onChange={(change) => setSecret('brokerPassword', change)}
      />
      <TextSetting
        path="broker.caFile"
        value={broker.caFile}
        error={errors.get('broker.caFile')}
        onChange={(value) => set('broker', 'caFile', value)}
      />
      <TextSetting
        path="broker.certFile"
        value={broker.certFile}
        error={errors.get('broker.certFile')}
        onChange={(value) => set('broker', 'certFile', value)}
      />
      <TextSetting
        path="broker.keyFile"
        value={broker.keyFile}
        error={errors.get('broker.keyFile')}
        onChange={(value) => set('broker', 'keyFile', value)}
      />
      <SwitchSetting
        path="broker.exchangeDurable"
        value={broker.exchangeDurable}
        error={errors.get('broker.exchangeDurable')}
        onChange={(value) => set('broker', 'exchangeDurable', value)}
      />
      <ChoiceSetting
        path="broker.reportSigning"
        value={broker.reportSigning}
        error={errors.get('broker.reportSigning')}
        onChange={(value) => set('broker', 'reportSigning', value)}
        options={options.reportSigning}
      />
      <TextSetting
        path="broker.deviceKeysFile"
        value={broker.deviceKeysFile}
        error={errors.get('broker.deviceKeysFile')}
        onChange={(value) => set('broker', 'deviceKeysFile', value)}
      />
    </>
  );
}

const PATHS = ['deviceInfoPath', 'scanLogPath', 'notificationPath', 'pairPath', 'burnPath'] as const;

export function ApiSection({ draft: { api }, errors, secrets, changes, set, setSecret }: SectionProps) {
  return (
    <>
      <TextSetting
        path="api.baseUrl"
        value={api.baseUrl}
        error={errors.get('api.baseUrl')}
        onChange={(value) => set('api', 'baseUrl', value)}
      />
      <SecretField
        label={messages.settings.secrets.apiToken}
        kept={secrets.apiToken}
        change={changes.apiToken}
        error={errors.get('secrets.apiToken')}
        keptIn={secrets.keptIn}
        onChange={(change) => setSecret('apiToken', change)}
      />
      <TextSetting
        path="api.caFile"
        value={api.caFile}
        error={errors.get('api.caFile')}
        onChange={(value) => set('api', 'caFile', value)}
      />
      {PATHS.map((key) => (
        <TextSetting
          key={key}
          path={`api.${key}`}
          value={api[key]}
          error={errors.get(`api.${key}`)}
          onChange={(value) => set('api', key, value)}
        />
      ))}
      <NumberSetting
        path="api.timeoutMs"
        value={api.timeoutMs}
        error={errors.get('api.timeoutMs')}
        onChange={(value) => set('api', 'timeoutMs', value)}
        from={0.1}
        to={120}
        step={0.1}
        unit={units.seconds}
        scale={1_000}
      />
      <NumberSetting
        path="api.concurrency"
        value={api.concurrency}
        error={errors.get('api.concurrency')}
        onChange={(value) => set('api', 'concurrency', value)}
        from={1}
        to={256}
        unit={units.requests}
      />
      <NumberSetting
        path="api.lookUpTries"
        value={api.lookUpTries}
        error={errors.get('api.lookUpTries')}
        onChange={(value) => set('api', 'lookUpTries', value)}
        from={1}
        to={10}
        unit={units.tries}
      />
    </>
  );
}

export function ScanSection({ draft: { scan }, errors, set }: SectionProps) {
  return (
    <>
      <NumberSetting
        path="scan.idleMs"
        value={scan.idleMs}
        error={errors.get('scan.idleMs')}
        onChange={(value) => set('scan', 'idleMs', value)}
        from={0.5}
        to={3_600}
        step={0.5}
        unit={units.seconds}
        scale={1_000}
      />
      <NumberSetting
        path="scan.maxMs"
        value={scan.maxMs}
        error={errors.get('scan.maxMs')}
        onChange={(value) => set('scan', 'maxMs', value)}
        from={1}
        to={86_400}
        unit={units.seconds}
        scale={1_000}
      />
      <NumberSetting
        path="scan.noAnswerRetries"
        value={scan.noAnswerRetries}
        error={errors.get('scan.noAnswerRetries')}
        onChange={(value) => set('scan', 'noAnswerRetries', value)}
        from={0}
        to={3}
        unit={units.tries}
      />
      <ChoiceSetting
        path="scan.interfaceNames"
        value={scan.interfaceNames}
        error={errors.get('scan.interfaceNames')}
        onChange={(value) => set('scan', 'interfaceNames', value)}
        options={options.interfaceNames}
      />
      <ChoiceSetting
        path="scan.operationIdType"
        value={scan.operationIdType}
        error={errors.get('scan.operationIdType')}
        onChange={(value) => set('scan', 'operationIdType', value)}
        options={options.operationIdType}
      />
      <SwitchSetting
        path="scan.pairGuests"
        value={scan.pairGuests}
        error={errors.get('scan.pairGuests')}
        onChange={(value) => set('scan', 'pairGuests', value)}
      />
      <LinesSetting
        path="scan.serviceNics"
        value={scan.serviceNics}
        error={errors.get('scan.serviceNics')}
        onChange={(value) => set('scan', 'serviceNics', [...value])}
      />
      <LinesSetting
        path="scan.vendorDefaultMacs"
        value={scan.vendorDefaultMacs}
        error={errors.get('scan.vendorDefaultMacs')}
        onChange={(value) => set('scan', 'vendorDefaultMacs', [...value])}
      />
      <LinesSetting
        path="scan.unseenPorts"
        value={scan.unseenPorts}
        error={errors.get('scan.unseenPorts')}
        onChange={(value) => set('scan', 'unseenPorts', [...value])}
      />
      <LinesSetting
        path="scan.placeholderSerials"
        value={scan.placeholderSerials}
        error={errors.get('scan.placeholderSerials')}
        onChange={(value) => set('scan', 'placeholderSerials', [...value])}
      />
    </>
  );
}

export function RecordsSection({ draft: { records }, errors, set }: SectionProps) {
  return (
    <NumberSetting
      path="records.keepDays"
      value={records.keepDays ?? 0}
      error={errors.get('records.keepDays')}
      onChange={(value) => set('records', 'keepDays', value)}
      from={0}
      to={36_500}
      unit={units.days}
    />
  );
}

const HOUR_MS = 3_600_000;

/** Names are the same in every language. */
function byTheirNames(names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, name]));
}

export function RegistrySection({ draft: { registry }, errors, secrets, changes, set, setSecret }: SectionProps) {
  const editions = useFacts((facts) => facts.editions);
  return (
    <>
      <SwitchSetting
        path="registry.fromScans"
        value={registry.fromScans}
        error={errors.get('registry.fromScans')}
        onChange={(value) => set('registry', 'fromScans', value)}
      />
      <ChoiceSetting
        path="registry.officialRate"
        value={registry.officialRate}
        error={errors.get('registry.officialRate')}
        onChange={(value) => set('registry', 'officialRate', value)}
        options={byTheirNames(editions.rates)}
      />
      <ChoiceSetting
        path="registry.officialPrice"
        value={registry.officialPrice}
        error={errors.get('registry.officialPrice')}
        onChange={(value) => set('registry', 'officialPrice', value)}
        options={byTheirNames(editions.prices)}
      />
      <LinesSetting
        path="registry.partPlaceholders"
        value={registry.partPlaceholders}
        error={errors.get('registry.partPlaceholders')}
        onChange={(value) => set('registry', 'partPlaceholders', [...value])}
      />
      <TextSetting
        path="registry.currency"
        value={registry.currency}
        error={errors.get('registry.currency')}
        onChange={(value) => set('registry', 'currency', value)}
      />
      <SwitchSetting
        path="registry.deriveDisposal"
        value={registry.deriveDisposal}
        error={errors.get('registry.deriveDisposal')}
        onChange={(value) => set('registry', 'deriveDisposal', value)}
      />
      <NumberSetting
        path="registry.stalledAfterMs"
        value={registry.stalledAfterMs}
        error={errors.get('registry.stalledAfterMs')}
        onChange={(value) => set('registry', 'stalledAfterMs', value)}
        from={1}
        to={8_760}
        unit={units.hours}
        scale={HOUR_MS}
      />
      <SwitchSetting
        path="registry.httpEnabled"
        value={registry.httpEnabled}
        error={errors.get('registry.httpEnabled')}
        onChange={(value) => set('registry', 'httpEnabled', value)}
      />
      <NumberSetting
        path="registry.httpPort"
        value={registry.httpPort}
        error={errors.get('registry.httpPort')}
        onChange={(value) => set('registry', 'httpPort', value)}
        from={1}
        to={65_535}
        unit={units.port}
      />
      <SecretField
        label={messages.settings.secrets.registryToken}
        kept={secrets.registryToken}
        change={changes.registryToken}
        error={errors.get('secrets.registryToken')}
        keptIn={secrets.keptIn}
        onChange={(change) => setSecret('registryToken', change)}
      />
    </>
  );
}

export function WindowSection({ draft, errors, set }: SectionProps) {
  return (
    <>
      <ChoiceSetting
        path="window.theme"
        value={draft.window.theme}
        error={errors.get('window.theme')}
        onChange={(value) => set('window', 'theme', value)}
        options={options.theme}
      />
      <ChoiceSetting
        path="window.size"
        value={draft.window.size}
        error={errors.get('window.size')}
        onChange={(value) => set('window', 'size', value)}
        options={options.size}
      />
      <ChoiceSetting
        path="window.language"
        value={draft.window.language}
        error={errors.get('window.language')}
        onChange={(value) => set('window', 'language', value)}
        options={{ system: options.theme.system, ...LANGUAGE_NAMES }}
      />
    </>
  );
}
