import { messages } from '../messages';
import { SecretField, TextSetting } from './fields';
import type { SectionProps } from './section-props';

export function SignalsSection({ draft: { signals }, errors, secrets, changes, set, setSecret }: SectionProps) {
  return (
    <>
      <TextSetting
        path="signals.url"
        value={signals.url}
        error={errors.get('signals.url')}
        onChange={(value) => set('signals', 'url', value)}
      />
      <SecretField
        label={messages.settings.secrets.signalsKey}
        kept={secrets.signalsKey}
        change={changes.signalsKey}
        error={errors.get('secrets.signalsKey')}
        keptIn={secrets.keptIn}
        onChange={(change) => setSecret('signalsKey', change)}
      />
    </>
  );
}
