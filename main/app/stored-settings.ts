import { DEFAULT_SETTINGS, Settings } from '../../protocol/settings';

/** Settings as they are stored, one JSON text; ones that this version cannot read are replaced by the defaults. */
export function readStoredSettings(text: string | null): Settings {
  if (text === null) return DEFAULT_SETTINGS;
  try {
    const parsed = Settings.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : DEFAULT_SETTINGS;
  } catch {
    return DEFAULT_SETTINGS;
  }
}
