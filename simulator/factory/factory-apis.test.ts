import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readDeviceInfo } from '../../protocol/device-info';
import { DEFAULT_PATHS } from '../../protocol/http';
import type { MesRecord } from './device-database';
import { type Factory, type FactoryOptions, startFactory } from './factory-server';
import { jsonOf, type Seen, sendRaw } from './raw-request';

const BOARD: MesRecord = {
  serialNo: 'Q186I15901',
  product: 'NB-300 network board',
  interfaces: [
    { interface: 'enp4s0', macaddr: 'e0:18:7d:2e:ca:68' },
    { interface: 'enp5s0', macaddr: 'E0-18-7D-2E-CA-69' },
  ],
};
const OTHER: MesRecord = { serialNo: 'Q186I15815', interfaces: [{ interface: 'enp5s0', macaddr: 'e0:18:7d:2e:ca:70' }] };

let folder: string;
const open: Factory[] = [];

async function start(options: FactoryOptions = {}): Promise<Factory> {
  const factory = await startFactory({ devices: [BOARD, OTHER], ...options });
  open.push(factory);
  return factory;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'factory-'));
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((factory) => factory.close()));
  await rm(folder, { recursive: true });
});

function lookUp(factory: Factory, serial: string): ReturnType<typeof sendRaw> {
  return sendRaw(`${factory.baseUrl}${DEFAULT_PATHS.deviceInfo}?serialNo=${encodeURIComponent(serial)}`);
}

function post(factory: Factory, path: string, body: unknown, key?: string): ReturnType<typeof sendRaw> {
  return sendRaw(`${factory.baseUrl}${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(key === undefined ? {} : { key }),
  });
}

/** The one sentence of an error answer, which holds nothing else. */
function errorOf(seen: Seen): string {
  return z.strictObject({ error: z.string() }).parse(jsonOf(seen)).error;
}

const PAIR = { snArray: ['Q186I15901', 'Q186I15815'], operationId: 'op-1' };

describe('device_info', () => {
  it('answers with the record, its texts untouched', async () => {
    const seen = await lookUp(await start(), 'Q186I15901');
    expect(seen.status).toBe(200);
    expect(jsonOf(seen)).toEqual({
      info: [{ serialNo: 'Q186I15901', macInfo: BOARD.interfaces, vpdInfo: { productName: 'NB-300 network board' } }],
    });
  });

  it.each([
    ['list', { info: [{ serialNo: 'Q186I15815', macInfo: OTHER.interfaces }] }],
    ['listLowerCase', { info: [{ serialno: 'Q186I15815', macInfo: OTHER.interfaces }] }],
    ['object', { info: { serialNo: 'Q186I15815', macInfo: OTHER.interfaces } }],
    ['objectLowerCase', { info: { serialno: 'Q186I15815', macInfo: OTHER.interfaces } }],
  ] as const)('speaks the dialect %s, which the contract can read', async (dialect, expected) => {
    const seen = await lookUp(await start({ control: [{ kind: 'dialect', dialect }] }), 'Q186I15815');
    expect(jsonOf(seen)).toEqual(expected);
    expect(readDeviceInfo(jsonOf(seen), 'Q186I15815')).toEqual({
      ok: true,
      value: { kind: 'expected', product: null, interfaces: [{ name: 'enp5s0', mac: 'e0:18:7d:2e:ca:70' }] },
    });
  });

  it.each([
    ['text', 200, { info: 'Device is not registered' }],
    ['emptyList', 200, { info: [] }],
    ['notFound', 404, { error: 'Device is not registered' }],
  ] as const)('says in the way %s that a serial number is not registered', async (unknown, status, body) => {
    const seen = await lookUp(await start({ control: [{ kind: 'dialect', unknown }] }), 'X');
    expect([seen.status, jsonOf(seen)]).toEqual([status, body]);
  });

  it('asks for a serial number when none is given', async () => {
    const factory = await start();
    const seen = await sendRaw(`${factory.baseUrl}${DEFAULT_PATHS.deviceInfo}`);
    expect([seen.status, jsonOf(seen)]).toEqual([400, { error: 'The request names no device; add ?serialNo=SERIAL.' }]);
  });

  it('counts look-ups', async () => {
    const factory = await start();
    for (const serial of ['Q186I15901', 'Q186I15901', 'X']) await lookUp(factory, serial);
    expect(factory.summary().lookUps).toEqual({ total: 3, registered: 2, notRegistered: 1, distinctSerials: 2 });
  });
});

describe('the POST APIs', () => {
  it('keeps a scan log byte for byte and shows it', async () => {
    const factory = await start();
    const text = '{"operationid": 1,  "pairInfo": [], "scaninfo": [{"macinfo": [], "sn": "Q186I15901", "result": "0"}]}';
    const seen = await post(factory, DEFAULT_PATHS.scanLog, text, 'log-1');
    expect([seen.status, jsonOf(seen)]).toEqual([200, { status: 'ok' }]);
    const shown = jsonOf(await sendRaw(`${factory.baseUrl}/received/logs`));
    expect(shown).toEqual(factory.received('logs'));
    expect(factory.received('logs')).toMatchObject([
      {
        path: DEFAULT_PATHS.scanLog,
        idempotencyKey: 'log-1',
        raw: text,
        rawEncoding: 'utf8',
        status: 200,
        accepted: true,
        duplicate: false,
        body: { operationid: 1, scaninfo: [{ sn: 'Q186I15901' }] },
      },
    ]);
  });

  it('pairs, and refuses single serial numbers when told to', async () => {
    const factory = await start({ control: [{ kind: 'rejectPair', serials: ['Q186I15815'], reason: 'Already paired' }] });
    const seen = await post(factory, DEFAULT_PATHS.pair, PAIR, 'pair-1');
    expect(jsonOf(seen)).toEqual({ accepted: ['Q186I15901'], rejected: [{ sn: 'Q186I15815', reason: 'Already paired' }] });
  });

  it('takes notifications and burns', async () => {
    const factory = await start();
    await post(factory, DEFAULT_PATHS.notification, { id: 'op-1', status: '2 devices passed scanning' }, 'n');
    await post(factory, DEFAULT_PATHS.burn, { ...PAIR, operatorId: 'kim', scanMode: 1 }, 'b');
    expect(factory.received('notifications').map(({ body }) => body)).toEqual([
      { id: 'op-1', status: '2 devices passed scanning' },
    ]);
    expect(factory.received('burns').map(({ accepted }) => accepted)).toEqual([true]);
  });

  it('refuses a body that does not fit the contract, and keeps it', async () => {
    const factory = await start();
    const wrong = await post(factory, DEFAULT_PATHS.pair, { snArray: [], operationId: 'op-1' });
    expect(wrong.status).toBe(400);
    expect(errorOf(wrong)).toMatch(/^The pair API cannot read this request: `snArray`: .+\.$/u);
    const notJson = await post(factory, DEFAULT_PATHS.scanLog, '{"operationid":');
    expect(jsonOf(notJson)).toEqual({ error: 'The log API cannot read this request: the body is not JSON.' });
    expect(factory.received('logs')).toMatchObject([{ raw: '{"operationid":', status: 400, accepted: false, body: null }]);
    expect(factory.summary().pairs).toMatchObject({ total: 1, accepted: 0 });
  });

  it('keeps bytes that are not text, and no credentials', async () => {
    const factory = await start();
    await sendRaw(`${factory.baseUrl}${DEFAULT_PATHS.pair}`, {
      method: 'POST',
      body: Buffer.from([0xff, 0xfe, 0x00]),
      headers: { authorization: 'Bearer very-secret', cookie: 'session=very-secret' },
    });
    const [record] = factory.received('pairs');
    expect(record).toMatchObject({ raw: '//4A', rawEncoding: 'base64', headers: { authorization: 'Bearer', cookie: 'session' } });
  });

  it('answers a repeated key as the first time, marks it, and does nothing again', async () => {
    const factory = await start();
    const first = await post(factory, DEFAULT_PATHS.pair, PAIR, 'pair-1');
    factory.control({ kind: 'rejectPair', serials: ['Q186I15901'] });
    const again = await post(factory, DEFAULT_PATHS.pair, PAIR, 'pair-1');
    expect(again.body).toEqual(first.body);
    const other = await post(factory, DEFAULT_PATHS.pair, { ...PAIR, snArray: ['Z'] }, 'pair-1');
    expect(other.body).toEqual(first.body);
    expect(factory.received('pairs').map(({ duplicate }) => duplicate)).toEqual([false, true, true]);
    expect(factory.summary().pairs).toEqual({
      total: 3,
      accepted: 3,
      duplicates: 2,
      distinctKeys: 1,
      doubledKeys: ['pair-1'],
      keysWithOtherBody: ['pair-1'],
      withoutKey: 0,
    });
  });

  it('does not call a retry after a failure a duplicate', async () => {
    const factory = await start({ control: [{ kind: 'status', status: 500, count: 1 }] });
    expect((await post(factory, DEFAULT_PATHS.pair, PAIR, 'pair-1')).status).toBe(500);
    expect((await post(factory, DEFAULT_PATHS.pair, PAIR, 'pair-1')).status).toBe(200);
    expect(factory.summary().pairs).toMatchObject({ total: 2, accepted: 1, duplicates: 0, doubledKeys: [], distinctKeys: 1 });
  });
});

describe('what was received', () => {
  it('survives a restart, keys included', async () => {
    const before = await start({ dataFolder: folder });
    const first = await post(before, DEFAULT_PATHS.pair, PAIR, 'pair-1');
    await post(before, DEFAULT_PATHS.notification, { id: 'op-1', status: 'done' });
    const kept = before.received('pairs');
    await before.close();

    const after = await start({ dataFolder: folder });
    expect(after.received('pairs')).toEqual(kept);
    expect(after.summary().notifications).toMatchObject({ total: 1, withoutKey: 1 });
    const again = await post(after, DEFAULT_PATHS.pair, PAIR, 'pair-1');
    expect(again.body).toEqual(first.body);
    expect(after.summary().pairs).toMatchObject({ total: 2, duplicates: 1, doubledKeys: ['pair-1'] });
  });

  it('sets a line aside that a crash cut off', async () => {
    const before = await start({ dataFolder: folder });
    await post(before, DEFAULT_PATHS.pair, PAIR, 'pair-1');
    await before.close();
    const file = join(folder, 'pairs.jsonl');
    const whole = await readFile(file, 'utf8');
    await writeFile(file, `${whole}{"at":"2026`);

    const after = await start({ dataFolder: folder });
    expect(after.received('pairs')).toHaveLength(1);
    await post(after, DEFAULT_PATHS.pair, PAIR, 'pair-2');
    await after.close();
    expect((await start({ dataFolder: folder })).received('pairs')).toHaveLength(2);
    expect(await readFile(`${file}.torn`, 'utf8')).toBe('{"at":"2026');
  });

  it('does not start over a damaged file', async () => {
    await writeFile(join(folder, 'logs.jsonl'), 'no json\n');
    await expect(start({ dataFolder: folder })).rejects.toThrow(
      /logs\.jsonl, line 1 is not a received request; move the file away/u,
    );
  });
});

describe("the operator's side", () => {
  it('loads any MES database while running', async () => {
    const factory = await start();
    const put = await sendRaw(`${factory.baseUrl}/devices`, {
      method: 'PUT',
      body: JSON.stringify([{ serialNo: 'NEW', interfaces: [] }]),
    });
    expect([put.status, jsonOf(put)]).toEqual([200, { devices: 1 }]);
    expect(jsonOf(await sendRaw(`${factory.baseUrl}/devices`))).toEqual({ devices: [{ serialNo: 'NEW', interfaces: [] }] });
    expect(jsonOf(await lookUp(factory, 'Q186I15901'))).toEqual({ info: 'Device is not registered' });
    factory.setDevices([BOARD]);
    expect(jsonOf(await lookUp(factory, 'Q186I15901'))).toMatchObject({ info: [{ serialNo: 'Q186I15901' }] });
  });

  it.each([
    [
      'PUT',
      '/devices',
      '[{"serialNo":"A","interfaces":[]},{"serialNo":"A","interfaces":[]}]',
      /^The MES database lists A twice; list each serial number once\.$/u,
    ],
    ['PUT', '/devices', '{', /^The body is not JSON\.$/u],
    ['PUT', '/devices', '[{"serialNo":7}]', /^The MES database cannot be read: /u],
    ['POST', '/control', '{"kind":"slwo"}', /^A control request needs a `kind`, one of: slow, resetConnection, /u],
    ['POST', '/control', '{"kind":"slow"}', /^Control request `slow`: `ms`: .+\.$/u],
    ['POST', '/control', '{"kind":"slow","ms":1,"route":"pairs"}', /^Control request `slow`: `route`: .+\.$/u],
    ['POST', '/control', '{"kind":"status","status":200}', /^Control request `status`: `status`: .+\.$/u],
    ['POST', '/control', '{"kind":"clear","all":true}', /^Control request `clear`: .+all.+\.$/u],
  ] as const)('%s %s %s is answered with one sentence and changes nothing', async (method, path, body, sentence) => {
    const factory = await start();
    const controls = jsonOf(await sendRaw(`${factory.baseUrl}/control`));
    const seen = await sendRaw(`${factory.baseUrl}${path}`, { method, body });
    expect(seen.status).toBe(400);
    expect(errorOf(seen)).toMatch(sentence);
    expect(jsonOf(await sendRaw(`${factory.baseUrl}/control`))).toEqual(controls);
    expect(jsonOf(await sendRaw(`${factory.baseUrl}/devices`))).toEqual({ devices: [BOARD, OTHER] });
  });

  it('shows what is in force, and ends it', async () => {
    const factory = await start();
    const rules = JSON.stringify([
      { kind: 'slow', ms: 5, route: 'pair' },
      { kind: 'rejectPair', serials: ['A'] },
      { kind: 'dialect', dialect: 'object' },
    ]);
    const told = await sendRaw(`${factory.baseUrl}/control`, { method: 'POST', body: rules });
    expect(jsonOf(told)).toEqual({
      misbehaviours: [{ kind: 'slow', ms: 5, route: ['pair'], met: 0 }],
      rejectPair: { A: 'Device is already paired' },
      dialect: 'object',
      unknown: 'text',
    });
    const cleared = await sendRaw(`${factory.baseUrl}/control`, { method: 'POST', body: '{"kind":"clear"}' });
    expect(jsonOf(cleared)).toEqual({ misbehaviours: [], rejectPair: {}, dialect: 'list', unknown: 'text' });
  });

  it('says that it is up, and what there is', async () => {
    const factory = await start();
    expect(jsonOf(await sendRaw(`${factory.baseUrl}/health`))).toEqual({ status: 'up' });
    const missing = await sendRaw(`${factory.baseUrl}/received/everything`);
    expect(missing.status).toBe(404);
    expect(errorOf(missing)).toContain('GET /received/everything does not exist here');
    const wrongMethod = await sendRaw(`${factory.baseUrl}${DEFAULT_PATHS.pair}`);
    expect([wrongMethod.status, jsonOf(wrongMethod)]).toEqual([405, { error: `${DEFAULT_PATHS.pair} answers to POST only.` }]);
  });

  it('does not share a port', async () => {
    const factory = await start();
    await expect(start({ port: factory.port })).rejects.toThrow(/EADDRINUSE/u);
  });
});
