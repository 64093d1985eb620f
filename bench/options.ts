import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Fewer and shorter repetitions: a look, not a measurement to quote. */
  readonly quick: boolean;
  readonly jsonFile: string | null;
  /** Groups of figures to measure; null: all. */
  readonly only: readonly string[] | null;
}

/** @throws Error with one sentence when the flags cannot be read */
export function readOptions(argv: readonly string[], groups: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
      only: { type: 'string' },
    },
  });
  const only = values.only?.split(',') ?? null;
  const unknown = only?.find((name) => !groups.includes(name));
  if (unknown !== undefined) throw new Error(`There is no group "${unknown}". The groups are: ${groups.join(', ')}.`);
  return { quick: values.quick, jsonFile: values.json ?? null, only };
}
