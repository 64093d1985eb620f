import { parseArgs } from 'node:util';

export interface FuzzOptions {
  /** How many inputs, shared out among the targets. */
  readonly inputs: number;
  /** Ends after this long at the latest, ms; infinite in the long form. */
  readonly withinMs: number;
  readonly seed: string;
  /** Null: all. */
  readonly target: string | null;
  readonly jsonFile: string | null;
  /** Adds inputs that lit up new blocks to the corpus. */
  readonly keep: boolean;
}

const SHORT = { inputs: 28_000, withinMs: 60_000 };
const LONG = { inputs: 1_050_000, withinMs: Number.POSITIVE_INFINITY };

export const USAGE = `npm run fuzz -- [options]

  --inputs N     how many inputs over all targets (${SHORT.inputs}; with --long ${LONG.inputs})
  --seconds S    end after so many seconds at the latest (${SHORT.withinMs / 1000}; with --long no limit)
  --seed TEXT    the same seed tries the same inputs (1)
  --target NAME  only this target
  --json FILE    write the counts to a file
  --keep         add inputs that reached something new to fuzz/corpus
  --long         at least a million inputs
`;

/** @throws Error with one sentence when the options cannot be read */
export function readOptions(argv: readonly string[], targets: readonly string[]): FuzzOptions | 'help' {
  const { values } = parseArgs({
    // npm passes a second "--" on.
    args: argv.filter((word) => word !== '--'),
    options: {
      inputs: { type: 'string' },
      seconds: { type: 'string' },
      seed: { type: 'string', default: '1' },
      target: { type: 'string' },
      json: { type: 'string' },
      keep: { type: 'boolean', default: false },
      long: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  if (values.target !== undefined && !targets.includes(values.target))
    throw new Error(`There is no target "${values.target}". The targets are: ${targets.join(', ')}.`);
  const form = values.long ? LONG : SHORT;
  const asked = values.inputs !== undefined;
  return {
    inputs: positive('inputs', values.inputs) ?? form.inputs,
    // Whoever names a number of inputs wants that number.
    withinMs: (positive('seconds', values.seconds) ?? (asked ? Number.POSITIVE_INFINITY : form.withinMs / 1000)) * 1000,
    seed: values.seed,
    target: values.target ?? null,
    jsonFile: values.json ?? null,
    keep: values.keep,
  };
}

function positive(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const number = Number(text.replaceAll('_', ''));
  if (!(number >= 1)) throw new Error(`--${name} needs a number from 1, not "${text}".`);
  return number;
}
