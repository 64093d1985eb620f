import { parseArgs } from 'node:util';
import { readBrokerUrl } from '../../agent/broker-target';
import { err, ok, type Result } from '../../protocol/result';
import { MAX_DEVICES } from '../devices/generate-devices';
import { MAX_PORTS } from '../devices/products';
import { type ControlInput, readControlRequest } from '../factory/control-request';
import type { FaultRequest } from '../faults/fault';
import { readFaultList } from './fault-list';

/** What the simulator is asked to do, read from the command line. */
export type SimulatorRequest =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'run'; readonly factory: FactoryFlags | null; readonly fleet: FleetFlags | null };

export interface FactoryFlags {
  readonly port: number;
  /** Folder for received requests; null: memory only. */
  readonly data: string | null;
  /** File with the MES database; null: that of the fleet, or none. */
  readonly mesFile: string | null;
  readonly control: readonly ControlInput[];
}

export interface FleetFlags {
  readonly amqp: string;
  readonly agents: number;
  readonly macs: number | null;
  readonly seed: number;
  /** The named ones; they win over those of the mix. */
  readonly faults: FaultRequest;
  readonly mix: 'realistic' | null;
  readonly mesText: 'colons' | 'mixed';
  readonly recorded: boolean;
  readonly spreadMs: number;
  readonly lateMs: number;
  readonly helloMs: number;
  readonly agentsPerConnection: number;
  readonly printRoster: boolean;
  readonly rosterFile: string | null;
  readonly oracleFile: string | null;
  readonly mesOut: string | null;
}

const COMMANDS = ['all', 'factory', 'fleet'] as const;
type Command = (typeof COMMANDS)[number];

const FACTORY_FLAGS = { port: 'string', data: 'string', 'mes-file': 'string', control: 'string' } as const;
const FLEET_FLAGS = {
  amqp: 'string',
  agents: 'string',
  macs: 'string',
  seed: 'string',
  faults: 'string',
  mix: 'string',
  'mes-text': 'string',
  recorded: 'boolean',
  'spread-ms': 'string',
  'late-ms': 'string',
  'hello-ms': 'string',
  'agents-per-connection': 'string',
  'print-roster': 'boolean',
  'roster-file': 'string',
  'oracle-file': 'string',
  'mes-out': 'string',
} as const;
type Flag = keyof typeof FACTORY_FLAGS | keyof typeof FLEET_FLAGS;
type Given = ReadonlyMap<Flag, readonly (string | boolean)[]>;

const DEFAULT_AMQP = 'amqp://guest:guest@127.0.0.1:5672/';
const HOUR_MS = 3_600_000;

/** Thrown inside this file only: what is wrong with the command line. */
class FlagError extends Error {}

/** Reads the command line; the error is one sentence for the person who typed it. */
export function readFlags(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Result<SimulatorRequest, string> {
  try {
    return ok(read(argv, env));
  } catch (error) {
    if (error instanceof FlagError) return err(error.message);
    throw error;
  }
}

function read(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): SimulatorRequest {
  if (argv.includes('--help') || argv.includes('-h')) return { kind: 'help' };
  if (argv.includes('--version')) return { kind: 'version' };
  const { command, given } = tokenize(argv);
  const mesFile = text(given, 'mes-file');
  if (command === 'all' && mesFile !== null)
    throw new FlagError('--mes-file belongs to the command factory; with all, the fleet is the MES database.');
  return {
    kind: 'run',
    factory:
      command === 'fleet'
        ? null
        : { port: wholeNumber(given, 'port', 8080, 0, 65_535), data: text(given, 'data'), mesFile, control: controls(given) },
    fleet: command === 'factory' ? null : fleetFlags(given, env),
  };
}

function fleetFlags(given: Given, env: Readonly<Record<string, string | undefined>>): FleetFlags {
  const agents = wholeNumber(given, 'agents', 24, 1, MAX_DEVICES);
  const faults = readFaultList(text(given, 'faults') ?? '');
  if (!faults.ok) throw new FlagError(`--faults: ${faults.error}`);
  const amqp = text(given, 'amqp') ?? env['BURNIN_AMQP_URL'] ?? DEFAULT_AMQP;
  const broker = readBrokerUrl(amqp);
  if (!broker.ok) throw new FlagError(`--amqp: ${broker.error}.`);
  return {
    amqp,
    agents,
    macs: given.has('macs') ? wholeNumber(given, 'macs', 0, 1, MAX_PORTS) : null,
    seed: wholeNumber(given, 'seed', 1, 0, 0xffff_ffff),
    faults: faults.value,
    mix: oneOf(given, 'mix', ['realistic']),
    mesText: oneOf(given, 'mes-text', ['colons', 'mixed']) ?? 'colons',
    recorded: given.has('recorded'),
    spreadMs: wholeNumber(given, 'spread-ms', 0, 0, HOUR_MS),
    lateMs: wholeNumber(given, 'late-ms', 15_000, 0, HOUR_MS),
    helloMs: wholeNumber(given, 'hello-ms', 30_000, 100, HOUR_MS),
    agentsPerConnection: wholeNumber(given, 'agents-per-connection', 50, 1, 1000),
    printRoster: given.has('print-roster'),
    rosterFile: text(given, 'roster-file'),
    oracleFile: text(given, 'oracle-file'),
    mesOut: text(given, 'mes-out'),
  };
}

function tokenize(argv: readonly string[]): { readonly command: Command; readonly given: Given } {
  const types: Readonly<Record<string, 'string' | 'boolean' | undefined>> = { ...FACTORY_FLAGS, ...FLEET_FLAGS };
  const options = Object.fromEntries(
    Object.entries({ ...FACTORY_FLAGS, ...FLEET_FLAGS }).map(([name, type]) => [name, { type, multiple: true }] as const),
  );
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true });
  const given = new Map<Flag, (string | boolean)[]>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const type = types[token.name];
    if (type === undefined) throw new FlagError(`There is no flag ${token.rawName}; --help lists them all.`);
    if (type === 'string' && (token.value === undefined || (!token.inlineValue && token.value.startsWith('--')))) {
      throw new FlagError(`${token.rawName} needs a value.`);
    }
    if (type === 'boolean' && token.value !== undefined) throw new FlagError(`${token.rawName} takes no value.`);
    const flag = token.name as Flag;
    given.set(flag, [...(given.get(flag) ?? []), token.value ?? true]);
  }
  const [word = 'all', ...rest] = words;
  const command = COMMANDS.find((name) => name === word);
  if (command === undefined) throw new FlagError(`There is no command "${word}"; the commands are ${COMMANDS.join(', ')}.`);
  if (rest.length > 0) throw new FlagError(`"${rest[0]}" is one word too many after ${command}.`);
  for (const [flag, values] of given) {
    if (command === 'factory' && Object.hasOwn(FLEET_FLAGS, flag))
      throw new FlagError(`--${flag} belongs to the fleet, and the command is factory.`);
    if (command === 'fleet' && Object.hasOwn(FACTORY_FLAGS, flag))
      throw new FlagError(`--${flag} belongs to the factory, and the command is fleet.`);
    if (values.length > 1 && flag !== 'control') throw new FlagError(`--${flag} is given ${values.length} times; give it once.`);
  }
  return { command, given };
}

function text(given: Given, flag: Flag): string | null {
  const value = given.get(flag)?.at(-1);
  if (value === '') throw new FlagError(`--${flag} needs a value.`);
  return typeof value === 'string' ? value : null;
}

function wholeNumber(given: Given, flag: Flag, fallback: number, least: number, most: number): number {
  const value = text(given, flag);
  if (value === null) return fallback;
  const number = /^\d{1,10}$/u.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most))
    throw new FlagError(`--${flag} must be a whole number from ${least} to ${most}, not "${value}".`);
  return number;
}

function oneOf<T extends string>(given: Given, flag: Flag, choices: readonly T[]): T | null {
  const value = text(given, flag);
  if (value === null) return null;
  const choice = choices.find((one) => one === value);
  if (choice === undefined) throw new FlagError(`--${flag} must be ${choices.join(' or ')}, not "${value}".`);
  return choice;
}

function controls(given: Given): readonly ControlInput[] {
  return (given.get('control') ?? []).map((value) => {
    let raw: unknown;
    try {
      raw = JSON.parse(String(value));
    } catch {
      throw new FlagError(`--control must be JSON such as {"kind":"slow","ms":200}, not "${String(value)}".`);
    }
    try {
      return readControlRequest(raw);
    } catch (error) {
      throw new FlagError(`--control: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
}
