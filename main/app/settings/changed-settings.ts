import type { AuditDetail } from '../../domain/scan/events';
import type { Settings } from '../../../protocol/settings';

export interface SettingChange {
  /** `scan.idleMs` */
  readonly name: string;
  readonly before: AuditDetail;
  readonly after: AuditDetail;
}

/** What differs between two settings, one entry per setting, values as JSON text. Settings hold no secrets. */
export function changedSettings(before: Settings, after: Settings): SettingChange[] {
  const was = flat(before);
  return [...flat(after)].flatMap(([name, value]) =>
    was.get(name) === value ? [] : [{ name, before: was.get(name) ?? '', after: value }],
  );
}

function flat(settings: Settings): Map<string, string> {
  const values = new Map<string, string>();
  for (const [group, entries] of Object.entries(settings)) {
    for (const [name, value] of Object.entries(entries)) values.set(`${group}.${name}`, JSON.stringify(value));
  }
  return values;
}
