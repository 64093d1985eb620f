import { LinesSetting } from './fields';
import type { SectionProps } from './section-props';

const LABELS = ['badge', 'operation', 'slot', 'serial', 'prefixes', 'suffixes'] as const;

/** How codes of badges, operations, slots and serial numbers look here, and what is taken off them. */
export function LabelsSection({ draft: { labels }, errors, set }: SectionProps) {
  return LABELS.map((name) => (
    <LinesSetting
      key={name}
      path={`labels.${name}`}
      value={labels[name]}
      error={errors.get(`labels.${name}`)}
      onChange={(value) => set('labels', name, [...value])}
    />
  ));
}
