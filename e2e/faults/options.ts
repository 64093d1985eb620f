import { parseArgs } from 'node:util';

export interface FaultOptions {
  /** Each fault as often as in its long form. */
  readonly long: boolean;
  readonly jsonFile: string | null;
  /** Names of faults; null: all. */
  readonly only: readonly string[] | null;
  /** How often each fault is done, in place of its own numbers; null: as its form says. */
  readonly times: number | null;
  /** Where and when the faults strike follows from it. */
  readonly seed: number;
  /** Rows at a time, each on a broker of its own. */
  readonly lanes: number;
}

const DEFAULT_LANES = 3;

/** @throws Error with one sentence when the flags cannot be read */
export function readOptions(argv: readonly string[], names: readonly string[], freshSeed: number): FaultOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      long: { type: 'boolean', default: false },
      json: { type: 'string' },
      only: { type: 'string' },
      times: { type: 'string' },
      seed: { type: 'string' },
      lanes: { type: 'string' },
    },
  });
  const only = values.only?.split(',').map((name) => name.trim()) ?? null;
  const unknown = only?.find((name) => !names.some((known) => belongsTo(known, name)));
  if (unknown !== undefined) throw new Error(`There is no fault "${unknown}". The faults are: ${names.join(', ')}.`);
  return {
    long: values.long,
    jsonFile: values.json ?? null,
    only,
    times: values.times === undefined ? null : wholeNumber('times', values.times, 1),
    seed: wholeNumber('seed', values.seed, freshSeed),
    lanes: wholeNumber('lanes', values.lanes, DEFAULT_LANES),
  };
}

/** `mes` names all of `mes-500`, `mes-garbage`, … */
export function belongsTo(fault: string, name: string): boolean {
  return fault === name || fault.startsWith(`${name}-`);
}

function wholeNumber(flag: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`--${flag} needs a whole number from 1 on, not "${text}".`);
  return Number(text);
}
