import type { CsvSeparator } from '../domain/records/csv';
import { practiceDatabaseFile } from './data-folder';
import { address, harmless, parse, parseWithWords, required, text, UsageError } from './read-options';
import { noAddress } from './scan-arguments';

export interface ExportArguments {
  readonly db: string;
  /** Empty for the quarantine, which belongs to none. */
  readonly operation: string;
  readonly format: 'json' | 'csv' | 'evidence' | 'quarantine';
  /** Of a CSV file. */
  readonly separator: CsvSeparator;
  readonly out: string | null;
}

export interface AuditArguments {
  readonly what: 'verify' | 'list';
  readonly db: string;
  readonly limit: number;
  /** The entry of the event log of which `verify` says the hash, beside that of the last one. */
  readonly entry?: number;
}

export function parseAuditArguments([what, ...args]: readonly string[]): AuditArguments {
  if (what !== 'verify' && what !== 'list')
    throw new UsageError(
      `burnin audit needs verify or list${what === undefined ? '' : `, not "${harmless(what)}"`}. See burnin --help.`,
    );
  const values = parse(args, { db: { type: 'string' }, limit: { type: 'string' }, entry: { type: 'string' } });
  const limit = Number(text(values, 'limit') ?? '50');
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) throw new UsageError('--limit is a whole number from 1 to 10000.');
  const db = required(values, 'db', 'which records to read, for example --db burnin.sqlite');
  const given = text(values, 'entry');
  if (given === null) return { what, db, limit };
  if (what === 'list') throw new UsageError('--entry goes with burnin audit verify, which says the hash of an entry.');
  if (!/^[1-9]\d{0,14}$/.test(given))
    throw new UsageError(`--entry is the number of an entry of the event log, as a report prints it, not "${harmless(given)}".`);
  return { what, db, limit, entry: Number(given) };
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
  /** A scan of a simulated rack: what is sent stays in the program. */
  readonly practice: boolean;
}

export function parseFinishArguments(args: readonly string[]): FinishArguments {
  const options = ['db', 'operation', 'api', 'settings'] as const;
  const values = parse(args, {
    ...Object.fromEntries(options.map((name) => [name, { type: 'string' }] as const)),
    practice: { type: 'boolean' },
  });
  const [api, settings] = [text(values, 'api'), text(values, 'settings')];
  const practice = values['practice'] === true;
  if (practice && api !== null)
    throw new UsageError('--practice ends a scan of a simulated rack, so --api is not used. Leave one of them out.');
  if (!practice && api === null && settings === null) throw noAddress(['api'], false);
  return {
    practice,
    db: practice
      ? (text(values, 'db') ?? practiceDatabaseFile())
      : required(values, 'db', 'which records it stands in, for example --db burnin.sqlite'),
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
