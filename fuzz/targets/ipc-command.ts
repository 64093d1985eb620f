import { english } from '../../messages/english';
import { createRouter, type Handlers } from '../../main/ipc/router';
import { commands, type CommandName } from '../../protocol/ipc';
import { DEFAULT_SETTINGS } from '../../protocol/settings';
import type { Target } from '../engine/target';
import { hasUnseen, keep } from './checks';
import { jsonBytes, jsonValue, lenientText } from './input-text';

/** Stand in an input for values that JSON has none for, but that the window could send. */
const STRANGE: ReadonlyMap<string, () => unknown> = new Map([
  ['$undefined', () => undefined],
  ['$nan', () => Number.NaN],
  ['$infinity', () => Number.POSITIVE_INFINITY],
  ['$bigint', () => 12n],
  ['$date', () => new Date(Number.NaN)],
  ['$map', () => new Map([['name', 'app.snapshot']])],
  ['$bytes', () => new Uint8Array(3)],
  ['$bare', () => Object.create(null) as unknown],
  ['$circle', () => circle()],
]);

const names = Object.keys(commands).filter((name): name is CommandName => Object.hasOwn(commands, name));
const settings = DEFAULT_SETTINGS;
const secrets = { brokerPassword: null, apiToken: 'token' };

/** One right input for each command that is not empty. */
const INPUTS: Readonly<Record<string, object>> = {
  'scan.start': { operationId: '', operatorId: 'E-1047', scanMode: 0, rosterText: 'SN1\nSN2' },
  'scan.finish': { operation: '1' },
  'scan.rescan': { operation: '1', ids: ['SN1', '?10.0.0.1'] },
  'scan.acknowledge': { operation: '1', devices: [{ id: 'SN1', attempt: 1 }] },
  'scan.clearContest': { operation: '1', devices: [{ id: 'SN1', seen: ['key'] }] },
  'roster.parse': { text: 'SN1\n' },
  'device.details': { operation: '1', ids: ['SN1'] },
  'pair.sheet': { operation: '1' },
  'pair.confirm': { operation: '1', digest: 'abc' },
  'delivery.retry': { key: 'k1' },
  'aside.list': { limit: 10 },
  'settings.save': { settings, secrets },
  'settings.test': { what: 'broker', settings, secrets: {} },
  'person.signIn': { badge: 'E-1047', pin: '123456' },
  'person.save': { badge: 'E-1047', name: 'Ada', role: 'engineer', pin: '123456' },
  'person.remove': { badge: 'E-1047' },
  'device.waive': { operation: '1', ids: ['SN1'], reason: 'card is on order', approval: { badge: 'E-2', pin: '123456' } },
  'audit.list': { limit: 10 },
  'history.search': { text: 'SN1', reason: null, from: null, to: null, before: null, limit: 10 },
  'history.unit': { sn: 'SN1' },
  'history.macs': { operationId: '1', sn: 'SN1' },
  'statistics.read': { from: null, to: null, by: 'day' },
  'operation.list': { limit: 10 },
  'operation.open': { operationId: '1' },
};

export const ipcCommand: Target = {
  name: 'ipc-command',
  reads: 'what the window sends through its one door',
  tokens: [
    ...names,
    'name',
    'input',
    ...STRANGE.keys(),
    ...new Set(Object.values(INPUTS).flatMap((input) => Object.keys(input))),
  ],
  seeds: () => [
    ...names.map((name) => jsonBytes({ name, input: INPUTS[name] ?? {} })),
    jsonBytes({ name: '__proto__', input: {} }),
  ],
  async run(bytes) {
    const raw = withStrangeValues(jsonValue(lenientText(bytes)));
    const handled: { readonly name: CommandName; readonly input: unknown }[] = [];
    const unexpected: unknown[] = [];
    const route = createRouter(
      recordingHandlers(handled),
      (_command, error) => unexpected.push(error),
      () => () => undefined,
    );
    const reply = await route(raw);
    keep(unexpected.length === 0, 'no input of the window is a surprise', () => String(unexpected[0]));
    if (reply.ok) {
      const [call] = handled;
      keep(handled.length === 1 && call !== undefined, 'an accepted command is carried out once');
      keep(Object.hasOwn(commands, call.name), 'only a command that exists is carried out', () => call.name);
      keep(
        commands[call.name].input.safeParse(call.input).success,
        'a handler sees only what its schema lets through',
        () => call.name,
      );
      return `carried out ${call.name}`;
    }
    keep(handled.length === 0, 'a refused command is not carried out');
    const { error } = reply;
    const texts = [
      english(error.texts),
      ...('issues' in error ? error.issues.map(({ at, fault }) => `${at}: ${english(fault)}`) : []),
    ];
    for (const text of texts) {
      keep(text.length <= 500, 'what the window is told has a bearable length', () => `${text.length} characters`);
      keep(!hasUnseen(text), 'what the window is told can be seen', () => JSON.stringify(text));
    }
    keep(texts.length <= 101, 'the window is told a bearable number of faults', () => String(texts.length));
    return `${error.kind} ${texts[1]?.replaceAll(/\d+|"[^"]*"/g, '#').slice(0, 60) ?? ''}`;
  },
};

/** Handlers that do nothing but write down what they were given. */
function recordingHandlers(handled: { readonly name: CommandName; readonly input: unknown }[]): Handlers {
  const entries = names.map((name) => [
    name,
    (input: unknown) => {
      handled.push({ name, input });
      return Promise.resolve(null);
    },
  ]);
  return Object.fromEntries(entries) as Handlers;
}

function withStrangeValues(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return STRANGE.has(value) ? STRANGE.get(value)?.() : value;
  if (typeof value !== 'object' || value === null || depth > 100) return value;
  if (Array.isArray(value)) return value.map((item) => withStrangeValues(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withStrangeValues(item, depth + 1)]));
}

function circle(): object {
  const ring: { name: string; input?: object } = { name: 'app.snapshot' };
  ring.input = ring;
  return ring;
}
