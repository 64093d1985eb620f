import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createStore } from '../adapters/store/create-store';
import { createLeveledLog } from '../adapters/log/leveled-log';
import { parseScanArguments } from './scan-arguments';
import { scanCommand } from './scan-command';

it.each([
  ['a folder that is missing', 'none/result.json', /^result\.json cannot be written to .*none\. Check that the folder exists/],
  ['a folder that is a file', 'file/result.json', /^result\.json cannot be written to .*file\. Check that the folder exists/],
  ['no file, but a folder', 'folder', /folder is a folder\. Name a file in it\.$/],
])('--json into %s is refused before anything is opened or asked', async (_what, json, sentence) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-scan-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(path.join(folder, 'folder'));
  await writeFile(path.join(folder, 'file'), '');
  const db = path.join(folder, 'burnin.sqlite');
  const given = ['--amqp', 'amqp://127.0.0.1:1/', '--api', 'http://127.0.0.1:1', '--db', db, '--json', path.join(folder, json)];
  const log = createLeveledLog({ level: 'error' }, () => undefined);
  await expect(scanCommand(parseScanArguments(given), log, () => undefined)).rejects.toMatchObject({
    code: 'fileFailed',
    message: expect.stringMatching(sentence) as string,
  });
  expect(existsSync(db)).toBe(false);
});

it.each([
  ['is not there', null, 'cannot be read (it is not there), so reports wait'],
  ['has a line that is none', 'SN1 no-key\n', 'Line 1 of the file of device keys'],
])('a file of device keys that %s stops a scan with signed reports before anybody is asked', async (_what, keys, sentence) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-scan-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const deviceKeysFile = path.join(folder, 'keys.txt');
  if (keys !== null) await writeFile(deviceKeysFile, keys);
  const settings = path.join(folder, 'settings.json');
  await writeFile(settings, JSON.stringify({ broker: { reportSigning: 'required', deviceKeysFile } }));
  const addresses = ['--amqp', 'amqp://127.0.0.1:1/', '--api', 'http://127.0.0.1:1'];
  const db = path.join(folder, 'burnin.sqlite');
  const log = createLeveledLog({ level: 'error' }, () => undefined);
  const args = parseScanArguments([...addresses, '--settings', settings, '--db', db]);
  await expect(scanCommand(args, log, () => undefined)).rejects.toMatchObject({
    code: 'badSettings',
    message: expect.stringContaining(sentence) as string,
  });
  const store = await createStore({ file: db });
  onTestFinished(() => store.close());
  expect(await store.latestOperation()).toBeNull();
});

it.each([
  [
    '{}',
    '--amqp is missing: say where RabbitMQ is, for example --amqp amqp://guest:guest@127.0.0.1:5672/. The settings file has no `broker.url` either. ' +
      '--api is missing: say where the factory APIs are, for example --api http://127.0.0.1:8080. The settings file has no `api.baseUrl` either.',
  ],
  [
    '{"broker":{"url":"amqp://127.0.0.1:1/"}}',
    '--api is missing: say where the factory APIs are, for example --api http://127.0.0.1:8080. The settings file has no `api.baseUrl` either.',
  ],
  ['{"broker":{"url":"amqp://127.0.0.1:1/"},"api":{"baseUrl":"http://127.0.0.1:1"}}', /no-roster\.csv/],
])('addresses that are not on the command line come from the settings file: %s', async (text, sentence) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-scan-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const settings = path.join(folder, 'settings.json');
  await writeFile(settings, text);
  const db = path.join(folder, 'burnin.sqlite');
  const given = ['--settings', settings, '--db', db, '--roster', path.join(folder, 'no-roster.csv')];
  const log = createLeveledLog({ level: 'error' }, () => undefined);
  await expect(scanCommand(parseScanArguments(given), log, () => undefined)).rejects.toThrow(sentence);
  expect(existsSync(db)).toBe(false);
});

it.each([
  [
    'a settings file with a long silence alone',
    '{"scan":{"idleMs":200000}}',
    [],
    /silent for 200 s .* ends after 120 s at the latest/,
  ],
  ['a settings file with a short end alone', '{"scan":{"maxMs":5000}}', [], /silent for 10 s .* ends after 5 s at the latest/],
  ['--idle-s alone', '{}', ['--idle-s', '150'], /silent for 150 s .* ends after 120 s at the latest/],
  ['--max-s alone, which asks for a short scan', '{}', ['--max-s', '5'], /not there/],
  ['--max-s over the silence of a file', '{"scan":{"idleMs":60000}}', ['--max-s', '5'], /not there/],
])('%s: a scan that silence would never end is refused', async (_what, text, options, sentence) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-scan-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const settings = path.join(folder, 'settings.json');
  const signed = { broker: { reportSigning: 'required', deviceKeysFile: path.join(folder, 'no-keys.txt') } };
  await writeFile(settings, JSON.stringify({ ...(JSON.parse(text) as object), ...signed }));
  const given = ['--amqp', 'amqp://127.0.0.1:1/', '--api', 'http://127.0.0.1:1', '--settings', settings, ...options];
  const args = parseScanArguments([...given, '--db', path.join(folder, 'burnin.sqlite')]);
  const log = createLeveledLog({ level: 'error' }, () => undefined);
  await expect(scanCommand(args, log, () => undefined)).rejects.toMatchObject({
    code: 'badSettings',
    message: expect.stringMatching(sentence) as string,
  });
});

it('says how the roster was read before anybody is asked: what was left out or looks odd keeps nothing from starting', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-scan-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [roster, settings] = [path.join(folder, 'rack.csv'), path.join(folder, 'settings.json')];
  await writeFile(roster, '# Q186I15818 is at the repair\nQ186I15901\nE0187D2ECA68\n');
  const deviceKeysFile = path.join(folder, 'no-keys.txt');
  await writeFile(settings, JSON.stringify({ broker: { reportSigning: 'required', deviceKeysFile } }));
  const given = ['--amqp', 'amqp://127.0.0.1:1/', '--api', 'http://127.0.0.1:1', '--settings', settings, '--roster', roster];
  const args = parseScanArguments([...given, '--db', path.join(folder, 'burnin.sqlite')]);
  const said: string[] = [];
  const log = createLeveledLog({ level: 'error' }, () => undefined);
  await expect(scanCommand(args, log, (line) => void said.push(line))).rejects.toMatchObject({ code: 'badSettings' });
  expect(said).toEqual([
    '  note: Line 1 is a remark and was left out: "# Q186I15818 is at the repair".',
    '  note: Line 3: E0187D2ECA68 looks like a MAC address. Compare with the label.',
  ]);
});

it('a result that cannot be written when the scan is over is said, and ends it with 1: it did run', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-scan-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const out = path.join(folder, 'out');
  await mkdir(out);
  const args = ['--practice', '--practice-devices', '12', '--db', path.join(folder, 'practice', 'burnin.sqlite')];
  const log = createLeveledLog({ level: 'error' }, () => undefined);
  const said: string[] = [];
  const code = await scanCommand(parseScanArguments([...args, '--json', path.join(out, 'result.json')]), log, (line) => {
    said.push(line);
    if (line.includes('started')) rmSync(out, { recursive: true });
  });
  expect(said.join('\n')).toContain('accepted  Scan log');
  expect(said.at(-1)).toMatch(/^burnin: result\.json cannot be written to .*out\. Check that the folder exists/);
  expect(code).toBe(1);
}, 60_000);
