import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { createStore } from '../../main/adapters/store/create-store';
import { opening, OPERATION, started } from '../../main/adapters/store/testing/test-data';
import { buildBurnin, MANY_STARTS_MS, startBurnin } from '../support/burnin-command';

/** For a command that refuses to run, on a machine with little time for it. */
const END_MS = 30_000;
const AT_ONCE = 4;

vi.setConfig({ testTimeout: MANY_STARTS_MS });
beforeAll(buildBurnin);

const LONG = 'x'.repeat(5_000);
/** What cannot be seen: a line end, a zero-width space, a mark that turns the direction of writing. */
const UNSEEN = ['a\nb', 'a\u200bb', 'a\u202eb'];

/** Values that no address is. */
const NO_API = [
  '',
  ' ',
  'HTTP://127.0.0.1:1',
  'Http://127.0.0.1:1',
  'http://',
  'http:x',
  'localhost:1',
  'ftp://x',
  'http://[::1',
  'http://x?y',
  'http://u:p@x',
];
const NO_AMQP = [
  '',
  ' ',
  'AMQP://guest:guest@127.0.0.1:1/',
  'Amqps://127.0.0.1/',
  'amqp://',
  'amqp:guest',
  'amqp://gu est:guest@127.0.0.1:1/',
  'http://x',
  'amqp://x#y',
];

interface Refused {
  readonly words: readonly string[];
  /** What the one sentence says. */
  readonly says: RegExp;
}

/** What each option of `burnin scan` and `burnin finish` cannot be. */
async function refusals(folder: string): Promise<readonly Refused[]> {
  const file = async (name: string, content: string): Promise<string> => {
    await writeFile(path.join(folder, name), content);
    return path.join(folder, name);
  };
  const killed = path.join(folder, 'killed.sqlite');
  const store = await createStore({ file: killed });
  await store.commit({ operation: opening(), events: [{ operationId: OPERATION, at: 1_000, event: started() }] });
  await store.close();
  await mkdir(path.join(folder, 'folder'));
  const roster = await file('roster.txt', 'Q186I15901\n');
  let count = 0;
  const given = new Map([
    ['amqp', 'amqp://guest:guest@127.0.0.1:1/'],
    ['api', 'http://127.0.0.1:1'],
    ['roster', roster],
  ]);
  const scan = (name: string, value: string, ...more: readonly string[]): readonly string[] => {
    const options = [...new Map([['db', path.join(folder, `${(count += 1)}.sqlite`)] as const, ...given]).entries()];
    return [
      'scan',
      ...options.filter(([one]) => one !== name).flatMap(([one, of]) => [`--${one}`, of]),
      `--${name}=${value}`,
      ...more,
    ];
  };
  const each = (name: string, values: readonly string[], says: RegExp): readonly Refused[] =>
    values.map((value) => ({ words: scan(name, value), says: value === '' ? new RegExp(`--${name} is empty`) : says }));
  const finish = ['finish', '--db', killed, '--operation', OPERATION];
  return [
    ...each('amqp', NO_AMQP, /--amqp /),
    ...each('api', NO_API, /--api /),
    ...NO_API.map((value) => ({ words: [...finish, `--api=${value}`], says: /--api / })),
    {
      words: [...finish, '--api=http://127.0.0.1:1', `--settings=${await file('bad.json', '{"api": {"pairPath": "x"}}')}`],
      says: /pairPath/,
    },
    { words: ['finish', '--db', killed, '--operation', LONG, '--api=http://127.0.0.1:1'], says: /There is no operation x+/ },
    ...each('operator', ['', LONG], /The operator number may have at most 128 characters\./),
    ...each('operator', UNSEEN, /The operator number has a character that cannot be seen/),
    ...each('operator', ['  '], /Enter or scan your operator number first\./),
    ...each('operation', ['', LONG], /The operation number may have at most 128 characters\./),
    ...each('operation', UNSEEN, /The operation number has a character that cannot be seen/),
    ...each('roster', ['', folder, path.join(folder, 'none'), path.join(folder, LONG), 'a\nb'], /roster|file|folder/i),
    ...['', 'no such rack', LONG, 'a\nb'].map((name) => ({
      words: scan('roster', '')
        .filter((word) => word !== '--roster=')
        .concat(`--rack=${name}`),
      says: name === '' ? /--rack is empty/ : /There is no rack/,
    })),
    ...each('settings', ['', folder, path.join(folder, 'none'), path.join(folder, LONG), roster], /settings|file/i),
    ...each('idle-s', ['', '0', '-1', 'NaN', '1e9', '0x2', LONG], /--idle-s/),
    ...each('max-s', ['', '0', '-1', 'NaN', '1e9', LONG], /--max-s/),
    ...each('db', ['', path.join(folder, 'folder'), path.join(roster, 'x'), '/dev/full', path.join(folder, LONG)], /./),
    ...each('json', ['', path.join(folder, 'folder'), path.join(roster, 'x'), path.join(folder, LONG), roster], /./),
    ...each('practice-devices', ['', '0', 'x', '1e9'], /--practice-devices/),
  ];
}

it('whatever an option cannot be, the command ends by itself with 2 and one sentence that is true of it', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-options-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const all = await refusals(folder);
  const waiting = [...all];
  const wrong: unknown[] = [];
  const run = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const command = startBurnin(next.words, { HOME: folder });
      const late = setTimeout(() => command.child.kill('SIGKILL'), END_MS);
      const code = await command.ended;
      clearTimeout(late);
      const said = command.stderr();
      const [sentence = '', ...more] = said.split('\n').filter((line) => line.startsWith('burnin: '));
      const isSaid = said.endsWith(`${sentence}\n`) && more.length === 0 && next.says.test(sentence);
      if (code !== 2 || !isSaid || /something went wrong inside/.test(said))
        wrong.push({ words: next.words.map((word) => word.slice(0, 120)), code, said: said.slice(0, 600) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, run));
  expect(wrong).toEqual([]);
  expect(all.length).toBeGreaterThan(80);
});
