import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../protocol/result';
import type { FlagTexts } from '../config/layers';
import { type SettingKey, SETTINGS } from '../config/settings';
import { optionFault } from '../../protocol/option-fault';
import { quoted } from '../quoted';

/** What the words after the program's name ask for. */
export type CommandLine =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | (Options & { readonly kind: 'run' })
  | (Options & { readonly kind: 'hwinfo'; readonly json: boolean })
  | (Options & { readonly kind: 'record'; readonly file: string })
  | (Options & { readonly kind: 'keygen'; readonly file: string });

interface Options {
  readonly flags: FlagTexts;
  readonly configFile: string | null;
}

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
  json: { type: 'boolean' },
  config: { type: 'string' },
  ...Object.fromEntries(
    SETTINGS.map((setting) => [setting.flag, { type: setting.kind === 'switch' ? 'boolean' : 'string' } as const]),
  ),
} as const;

/** Reads the words; the sentence of an error says what is wrong and where the help is. */
export function readCommandLine(words: readonly string[]): Result<CommandLine, string> {
  let values: Readonly<Record<string, string | boolean | undefined>>;
  let positionals: readonly string[];
  try {
    const parsed = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true, strict: true });
    values = parsed.values;
    positionals = parsed.positionals;
  } catch (error) {
    return err(`${optionFault(error, Object.keys(OPTIONS))} See burnin-agent --help.`);
  }
  if (values['help'] === true) return ok({ kind: 'help' });
  if (values['version'] === true) return ok({ kind: 'version' });
  const options: Options = {
    flags: settingsIn(values),
    configFile: typeof values['config'] === 'string' ? values['config'] : null,
  };
  const [command = 'run', ...rest] = positionals;
  if (values['json'] === true && command !== 'hwinfo')
    return err('--json belongs to the command hwinfo. See burnin-agent --help.');
  switch (command) {
    case 'run':
      return rest.length === 0 ? ok({ kind: 'run', ...options }) : tooMany(rest);
    case 'hwinfo':
      return rest.length === 0 ? ok({ kind: 'hwinfo', json: values['json'] === true, ...options }) : tooMany(rest);
    case 'record': {
      const [file, ...more] = rest;
      if (file === undefined) return err('record needs the name of the file to write, or - for standard output.');
      return more.length === 0 ? ok({ kind: 'record', file, ...options }) : tooMany(more);
    }
    case 'keygen': {
      const [file, ...more] = rest;
      if (file === undefined) return err('keygen needs the name of the file to write the key to.');
      return more.length === 0 ? ok({ kind: 'keygen', file, ...options }) : tooMany(more);
    }
    default:
      return err(
        `There is no ${quoted(command) === null ? 'such command' : `command ${quoted(command)}`}; there are run, hwinfo, record and keygen. See burnin-agent --help.`,
      );
  }
}

function settingsIn(values: Readonly<Record<string, string | boolean | undefined>>): FlagTexts {
  const flags = new Map<SettingKey, string | true>();
  for (const setting of SETTINGS) {
    const value = values[setting.flag];
    if (typeof value === 'string' || value === true) flags.set(setting.key, value);
  }
  return flags;
}

function tooMany(words: readonly string[]): { readonly ok: false; readonly error: string } {
  return err(`${quoted(words[0] ?? '') ?? 'Something after the command'} is one word too many. See burnin-agent --help.`);
}
