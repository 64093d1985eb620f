import { LANGUAGE_NAMES } from '../../protocol/languages';
import { messages } from '../messages';
import { ChoiceSetting } from './fields';
import type { SectionProps } from './section-props';

const { options } = messages.settings;

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
