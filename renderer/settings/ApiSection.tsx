import { DELIVERY_PATHS } from '../../protocol/delivery-kinds';
import { messages } from '../messages';
import { LinesSetting, NumberSetting, SecretField, TextSetting } from './fields';
import type { SectionProps } from './section-props';

const { units } = messages.settings;
const PATHS = ['deviceInfoPath', ...DELIVERY_PATHS] as const;
const LISTS = ['otherAddressFields', 'successWords', 'refusalWords'] as const;

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
      {LISTS.map((key) => (
        <LinesSetting
          key={key}
          path={`api.${key}`}
          value={api[key]}
          error={errors.get(`api.${key}`)}
          onChange={(value) => set('api', key, [...value])}
        />
      ))}
    </>
  );
}
