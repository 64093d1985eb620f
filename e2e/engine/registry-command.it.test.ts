import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { hasInvisibleCharacter } from '../../protocol/visible-text';
import { desktop, tagged, workbench } from '../../main/domain/registry/testing/payloads';
import { buildBurnin, MANY_STARTS_MS, startBurnin, type RunningCommand } from '../support/burnin-command';
import { until } from '../support/engine-console';

const DISK = { type: 'HardDrive', manufacturer: 'hm', model: 'hmo', serialNumber: 'disk-1', size: 1000 };
const TOKEN = 'token-of-the-test';
let folder: string;
let db: string;

vi.setConfig({ testTimeout: MANY_STARTS_MS });
beforeAll(buildBurnin);

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-registry-'));
  db = path.join(folder, 'registry.sqlite');
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly lines: readonly string[];
}

async function registry(...args: readonly string[]): Promise<Ran> {
  const command = startBurnin(['registry', ...args, '--db', db]);
  const code = await command.ended;
  const out = command.stdout();
  return { code, out, err: command.stderr(), lines: out.split('\n').filter((line) => line !== '') };
}

async function file(name: string, content: unknown): Promise<string> {
  const where = path.join(folder, name);
  await writeFile(where, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return where;
}

/** A running service, with where it is. */
async function serving(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningCommand & { readonly url: string }> {
  const command = startBurnin(['registry', 'serve', '--port', '0', '--db', db, ...args], environment);
  await until('the service to listen', () => command.stderr().includes('served at'));
  const url = /served at (http:\S+)\//.exec(command.stderr())?.[1] ?? '';
  return Object.assign(command, { url });
}

const statusesOf = ({ lines }: Ran): readonly unknown[] =>
  lines.map((line) => {
    const answer: unknown = JSON.parse(line);
    return typeof answer === 'object' && answer !== null && 'status' in answer ? answer.status : null;
  });

describe('burnin registry submit', () => {
  it('answers every file with one line, in order: 0 when all were accepted', async () => {
    const one = await file('one.json', workbench(desktop(), [DISK]));
    const list = await file('list.json', [workbench(desktop(), []), { type: 'ToPrepare', devices: [1] }]);
    const lines = await file(
      'lines.jsonl',
      `\ufeff${JSON.stringify(workbench(desktop(), [DISK]))}\r\n\r\n{"type":"Prepare","devices":[1]}\n`,
    );
    const ran = await registry('submit', one, list, lines, '--json');
    expect(ran.err).toBe('');
    expect(statusesOf(ran)).toEqual([201, 201, 201]);
    expect(JSON.parse(ran.lines[0] ?? '')).toMatchObject({
      status: 201,
      body: { type: 'Snapshot', device: { id: 1 }, author: expect.any(String) },
    });
    expect(JSON.parse(ran.lines[1] ?? '')).toMatchObject({
      body: [{ status: 201 }, { status: 201, body: { type: 'ToPrepare' } }],
    });
    expect(ran.code).toBe(0);
    const shown = await registry('show', '1');
    expect(shown.out).toContain('Device 1: Desktop ma mo');
    expect(shown.out).toContain('Prepared');
    expect((await registry('replay')).out).toBe('Folding all submissions again comes to what is stored.\n');
  });

  it('says what was refused and why, goes on with the next file, and ends with 1', async () => {
    const bad = await file('bad.json', workbench({ type: 'Desktop', chassis: 'Tower' }));
    const good = await file('good.json', workbench(desktop()));
    const half = await file('half.json', [workbench(desktop()), { type: 'Dance', devices: [1] }]);
    const ran = await registry('submit', '--text', bad, good, half);
    expect(ran.code).toBe(1);
    expect(ran.lines[0]).toMatch(/bad\.json: refused \(422\): The device cannot be told from others.*\.$/);
    expect(ran.lines[1]).toMatch(/good\.json: accepted as [0-9a-f-]{36} for device 1$/);
    expect(ran.lines[2]).toMatch(/half\.json: 1 of 2 accepted$/);
    expect(ran.lines[4]).toMatch(/2: refused \(422\): .*Dance/);
    expect(statusesOf(await registry('submit', bad, half))).toEqual([422, 422]);
    const empty = await registry('submit', '--text', await file('none.json', []));
    expect([empty.code, empty.lines[0]]).toEqual([
      0,
      expect.stringMatching(/none\.json: an empty list, so nothing was submitted$/),
    ]);
    const twice = await registry('submit', '--text', good, half);
    expect(twice.lines[0]).toMatch(/good\.json: known already as [0-9a-f-]{36} for device 1$/);
    expect(twice.lines[1]).toMatch(/half\.json: 1 of 2 accepted, 1 of them known already$/);
    expect(JSON.parse((await registry('submit', '--json', good)).out)).toMatchObject({ status: 201, repeated: true });
  });

  it.each([
    ['no JSON', 'hello\nthere', /bad: refused \(400\): \S*bad is not JSON: it breaks at line 1, column 1\.$/],
    ['nothing', '', /refused \(400\): \S*bad is empty\.$/],
    [
      'a line that is broken',
      '{"type":"ToPrepare","devices":[1]}\n{"type":',
      /refused \(400\): Line 2 of \S*bad is not JSON: it breaks at column 9, where it ends\.$/,
    ],
    [
      'another encoding',
      Buffer.from('{"type":"\u00e9"}', 'latin1'),
      /refused \(400\): \S*bad is neither UTF-8 nor UTF-16 text\. Save it as UTF-8\.$/,
    ],
    ['brackets without end', '['.repeat(100_000), /refused \(400\): \S*bad nests more than 32 levels deep\.$/],
    ['a number', '7', /refused \(422\): A submission must be a JSON object\.$/],
  ])('refuses a file with %s in one sentence', async (_what, content, sentence) => {
    const ran = await registry('submit', '--text', await file('bad', content));
    expect(ran.out.trimEnd()).toMatch(sentence);
    expect(ran.err).toBe('');
    expect(ran.code).toBe(1);
  });

  it('refuses a file that is too large without reading it', async () => {
    const large = await file('large.json', '');
    await truncate(large, 65 * 1024 * 1024);
    const ran = await registry('submit', large, '--json');
    expect(JSON.parse(ran.out)).toEqual({
      status: 413,
      body: { code: 413, type: 'RequestEntityTooLarge', message: expect.stringContaining('larger than 64 MiB') },
    });
    expect(ran.code).toBe(1);
  });

  it('does nothing at all when a file is not there', async () => {
    const good = await file('good.json', workbench(desktop()));
    for (const missing of [path.join(folder, 'no\u202esuch\u001b[31m'), folder]) {
      const ran = await registry('submit', good, missing);
      expect(ran.code).toBe(2);
      expect(ran.out).toBe('');
      expect(ran.err).toMatch(/^burnin: [^\n]*nothing was submitted\.\n$/);
      expect(hasInvisibleCharacter(ran.err.trimEnd())).toBe(false);
    }
    // Not even records are made.
    expect((await registry('list')).err).toContain('There are no records at');
  });

  it('prints nothing that a terminal obeys', async () => {
    const odd = 'mo\u001b[2J\u202edel\u0007';
    const ran = await registry(
      'submit',
      '--text',
      await file('odd.json', workbench(desktop({ model: odd, manufacturer: 'ma\u009b31m' }))),
    );
    expect(ran.code).toBe(0);
    const shown = [await registry('list'), await registry('show', '1'), await registry('open'), await registry('export')];
    for (const { out } of [ran, ...shown]) expect(hasInvisibleCharacter(out.replaceAll('\n', ''))).toBe(false);
    expect(shown[0]?.out).toContain('mo\\u001b[2J\\u202edel');
  });
});

describe('burnin registry', () => {
  it('makes tags, links them, finds devices by them, and lists with filters', async () => {
    expect(await registry('tags', 'add', 'T-1', 'T-2')).toMatchObject({ code: 0, out: '2 tags made.\n' });
    expect(await registry('tags', 'add', 'FO-123456')).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^Refused \(422\): .*eTag/),
    });
    expect((await registry('agents', 'add', '--name', 'Second Life', '--role', 'RecyclingCentre')).err).toContain(
      '--role is RecyclingCenter, not "RecyclingCentre".',
    );
    expect((await registry('agents', 'add', '--name', 'Second Life', '--role', 'RecyclingCenter')).code).toBe(0);
    expect((await registry('agents')).out).toMatch(/Organization\s+Second Life\s+RecyclingCenter/);
    await registry(
      'submit',
      await file('a.json', workbench(desktop(tagged('T-1')), [DISK])),
      await file('b.json', workbench(desktop({ serialNumber: 'other' }))),
    );
    for (const name of ['1', 'T-1', 'sn']) expect((await registry('show', name)).out).toMatch(/^Device 1: Desktop ma mo\n/);
    expect((await registry('show', 'disk-1')).out).toMatch(/^Device 2: HardDrive hm hmo\n[^]*is in +1 Desktop/);
    expect(await registry('show', 'nobody')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^burnin: Nothing in the registry.*\n$/),
    });
    expect((await registry('tags')).out).toMatch(/T-1\s+1 Desktop ma mo sn/);
    expect((await registry('list', '--text', 'other')).lines.at(-1)).toBe('1 device');
    expect((await registry('list', '--type', 'Component')).out).toContain('HardDrive');
    expect((await registry('list', '--state', 'Sold')).out).toBe('No device is like that.\n');
    expect(JSON.parse((await registry('list', '--limit', '1', '--sort', 'id', '--ascending', '--json')).out)).toMatchObject({
      total: 2,
      rows: [{ id: 1 }],
    });
    const exported = await registry('export');
    expect(exported.lines.map((line) => Object.keys(JSON.parse(line) as object)[0])).toContain('kind');
    expect(JSON.parse((await registry('export', '--format', 'json')).out)).toHaveLength(exported.lines.length);
    const out = path.join(folder, 'all.jsonl');
    expect((await registry('export', '--out', out)).code).toBe(0);
    expect(await readFile(out, 'utf8')).toBe(exported.out);
  });

  it.each([
    [['--json'], /needs submit, .* or serve, not "--json"/],
    [['dance'], /or serve, not "dance"/],
    [['submit'], /Name the files/],
    [['list', '--state', 'Lost'], /--state is one of .*, not "Lost"/],
    [['list', '--min-rating', 'good'], /--min-rating is a number/],
    [['list', '--limit', '0'], /limit/],
    [['show'], /Name one device/],
    [['open', 'x'], /"x" is not an option/],
    [['serve'], /--port is a whole number/],
    [['serve', '--port', '99999'], /--port is a whole number/],
    [['serve', '--port', '0', '--token', 'a', '--token-file', 'b'], /not both/],
    [['serve', '--port', '0', '--token', 'a b'], /no spaces/],
    [['serve', '--port', '0', '--host', '0.0.0.0'], /without a token/],
    [['serve', '--port', '0', '--token-file', '/nowhere/at/all'], /There is no token file/],
    [['list'], /There are no records at \S+registry\.sqlite\. Name those of .*registry submit/],
  ])('%j is refused with one sentence and exit code 2', async (args, sentence) => {
    const ran = await registry(...args);
    expect(ran.err).toMatch(/^burnin: [^\n]+\n$/);
    expect(ran.err).toMatch(sentence);
    expect(ran.code).toBe(2);
  });
});

describe('burnin registry serve', () => {
  it('goes through the session of the documentation with curl, as it is printed there', async () => {
    const text = await readFile('docs/registry.md', 'utf8');
    const session = text.slice(text.indexOf('<!-- session -->'), text.indexOf('<!-- end of session -->'));
    const blocks = (kind: string): string[] =>
      Array.from(session.matchAll(new RegExp(`\`\`\`${kind}\\n([^]*?)\`\`\``, 'g')), ([, block = '']) => block);
    expect(blocks('sh').length).toBeGreaterThan(5);
    const service = await serving(['--token', TOKEN]);
    const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '-euc', blocks('sh').join('\n')], {
      env: { PATH: process.env['PATH'], BASE: service.url, TOKEN },
    });
    expect(stderr).toBe('');
    expect(stdout).toBe(blocks('text').join(''));
    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    expect(service.stderr()).not.toContain(TOKEN);
    expect((await registry('replay')).code).toBe(0);
  });

  it('takes its token from a file that only its owner may read, or from the environment', async () => {
    const tokenFile = await file('token', `${TOKEN}\n`);
    await chmod(tokenFile, 0o644);
    const refused = await registry('serve', '--port', '0', '--token-file', tokenFile);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('may be read by others') });
    await chmod(tokenFile, 0o600);
    for (const [args, environment] of [
      [['--token-file', tokenFile], {}],
      [[], { BURNIN_REGISTRY_TOKEN: TOKEN }],
    ] as const) {
      const service = await serving(args, environment);
      expect((await fetch(`${service.url}/devices/`)).status).toBe(401);
      expect((await fetch(`${service.url}/devices/`, { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(200);
      service.child.kill('SIGINT');
      expect(await service.ended).toBe(0);
    }
  });

  it('keeps others out of its records while it runs, and says so when its port is taken', async () => {
    const service = await serving([]);
    expect(await registry('list')).toMatchObject({ code: 2, err: expect.stringMatching(/^burnin: [^\n]+\n$/) });
    const { port } = new URL(service.url);
    db = path.join(folder, 'another.sqlite');
    expect(await registry('serve', '--port', port)).toMatchObject({
      code: 2,
      err: expect.stringContaining('another program uses this port'),
    });
  });
});

describe('burnin registry close-snapshot', () => {
  const WAITING = workbench(desktop(), [DISK], { expectedEvents: ['StressTest', 'Install'] });

  it('closes what `burnin registry open` lists, by its uuid, with a reason, once', async () => {
    expect((await registry('submit', await file('waiting.json', WAITING))).code).toBe(0);
    const [open = ''] = (await registry('open')).lines;
    expect(open).toMatch(/^Snapshot \S+ of device 1 .*: 0 of 2 events came, waits for StressTest, Install/);
    const uuid = /^Snapshot (\S+)/.exec(open)?.[1] ?? '';
    const closed = await registry('close-snapshot', uuid, '--reason', 'the disk is broken');
    expect(closed).toMatchObject({ code: 0, out: 'The Snapshot is closed.\n', err: '' });
    expect((await registry('open')).out).not.toContain(uuid);
    const again = await registry('close-snapshot', uuid, '--reason', 'the disk is broken');
    expect(again.code).not.toBe(0);
    expect(`${again.out}${again.err}`).toMatch(/closed/);
    expect((await registry('replay')).code).toBe(0);
  });

  it.each([
    [['--reason', 'broken'], /Name one Snapshot by its id or uuid/],
    [['one', 'two', '--reason', 'broken'], /Name one Snapshot by its id or uuid/],
    [['one'], /--reason is missing/],
    [['one', '--reason', 'broken'], /There are no records at /],
  ])('with %j, and no records yet, says what is missing', async (words, sentence) => {
    const ran = await registry('close-snapshot', ...words);
    expect(ran.code).not.toBe(0);
    expect(`${ran.out}${ran.err}`).toMatch(sentence);
  });
});
