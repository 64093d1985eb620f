import { messages } from '../messages';
import { useFacts } from '../store/console-context';
import { ChoiceSetting, LinesSetting, NumberSetting, SecretField, SwitchSetting, TextSetting } from './fields';
import type { SectionProps } from './section-props';

const { units } = messages.settings;
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
