import { parseArgs } from 'node:util';
import { fail } from './terminal.mjs';

/**
 * Reads the flags of a script; says in one sentence which one it does not know, and with `--help` which there are.
 *
 * @template {NonNullable<import('node:util').ParseArgsConfig['options']>} T
 * @param {T} options as for `parseArgs`
 */
export function readFlags(options) {
  if (process.argv.slice(2).includes('--help')) {
    const flags = Object.entries(options).map(([name, { type }]) => `--${name}${type === 'string' ? ' VALUE' : ''}`);
    console.log(`The flags are: ${flags.join(', ')}.`);
    process.exit(0);
  }
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    const [problem] = error instanceof Error ? error.message.split('. ') : [String(error)];
    return fail(
      `${problem}. The flags are: ${Object.keys(options)
        .map((name) => `--${name}`)
        .join(', ')}.`,
      2,
    );
  }
}
