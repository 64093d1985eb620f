import { messages } from '../messages';
import { ChoiceSetting, SecretField, SwitchSetting, TextSetting } from './fields';
import type { SectionProps } from './section-props';

const { options } = messages.settings;

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
