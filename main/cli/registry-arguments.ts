import { english } from '../../messages/english';
import { AGENT_ROLES, PHYSICAL_STATES, TRADING_STATES } from '../../protocol/registry/vocabulary';
import { DEVICE_TYPES } from '../../protocol/registry/device-types';
import { DeviceQuery } from '../../protocol/registry/views';
import { firstFaultText } from '../../protocol/wire/issue-text';
import { harmless, parse, parseWithWords, text, UsageError, type Options, type Values } from './read-options';

/** What `burnin registry …` is asked to do. `db` is null for the records in the user's data folder. */
export type RegistryArguments = {
  readonly db: string | null;
  readonly json: boolean;
} /** `text`: sentences also where the answers go into a pipe or file. */ & (
  | { readonly kind: 'submit'; readonly files: readonly string[]; readonly text: boolean }
  | { readonly kind: 'show'; readonly what: string }
  | { readonly kind: 'list'; readonly query: DeviceQuery }
  | {
      readonly kind: 'addTags';
      readonly ids: readonly string[];
      readonly organization: string | null;
      readonly provider: string | null;
    }
  /** Checked by the registry. */
  | { readonly kind: 'addAgent'; readonly agent: Readonly<Record<string, unknown>> }
  | { readonly kind: 'closeSnapshot'; readonly snapshot: string; readonly reason: string }
  | { readonly kind: 'tags' | 'agents' | 'open' | 'replay' }
  | { readonly kind: 'export'; readonly format: 'jsonl' | 'json'; readonly out: string | null }
  | {
      readonly kind: 'serve';
      readonly port: number;
      readonly host: string;
      readonly token: string | null;
      readonly tokenFile: string | null;
    }
);

const COMMANDS = ['submit', 'show', 'list', 'tags', 'agents', 'open', 'close-snapshot', 'export', 'replay', 'serve'] as const;
const ALWAYS = { db: { type: 'string' }, json: { type: 'boolean' } } as const satisfies Options;
const STRING = { type: 'string' } as const;
const LOOPBACK = '127.0.0.1';

export function parseRegistryArguments([name, ...rest]: readonly string[]): RegistryArguments {
  const command = COMMANDS.find((one) => one === name);
  switch (command) {
    case undefined:
      throw new UsageError(
        `burnin registry needs ${COMMANDS.slice(0, -1).join(', ')} or serve${name === undefined ? '' : `, not "${harmless(name)}"`}. See burnin --help.`,
      );
    case 'submit': {
      const { values, words } = parseWithWords(rest, { ...ALWAYS, text: { type: 'boolean' } });
      if (words.length === 0) throw new UsageError('Name the files to submit: burnin registry submit FILE…');
      return { ...common(values), kind: command, files: words, text: values['text'] === true };
    }
    case 'show': {
      const { values, words } = parseWithWords(rest, ALWAYS);
      const [what, more] = words;
      if (what === undefined || more !== undefined)
        throw new UsageError('Name one device: its number, a tag, or its serial number.');
      return { ...common(values), kind: command, what };
    }
    case 'list':
      return parseList(rest);
    case 'tags': {
      if (rest[0] !== 'add') return { ...only(rest), kind: command };
      const { values, words } = parseWithWords(rest.slice(1), { ...ALWAYS, organization: STRING, provider: STRING });
      if (words.length === 0) throw new UsageError('Name the tags to make: burnin registry tags add ID…');
      return {
        ...common(values),
        kind: 'addTags',
        ids: words,
        organization: text(values, 'organization'),
        provider: text(values, 'provider'),
      };
    }
    case 'agents':
      return rest[0] === 'add' ? parseAgent(rest.slice(1)) : { ...only(rest), kind: command };
    case 'close-snapshot': {
      const { values, words } = parseWithWords(rest, { ...ALWAYS, reason: STRING });
      const [snapshot, more] = words;
      const reason = text(values, 'reason');
      if (snapshot === undefined || more !== undefined)
        throw new UsageError('Name one Snapshot by its id or uuid, as `burnin registry open` lists it.');
      if (reason === null)
        throw new UsageError('--reason is missing: say why it is closed, for example --reason "the disk is broken".');
      return { ...common(values), kind: 'closeSnapshot', snapshot, reason };
    }
    case 'open':
    case 'replay':
      return { ...only(rest), kind: command };
    case 'export': {
      const values = options(rest, { format: STRING, out: STRING });
      const format = text(values, 'format') ?? 'jsonl';
      if (format !== 'json' && format !== 'jsonl') throw new UsageError(`--format is jsonl or json, not "${harmless(format)}".`);
      return { ...common(values), kind: command, format, out: text(values, 'out') };
    }
    case 'serve':
      return parseServe(rest);
  }
}

/** `--state` names a trading or a physical state. */
function parseList(args: readonly string[]): RegistryArguments {
  const names = ['text', 'type', 'state', 'min-rating', 'max-rating', 'model', 'sort', 'limit', 'offset'];
  const values = options(args, { ...Object.fromEntries(names.map((name) => [name, STRING])), ascending: { type: 'boolean' } });
  const state = text(values, 'state');
  const trading = TRADING_STATES.find((one) => one === state);
  const physical = PHYSICAL_STATES.find((one) => one === state);
  if (state !== null && trading === undefined && physical === undefined)
    throw new UsageError(`--state is one of ${[...TRADING_STATES, ...PHYSICAL_STATES].join(', ')}, not "${harmless(state)}".`);
  const type = text(values, 'type');
  if (type !== null && !DEVICE_TYPES.some((one) => one === type))
    throw new UsageError(`--type is a type of device, for example Laptop or Component, not "${harmless(type)}".`);
  const given = {
    text: text(values, 'text') ?? undefined,
    type: type ?? undefined,
    trading,
    physical,
    minRating: number(values, 'min-rating'),
    maxRating: number(values, 'max-rating'),
    model: text(values, 'model') ?? undefined,
    sort: text(values, 'sort') ?? undefined,
    descending: values['ascending'] !== true,
    offset: number(values, 'offset'),
    limit: number(values, 'limit'),
  };
  const query = DeviceQuery.safeParse(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
  if (!query.success) throw new UsageError(`The list cannot be asked like this. ${english(firstFaultText(query.error))}`);
  return { ...common(values), kind: 'list', query: query.data };
}

function parseAgent(args: readonly string[]): RegistryArguments {
  const values = options(args, { name: STRING, type: STRING, role: STRING, 'tax-id': STRING, email: STRING, telephone: STRING });
  const name = text(values, 'name');
  if (name === null) throw new UsageError('--name is missing: say who it is, for example --name "Second Life Ltd".');
  const role = text(values, 'role');
  if (role !== null && !AGENT_ROLES.some((known) => known === role))
    throw new UsageError(
      `--role is ${AGENT_ROLES.join(' or ')}, not "${harmless(role)}". Leave it out for an organisation without one.`,
    );
  const agent = {
    type: text(values, 'type') ?? 'Organization',
    name,
    taxId: text(values, 'tax-id'),
    email: text(values, 'email'),
    telephone: text(values, 'telephone'),
    roles: role === null ? [] : [role],
  };
  return { ...common(values), kind: 'addAgent', agent };
}

function parseServe(args: readonly string[]): RegistryArguments {
  const values = options(args, { port: STRING, host: STRING, token: STRING, 'token-file': STRING });
  const port = number(values, 'port');
  if (port === undefined || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError('--port is a whole number from 0 to 65535, for example --port 8090; 0 takes any that is free.');
  const [token, tokenFile] = [text(values, 'token'), text(values, 'token-file')];
  if (token !== null && tokenFile !== null) throw new UsageError('Give --token or --token-file, not both.');
  return { ...common(values), kind: 'serve', port, host: text(values, 'host') ?? LOOPBACK, token, tokenFile };
}

function common(values: Values): { readonly db: string | null; readonly json: boolean } {
  return { db: text(values, 'db'), json: values['json'] === true };
}

function only(args: readonly string[]): ReturnType<typeof common> {
  return common(options(args, {}));
}

function options(args: readonly string[], more: Options): Values {
  return parse(args, { ...ALWAYS, ...more });
}

function number(values: Values, name: string): number | undefined {
  const given = text(values, name);
  if (given === null) return undefined;
  if (!/^-?\d+(?:\.\d+)?$/.test(given)) throw new UsageError(`--${name} is a number, not "${harmless(given)}".`);
  return Number(given);
}
