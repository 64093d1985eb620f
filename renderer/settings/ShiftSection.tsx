import { messages } from '../messages';
import { ChoiceSetting, LinesSetting } from './fields';
import type { SectionProps } from './section-props';

export function ShiftSection({ draft: { shift }, errors, set }: SectionProps) {
  return (
    <>
      <LinesSetting
        path="shift.starts"
        value={shift.starts}
        error={errors.get('shift.starts')}
        onChange={(value) => set('shift', 'starts', [...value])}
      />
      <ChoiceSetting
        path="shift.selfTest"
        value={shift.selfTest}
        error={errors.get('shift.selfTest')}
        onChange={(value) => set('shift', 'selfTest', value)}
        options={messages.settings.options.selfTest}
      />
    </>
  );
}
