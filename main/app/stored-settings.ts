import { DEFAULT_SETTINGS, Settings } from '../../protocol/settings';
import { splitPassword } from './broker-url';

/** Settings as they are stored, one JSON text; ones that this version cannot read are replaced by the defaults. */
export function readStoredSettings(text: string | null): Settings {
  if (text === null) return DEFAULT_SETTINGS;
  try {
    const parsed = Settings.safeParse(withoutOldPassword(JSON.parse(text)));
    return parsed.success ? parsed.data : DEFAULT_SETTINGS;
  } catch {
    return DEFAULT_SETTINGS;
  }
}

/** Earlier versions stored an address with a password that they could not tell from a port; it is entered anew. */
function withoutOldPassword(stored: unknown): unknown {
  if (!isObject(stored) || !isObject(stored['broker']) || typeof stored['broker']['url'] !== 'string') return stored;
  return { ...stored, broker: { ...stored['broker'], url: splitPassword(stored['broker']['url']).url } };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
