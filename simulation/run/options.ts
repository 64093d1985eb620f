import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

export interface Options {
  readonly scans: number;
  /** The first world. */
  readonly seed: number;
  /** Only this world, told in full. */
  readonly replay: boolean;
  readonly lanes: number;
  /** Also every order of the long form. */
  readonly everyOrder: boolean;
  /** A failure is told as it was found, and not made shorter. */
  readonly asFound: boolean;
  /** Also what the SQL of some worlds takes alone. */
  readonly floor: boolean;
  readonly jsonFile: string | null;
  /** A failure that was written down, to be tried again. */
  readonly scenarioFile: string | null;
  /** Ends after so many seconds at the latest. */
  readonly seconds: number;
  /** A part of a run, in a process of its own: its number from 0. */
  readonly lane: number | null;
}

const SHORT_SCANS = 2_000;
const MAX_LANES = 64;

export const USAGE = `npm run simulate:orders -- [options]

  --scans N        how many scans over all worlds (${SHORT_SCANS})
  --seed N         only world N, told step by step; with --scans: the first world (1)
  --lanes N        how many processes (one per processor, two at most)
  --every-order    also every order of two devices that answer, with a crash at every point
  --seconds N      end after so many seconds at the latest
  --as-found       tell a failure as it was found, not in its shortest form
  --floor          also say what the SQL statements of a scan take alone
  --scenario FILE  what is in this file, once
  --json FILE      write the counts to a file
`;

/** @throws Error with one sentence when the options cannot be read */
export function readOptions(argv: readonly string[]): Options | 'help' {
  const { values } = parseArgs({
    // npm passes a second "--" on.
    args: argv.filter((word) => word !== '--'),
    options: {
      scans: { type: 'string' },
      seed: { type: 'string' },
      lanes: { type: 'string' },
      lane: { type: 'string' },
      'every-order': { type: 'boolean', default: false },
      seconds: { type: 'string' },
      'as-found': { type: 'boolean', default: false },
      floor: { type: 'boolean', default: false },
      scenario: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const lanes = number('lanes', values.lanes) ?? Math.min(2, availableParallelism());
  if (lanes > MAX_LANES) throw new Error(`--lanes takes ${MAX_LANES} at most, not ${lanes}.`);
  return {
    scans: number('scans', values.scans) ?? SHORT_SCANS,
    seed: number('seed', values.seed) ?? 1,
    replay: values.seed !== undefined && values.scans === undefined,
    lanes,
    everyOrder: values['every-order'],
    asFound: values['as-found'],
    floor: values.floor,
    jsonFile: values.json ?? null,
    scenarioFile: values.scenario ?? null,
    seconds: number('seconds', values.seconds) ?? Number.POSITIVE_INFINITY,
    lane: values.lane === undefined ? null : Number(values.lane),
  };
}

function number(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} needs a whole number from 1, not "${text}".`);
  return value;
}
