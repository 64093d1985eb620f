import { messages } from '../messages';
import { NumberSetting } from './fields';
import type { SectionProps } from './section-props';

const { units } = messages.settings;

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
