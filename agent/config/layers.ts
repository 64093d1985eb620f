import { english } from '../../messages/english';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../protocol/result';
import { duplicateKey, duplicateLines } from '../../protocol/wire/duplicate-key';
import { jsonAdvice, jsonBreakText } from '../../protocol/wire/json-break';
import { describeError } from '../log';
import { notThis, quoted } from '../quoted';
import { DEFAULT_CONFIG_FILE, environmentName, type Setting, type SettingKey, SETTINGS } from './settings';

export type SettingValue = string | number | boolean;

/** What one place sets. */
export interface Layer {
  /** How an error names a setting of this layer, for example `--port` or `BURNIN_AGENT_PORT`. */
  readonly nameOf: (setting: Setting) => string;
  readonly values: ReadonlyMap<SettingKey, SettingValue>;
  /** The file that it was read from, where it was one. */
  readonly file?: string;
}

/** What was given on the command line, still as text; `true` stands for a switch. */
export type FlagTexts = ReadonlyMap<SettingKey, string | true>;

export function layerOfFlags(flags: FlagTexts): Result<Layer, string> {
  return readLayer(
    (setting) => `--${setting.flag}`,
    (setting) => flags.get(setting.key),
  );
}

/** An empty variable counts as not set. */
export function layerOfEnvironment(environment: NodeJS.ProcessEnv): Result<Layer, string> {
  return readLayer(
    (setting) => environmentName(setting.flag),
    (setting) => environment[environmentName(setting.flag)] || undefined,
  );
}

/** `$CREDENTIALS_DIRECTORY/amqp-url`, where systemd puts a secret of the unit; an empty or absent file sets nothing. */
export async function layerOfCredentials(environment: NodeJS.ProcessEnv): Promise<Layer> {
  const folder = environment['CREDENTIALS_DIRECTORY'];
  const path = folder === undefined || folder === '' ? null : join(folder, 'amqp-url');
  const url = path === null ? '' : (await readFile(path, 'utf8').catch(() => '')).trim();
  return { nameOf: () => path ?? '', values: new Map(url === '' ? [] : [['amqpUrl', url]]), file: path ?? '' };
}

/** @param path null: the default file, which need not exist. */
export async function layerOfFile(path: string | null): Promise<Result<Layer, string>> {
  const file = path ?? DEFAULT_CONFIG_FILE;
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (path === null && error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return ok({ nameOf: () => file, values: new Map() });
    return err(`The configuration file ${file} cannot be read: ${describeError(error)}.`);
  }
  const layer = layerOfText(text, file);
  return layer.ok ? ok({ ...layer.value, file }) : layer;
}

/** @param file how errors name where the text is from */
export function layerOfText(text: string, file: string): Result<Layer, string> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // The parser's own words may quote the file, and with it a password.
    return err(
      [`The configuration file ${file} is not JSON: it breaks at ${english(jsonBreakText(text))}.`, english(jsonAdvice(text))]
        .join(' ')
        .trim(),
    );
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return err(`The configuration file ${file} must hold a JSON object.`);
  const twice = duplicateKey(text);
  if (twice !== null)
    return err(
      `The configuration file ${file} has the key ${quoted(twice.path) ?? 'of one setting'} twice, ${english(duplicateLines(twice))}; remove one.`,
    );
  const given = new Map<string, unknown>(Object.entries(body));
  const unknown = [...given.keys()].find((key) => !SETTINGS.some((setting) => setting.key === key));
  if (unknown !== undefined) {
    return err(
      `The configuration file ${file} has ${unknownKey(unknown)}; known are ${SETTINGS.map((setting) => setting.key).join(', ')}.`,
    );
  }
  return readLayer(
    (setting) => `"${setting.key}" in ${file}`,
    (setting) => given.get(setting.key),
  );
}

function unknownKey(key: string): string {
  const word = quoted(key);
  return word === null ? 'an unknown key' : `the unknown key ${word}`;
}

function readLayer(nameOf: Layer['nameOf'], given: (setting: Setting) => unknown): Result<Layer, string> {
  const values = new Map<SettingKey, SettingValue>();
  for (const setting of SETTINGS) {
    const value = given(setting);
    if (value === undefined) continue;
    const read = readValue(setting, value);
    if (read === null) return err(`${nameOf(setting)} ${expectation(setting)}${isSecret(setting) ? '' : notThis(value)}.`);
    values.set(setting.key, read);
  }
  return ok({ nameOf, values });
}

function readValue(setting: Setting, value: unknown): SettingValue | null {
  switch (setting.kind) {
    case 'text':
      return typeof value === 'string' && value.trim() !== '' && value.length <= (setting.most ?? Infinity) ? value : null;
    case 'switch':
      if (value === true || value === 'true' || value === '1') return true;
      return value === false || value === 'false' || value === '0' ? false : null;
    case 'whole': {
      const whole = typeof value === 'string' && /^\d{1,9}$/u.test(value) ? Number(value) : value;
      if (typeof whole !== 'number' || !Number.isInteger(whole)) return null;
      return whole >= (setting.least ?? 0) && whole <= (setting.most ?? Number.MAX_SAFE_INTEGER) ? whole : null;
    }
  }
}

function expectation(setting: Setting): string {
  switch (setting.kind) {
    case 'text':
      return setting.most === undefined ? 'needs a text' : `needs a text of at most ${setting.most} characters`;
    case 'switch':
      return 'needs true or false';
    case 'whole':
      return `needs a whole number from ${setting.least} to ${setting.most}`;
  }
}

function isSecret(setting: Setting): boolean {
  return setting.key === 'password' || setting.key === 'amqpUrl';
}
