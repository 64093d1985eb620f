import { parseArgs } from 'node:util';
import { english } from '../../messages/english';
import { hasUnencodedSign, UNENCODED_SIGN } from '../../protocol/broker-url';
import { misleadingAddresses } from '../../protocol/settings';
import { optionFault } from '../../protocol/option-fault';
import { visibleText } from '../../protocol/visible-text';
import { splitPassword } from '../app/settings/broker-url';
import type { CsvSeparator } from '../domain/records/csv';

const MAX_SENTENCE = 400;

/** A wrong command line: one sentence for the person at the terminal, on one line whatever was typed. */
export class UsageError extends Error {
  constructor(message: string) {
    super(visibleText(message, MAX_SENTENCE));
    this.name = 'UsageError';
  }
}

/** A word that was typed, fit to stand in a sentence: it may be an address that was meant for an option. */
export function harmless(word: string): string {
  return splitPassword(word).url.replace(/:(?!\/).*@/s, '@');
}

export interface ScanArguments {
  /** Null: as the settings file says. */
  readonly amqp: string | null;
  /** Null: as the settings file says. */
  readonly api: string | null;
  readonly roster: string | null;
  /** Name of a saved rack, whose units are the roster. */
  readonly rack: string | null;
  readonly settings: string | null;
  readonly operation: string;
  readonly operator: string | null;
  /** Null: as the settings say, which is 10 s by default. */
  readonly idleMs: number | null;
  /** Null: as the settings say, which is 120 s by default. */
  readonly maxMs: number | null;
  readonly pairPassed: boolean;
  readonly scanMode: 0 | 1;
  readonly db: string | null;
  readonly json: string | null;
  /** How many devices are in the simulated rack that is scanned, or `usual`; null: the real ones are. */
  readonly practice: number | 'usual' | null;
}

export interface ExportArguments {
  readonly db: string;
  /** Empty for the quarantine, which belongs to none. */
  readonly operation: string;
  readonly format: 'json' | 'csv' | 'evidence' | 'quarantine';
  /** Of a CSV file. */
  readonly separator: CsvSeparator;
  readonly out: string | null;
}

export function parseScanArguments(args: readonly string[]): ScanArguments {
  const values = parse(args, {
    amqp: { type: 'string' },
    api: { type: 'string' },
    roster: { type: 'string' },
    rack: { type: 'string' },
    settings: { type: 'string' },
    operation: { type: 'string' },
    operator: { type: 'string' },
    'idle-s': { type: 'string' },
    'max-s': { type: 'string' },
    'pair-passed': { type: 'boolean' },
    burn: { type: 'boolean' },
    db: { type: 'string' },
    json: { type: 'string' },
    practice: { type: 'boolean' },
    'practice-devices': { type: 'string' },
  });
  const practice = practiceOf(values);
  if (text(values, 'rack') !== null && text(values, 'roster') !== null)
    throw new UsageError('--rack and --roster both say which devices to scan. Leave one of them out.');
  const settings = text(values, 'settings');
  const addressOf = (name: 'amqp' | 'api', protocols: readonly string[]): string | null => {
    const given = text(values, name);
    if (practice !== null) return null;
    return given === null ? null : address(given, name, protocols);
  };
  const missing = (['amqp', 'api'] as const).filter((name) => text(values, name) === null);
  if (practice === null && settings === null && missing.length > 0) throw noAddress(missing, false);
  const idleMs = seconds(values, 'idle-s', { least: 0.5, most: 3_600 });
  const maxMs = seconds(values, 'max-s', { least: 1, most: 86_400 });
  if (idleMs !== null && maxMs !== null && idleMs > maxMs)
    throw new UsageError('--idle-s is longer than --max-s, so the scan would never end by it. Give a shorter one.');
  return {
    amqp: addressOf('amqp', ['amqp:', 'amqps:']),
    api: addressOf('api', ['http:', 'https:']),
    roster: text(values, 'roster'),
    rack: text(values, 'rack'),
    settings,
    operation: text(values, 'operation') ?? '',
    operator: text(values, 'operator'),
    idleMs,
    maxMs,
    pairPassed: values['pair-passed'] === true,
    scanMode: values['burn'] === true ? 1 : 0,
    db: text(values, 'db'),
    json: text(values, 'json'),
    practice,
  };
}

function practiceOf(values: Parameters<typeof text>[0]): ScanArguments['practice'] {
  const devices = text(values, 'practice-devices');
  if (values['practice'] !== true) {
    if (devices !== null) throw new UsageError('--practice-devices goes with --practice, which scans a simulated rack.');
    return null;
  }
  const real = ['amqp', 'api'].find((name) => text(values, name) !== null);
  if (real !== undefined)
    throw new UsageError(`--practice scans a simulated rack, so --${real} is not used. Leave one of them out.`);
  return devices === null ? 'usual' : Number(devices);
}

const ADDRESSES = {
  amqp: { where: 'where RabbitMQ is, for example --amqp amqp://guest:guest@127.0.0.1:5672/', setting: 'broker.url' },
  api: { where: 'where the factory APIs are, for example --api http://127.0.0.1:8080', setting: 'api.baseUrl' },
} as const;

/** What to say when addresses stand neither on the command line nor, where there is one, in the settings file. */
export function noAddress(names: readonly (keyof typeof ADDRESSES)[], hasSettings: boolean): UsageError {
  const sentences = names.map((name) => {
    const { where, setting } = ADDRESSES[name];
    const there = hasSettings ? ` The settings file has no \`${setting}\` either.` : '';
    return `--${name} is missing: say ${where}.${there}`;
  });
  return new UsageError(sentences.join(' '));
}

export interface AuditArguments {
  readonly what: 'verify' | 'list';
  readonly db: string;
  readonly limit: number;
}

export function parseAuditArguments([what, ...args]: readonly string[]): AuditArguments {
  if (what !== 'verify' && what !== 'list')
    throw new UsageError(
      `burnin audit needs verify or list${what === undefined ? '' : `, not "${harmless(what)}"`}. See burnin --help.`,
    );
  const values = parse(args, { db: { type: 'string' }, limit: { type: 'string' } });
  const limit = Number(text(values, 'limit') ?? '50');
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) throw new UsageError('--limit is a whole number from 1 to 10000.');
  return { what, db: required(values, 'db', 'which records to read, for example --db burnin.sqlite'), limit };
}

export interface PruneArguments {
  readonly db: string;
  readonly olderThanDays: number;
  readonly dryRun: boolean;
}

export function parsePruneArguments(args: readonly string[]): PruneArguments {
  const values = parse(args, { db: { type: 'string' }, 'older-than': { type: 'string' }, 'dry-run': { type: 'boolean' } });
  const given = required(values, 'older-than', 'after how many days closed scans are removed, for example --older-than 365');
  const olderThanDays = /^\d{1,5}$/.test(given) ? Number(given) : 0;
  if (olderThanDays < 1 || olderThanDays > 36_500)
    throw new UsageError(`--older-than is a whole number of days from 1 to 36500, not "${harmless(given)}".`);
  return {
    db: required(values, 'db', 'which records to prune, for example --db burnin.sqlite'),
    olderThanDays,
    dryRun: values['dry-run'] === true,
  };
}

export interface FinishArguments {
  readonly db: string;
  readonly operation: string;
  /** Null: as the settings say. */
  readonly api: string | null;
  readonly settings: string | null;
}

export function parseFinishArguments(args: readonly string[]): FinishArguments {
  const options = ['db', 'operation', 'api', 'settings'] as const;
  const values = parse(args, Object.fromEntries(options.map((name) => [name, { type: 'string' }] as const)));
  const [api, settings] = [text(values, 'api'), text(values, 'settings')];
  if (api === null && settings === null) throw noAddress(['api'], false);
  return {
    db: required(values, 'db', 'which records it stands in, for example --db burnin.sqlite'),
    operation: required(values, 'operation', 'which operation never ended, for example --operation 1187'),
    api: api === null ? null : address(api, 'api', ['http:', 'https:']),
    settings,
  };
}

export interface DeliveriesArguments {
  readonly db: string;
  readonly from: string;
  readonly to: string;
}

export function parseDeliveriesArguments([what, ...args]: readonly string[]): DeliveriesArguments {
  if (what !== 'readdress')
    throw new UsageError(
      `burnin deliveries needs readdress${what === undefined ? '' : `, not "${harmless(what)}"`}. See burnin --help.`,
    );
  const values = parse(args, { db: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } });
  const addressOf = (name: 'from' | 'to', which: string): string =>
    address(required(values, name, `${which}, for example --${name} http://127.0.0.1:8080`), name, ['http:', 'https:']);
  return {
    db: required(values, 'db', 'which records to change, for example --db burnin.sqlite'),
    from: addressOf('from', 'for which address the messages were made'),
    to: addressOf('to', 'where they go instead'),
  };
}

export interface RecordsArguments {
  readonly db: string;
  readonly compact: boolean;
}

export function parseRecordsArguments(args: readonly string[]): RecordsArguments {
  const values = parse(args, { db: { type: 'string' }, compact: { type: 'boolean' } });
  return {
    db: required(values, 'db', 'which records to look at, for example --db burnin.sqlite'),
    compact: values['compact'] === true,
  };
}

export interface SupportBundleArguments {
  readonly db: string;
  readonly out: string;
  readonly withReports: boolean;
}

export function parseSupportBundleArguments(args: readonly string[]): SupportBundleArguments {
  const values = parse(args, { db: { type: 'string' }, out: { type: 'string' }, 'with-reports': { type: 'boolean' } });
  return {
    db: required(values, 'db', 'which records to read, for example --db burnin.sqlite'),
    out: required(values, 'out', 'where to write the bundle, for example --out support.json'),
    withReports: values['with-reports'] === true,
  };
}

export function parseExportArguments(args: readonly string[]): ExportArguments {
  const values = parse(args, {
    db: { type: 'string' },
    operation: { type: 'string' },
    format: { type: 'string' },
    separator: { type: 'string' },
    out: { type: 'string' },
  });
  const format = text(values, 'format') ?? 'json';
  if (format !== 'json' && format !== 'csv' && format !== 'evidence' && format !== 'quarantine')
    throw new UsageError(`--format is json, csv, evidence or quarantine, not "${harmless(format)}".`);
  if (values['separator'] !== undefined && format !== 'csv') throw new UsageError('--separator goes with --format csv.');
  if (format === 'quarantine' && values['operation'] !== undefined)
    throw new UsageError('The quarantine belongs to no operation. Leave out --operation.');
  return {
    db: required(values, 'db', 'which records to read, for example --db burnin.sqlite'),
    operation:
      format === 'quarantine'
        ? ''
        : required(values, 'operation', 'which operation to export, for example --operation 1187; burnin audit list names them'),
    format,
    separator: separatorOf(text(values, 'separator') ?? ','),
    out: text(values, 'out'),
  };
}

function separatorOf(word: string): CsvSeparator {
  if (word === ',' || word === ';') return word;
  if (word === 'tab') return '\t';
  throw new UsageError(`--separator is ',' or ';' (in quotes) or tab, not "${harmless(word)}".`);
}

export interface RosterArguments {
  readonly file: string;
  readonly json: boolean;
  readonly settings: string | null;
}

export function parseRosterArguments([what, ...args]: readonly string[]): RosterArguments {
  if (what !== 'check')
    throw new UsageError(`burnin roster needs check${what === undefined ? '' : `, not "${harmless(what)}"`}. See burnin --help.`);
  const { values, words } = parseWithWords(args, { json: { type: 'boolean' }, settings: { type: 'string' } });
  const [file, stray] = words;
  if (file === undefined) throw new UsageError('burnin roster check needs the file of a roster. See burnin --help.');
  if (stray !== undefined)
    throw new UsageError(`burnin roster check takes one file, not "${harmless(stray)}" too. See burnin --help.`);
  return { file, json: values['json'] === true, settings: text(values, 'settings') };
}

export interface ReplayArguments {
  readonly file: string;
}

export function parseReplayArguments([file, stray]: readonly string[]): ReplayArguments {
  if (file === undefined || file.startsWith('-'))
    throw new UsageError('burnin replay needs the file of an evidence bundle. See burnin --help.');
  if (stray !== undefined) throw new UsageError(`burnin replay takes one file, not "${harmless(stray)}" too. See burnin --help.`);
  return { file };
}

export type Values = Readonly<Record<string, string | boolean | undefined>>;
export type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;

/** Options only; any other word is a mistake. */
export function parse(args: readonly string[], options: Options): Values {
  const { values, words } = parseWithWords(args, options);
  const [stray] = words;
  if (stray !== undefined) throw new UsageError(`"${harmless(stray)}" is not an option. See burnin --help.`);
  return values;
}

/** Options, and the words that belong to none. */
export function parseWithWords(
  args: readonly string[],
  options: Options,
): { readonly values: Values; readonly words: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
    return { values, words: positionals };
  } catch (error) {
    throw new UsageError(`${optionFault(error, Object.keys(options))} See burnin --help.`);
  }
}

export function text(values: Values, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function required(values: Values, name: string, what: string): string {
  const value = text(values, name);
  if (value === null) throw new UsageError(`--${name} is missing: say ${what}.`);
  return value;
}

function seconds(
  values: Values,
  name: string,
  { least, most }: { readonly least: number; readonly most: number },
): number | null {
  const given = text(values, name);
  if (given === null) return null;
  const value = /^\d*\.?\d+$/.test(given) ? Number(given) : Number.NaN;
  if (!(value >= least && value <= most))
    throw new UsageError(`--${name} is a number of seconds from ${least} to ${most}, not "${harmless(given)}".`);
  return Math.round(value * 1000);
}

function address(value: string, name: string, protocols: readonly string[]): string {
  // The password may end the host so early that the rest is no URL at all.
  if (protocols.some((one) => value.startsWith(`${one}//`)) && hasUnencodedSign(value))
    throw new UsageError(`--${name} cannot be read: ${UNENCODED_SIGN}.`);
  let protocol: string | null = null;
  try {
    protocol = new URL(value).protocol;
  } catch {
    // falls through to the sentence below
  }
  if (protocol === null || !protocols.includes(protocol)) {
    throw new UsageError(`--${name} must be a URL that starts with ${protocols.map((one) => `${one}//`).join(' or ')}.`);
  }
  const [wrong] = misleadingAddresses(protocols.includes('http:') ? { api: { baseUrl: value } } : { broker: { url: value } });
  if (wrong !== undefined) throw new UsageError(`--${name} ${english(wrong.fault)}.`);
  return value;
}
