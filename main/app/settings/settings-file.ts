import { text } from '../../../protocol/texts/text';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Settings } from '../../../protocol/settings';
import { visibleText } from '../../../protocol/visible-text';
import { duplicateKey, duplicateLines } from '../../../protocol/wire/duplicate-key';
import { AppError } from '../../domain/errors';
import { decodedUnicode } from '../files/text-encoding';
import { jsonAdvice, jsonBreakText } from '../../../protocol/wire/json-break';
import { splitPassword } from './broker-url';
import { settingsFaults } from './settings-faults';
import { unreadableFile } from '../files/unreadable-file';

/** Some settings of some parts; what is absent stays as it is. */
export type SomeSettings = Partial<{ [K in keyof Settings]: Partial<Settings[K]> }>;

/** Settings as a file: JSON without passwords and tokens. */
export function settingsText(settings: Settings): string {
  const { broker, api } = settings;
  const shown: Settings = {
    ...settings,
    broker: { ...broker, url: splitPassword(broker.url).url },
    api: { ...api, baseUrl: splitPassword(api.baseUrl).url },
  };
  return `${JSON.stringify(shown, null, 2)}\n`;
}

/**
 * Reads a settings file: a whole one as it was exported, or a part, `{"scan": {"interfaceNames": "byMac"}}`. Throws `badSettings` for
 * text that is no JSON and for a key that stands twice; for keys that are unknown and values that cannot be used, all of which it names.
 */
export function readSettingsText(content: string, fileName: string): SomeSettings {
  const name = visibleText(fileName, 80);
  let given: unknown;
  try {
    given = JSON.parse(content);
  } catch (error) {
    throw new AppError(
      'badSettings',
      [text('settings.notJson', { file: name, at: jsonBreakText(content) }), ...jsonAdvice(content)],
      {
        cause: error,
      },
    );
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new AppError('badSettings', text('settings.noObject', { file: name, what: whatItHolds(given) }));
  const twice = duplicateKey(content);
  if (twice !== null) {
    throw new AppError(
      'badSettings',
      text('settings.keyTwice', { file: name, key: visibleText(twice.path, 120), where: duplicateLines(twice) }),
    );
  }
  const faults = settingsFaults(given);
  if (faults.length > 0) throw new AppError('badSettings', [text('settings.cannotBeUsed', { file: name }), ...faults]);
  return onlyGiven(Settings.parse(given), given);
}

/** The settings in a file, whole or in part. Rejects with `badSettings`. */
export async function readSettingsFile(file: string): Promise<SomeSettings> {
  const name = path.basename(file);
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new AppError('badSettings', text('settings.unreadable', { why: unreadableFile(file, error) }), {
      cause: error,
    });
  });
  const content = decodedUnicode(bytes);
  if (content === null) throw new AppError('badSettings', text('settings.noText', { file: visibleText(name, 80) }));
  return readSettingsText(content, name);
}

/** Settings with some of them changed. */
export function mergedSettings(settings: Settings, some: SomeSettings): unknown {
  const parts: Readonly<Record<string, object | undefined>> = some;
  return Object.fromEntries(Object.entries(settings).map(([part, values]) => [part, { ...values, ...parts[part] }]));
}

function whatItHolds(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  return value === null ? 'null' : typeof value;
}

/** Of what was read, the keys that stand in the file: all others are defaults that nobody asked for. */
function onlyGiven(read: Settings, given: unknown): SomeSettings {
  const inFile = (value: unknown): ReadonlySet<string> =>
    new Set(typeof value === 'object' && value !== null ? Object.keys(value) : []);
  const parts = new Map(typeof given === 'object' && given !== null ? Object.entries(given) : []);
  return Object.fromEntries(
    Object.entries(read)
      .filter(([part]) => parts.has(part))
      .map(([part, values]) => {
        const keys = inFile(parts.get(part));
        return [part, Object.fromEntries(Object.entries(values).filter(([key]) => keys.has(key)))];
      }),
  );
}
