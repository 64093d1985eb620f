import type { Platform } from './platform';

const MAX_STATION_CHARACTERS = 80;

/** How the console was started. A second instance's arguments are never read. */
export interface LaunchOptions {
  /** Folder for records, settings and logs instead of the system's. */
  readonly dataDir: string | null;
  readonly settingsOverride: NonNullable<Platform['settingsOverride']>;
  readonly launchAddresses: NonNullable<Platform['launchAddresses']>;
  /** How many devices are in the simulated rack; `usual` where nobody says; null: real work. */
  readonly practice: number | 'usual' | null;
  /** A report that `burnin` has printed; null: the console opens. */
  readonly print: { readonly from: string; readonly to: string } | null;
}

/**
 * Reads `--data-dir DIR`, `--amqp URL`, `--api BASE`, `--station NAME`; the last three win over the stored settings and are
 * not stored. `--print-report FILE --print-to FILE` prints a report for `burnin` and ends. `--practice` opens a simulated rack, of `--practice-devices N`; addresses are not used there. Everything else (Chromium's own switches among it) is passed over, and all that follows `--`.
 */
export function readLaunchOptions(argv: readonly string[]): LaunchOptions {
  const practice = practiceOf(argv);
  const address = (name: string): string | null => (practice === null ? valueOf(argv, name) : null);
  const [amqp, api, station] = [address('amqp'), address('api'), valueOf(argv, 'station')];
  return {
    dataDir: valueOf(argv, 'data-dir'),
    settingsOverride: station === null ? {} : { station: { name: station.slice(0, MAX_STATION_CHARACTERS) } },
    launchAddresses: { broker: amqp, api },
    practice,
    print: printOf(argv),
  };
}

function printOf(argv: readonly string[]): LaunchOptions['print'] {
  const [from, to] = [valueOf(argv, 'print-report'), valueOf(argv, 'print-to')];
  return from === null || to === null ? null : { from, to };
}

/** What the program is to be started with again, in practice or not; all else stays as it was. */
export function argumentsAnew(argv: readonly string[], practice: boolean): string[] {
  const [own, others] = atDashes(argv);
  const kept = own.filter((arg, index) => {
    const isValue = own[index - 1] === '--practice-devices' && !arg.startsWith('--');
    return arg !== '--practice' && !/^--practice-devices(?:=|$)/.test(arg) && !isValue;
  });
  return [...kept, ...(practice ? ['--practice'] : []), ...others];
}

function practiceOf(argv: readonly string[]): LaunchOptions['practice'] {
  if (!atDashes(argv)[0].includes('--practice')) return null;
  const devices = valueOf(argv, 'practice-devices');
  return devices === null ? 'usual' : Number(devices);
}

/** The program's own words, and what follows `--`, with it. */
function atDashes(argv: readonly string[]): readonly [readonly string[], readonly string[]] {
  const end = argv.indexOf('--');
  return end === -1 ? [argv, []] : [argv.slice(0, end), argv.slice(end)];
}

/** The last value given for an option, as `--name value` or `--name=value`; another option is no value. */
function valueOf(argv: readonly string[], name: string): string | null {
  const [args] = atDashes(argv);
  let value: string | null = null;
  for (const [index, arg] of args.entries()) {
    if (arg.startsWith(`--${name}=`)) value = arg.slice(name.length + 3);
    else if (arg === `--${name}`) value = args[index + 1] ?? '';
  }
  return value === null || value === '' || value.startsWith('--') ? null : value;
}
