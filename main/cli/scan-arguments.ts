import { address, parse, seconds, text, UsageError } from './read-options';

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
