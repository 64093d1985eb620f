import { parseArgs } from 'node:util';
import { english } from '../../messages/english';
import { hasUnencodedSign, UNENCODED_SIGN } from '../../protocol/broker-url';
import { misleadingAddresses } from '../../protocol/settings';
import { optionFault } from '../../protocol/option-fault';
import { visibleText } from '../../protocol/visible-text';
import { splitPassword } from '../app/settings/broker-url';
import { addressFaults } from '../app/settings/settings-faults';

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
  let read: { readonly values: Values; readonly words: readonly string[] };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
    read = { values, words: positionals };
  } catch (error) {
    throw new UsageError(`${optionFault(error, Object.keys(options))} See burnin --help.`);
  }
  // A variable of a script that was not set: what it was for would be left out unseen.
  const empty = Object.keys(read.values).find((name) => read.values[name] === '');
  if (empty !== undefined) throw new UsageError(`--${empty} is empty. Give it a value, or leave it out.`);
  return read;
}

export function text(values: Values, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' ? value : null;
}

export function required(values: Values, name: string, what: string): string {
  const value = text(values, name);
  if (value === null) throw new UsageError(`--${name} is missing: say ${what}.`);
  return value;
}

export function seconds(
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

const EXAMPLES = { amqp: 'amqp://127.0.0.1:5672/', http: 'http://127.0.0.1:8080' } as const;

/** An address that is used as a setting has to fit that; others are compared, however they are written. */
export function address(value: string, name: string, protocols: readonly string[]): string {
  // The password may end the host so early that the rest is no URL at all.
  if (protocols.some((one) => value.startsWith(`${one}//`)) && hasUnencodedSign(value))
    throw new UsageError(`--${name} cannot be read: ${UNENCODED_SIGN}.`);
  let protocol: string | null = null;
  try {
    protocol = new URL(value).protocol;
  } catch {
    // falls through to the sentence below
  }
  if (protocol === null && protocols.some((one) => value.startsWith(`${one}//`)))
    throw new UsageError(
      `--${name} cannot be read as an address: look at its host and at its port, which is a number up to 65535, for example ${EXAMPLES[name === 'amqp' ? 'amqp' : 'http']}.`,
    );
  if (protocol === null || !protocols.includes(protocol)) {
    throw new UsageError(`--${name} must be a URL that starts with ${protocols.map((one) => `${one}//`).join(' or ')}.`);
  }
  const setting = protocols.includes('http:') ? { api: { baseUrl: value } } : { broker: { url: value } };
  const isSet = name === 'amqp' || name === 'api';
  const [wrong] = isSet ? addressFaults(setting) : misleadingAddresses(setting).map(({ fault }) => fault);
  if (wrong !== undefined) throw new UsageError(`--${name} ${english(wrong)}.`);
  return value;
}
