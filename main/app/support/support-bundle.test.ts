import { verbatim } from '../../../protocol/texts/text';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryKey } from '../../../protocol/ids';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { createDiagnostics } from '../../adapters/log/diagnostics';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import {
  answered,
  delivery,
  OPERATION,
  opening,
  quarantined,
  received,
  report,
  result,
  started,
} from '../../adapters/store/testing/test-data';
import { bundleFileName, supportBundle, type BundleParts } from './support-bundle';

const PASSWORD = 'p@ss/w:rd"\\-4711';
const TOKEN = 'tkn_9f8e7d6c5b4a';
let folder = '';
let store: SqliteStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'burnin-bundle-'));
  mkdirSync(join(folder, 'logs'));
  store = await createStore({ file: join(folder, 'burnin.sqlite') });
  await store.commit({
    operation: opening(),
    events: [
      { operationId: OPERATION, at: 1_000, event: started() },
      { operationId: OPERATION, at: 2_000, event: received('r1') },
      { operationId: OPERATION, at: 3_000, event: answered('Q186I15901') },
    ],
    reports: [report('r1')],
    quarantined: [{ ...quarantined('q1'), reason: verbatim(`The message is not JSON, says ${TOKEN}.`) }],
    deliveries: [delivery('pair/OP-1/1')],
    deviceResults: [result('Q186I15901')],
    people: { saved: [{ badge: 'B-77', name: 'Ines', role: 'engineer', pinHash: 'scrypt$x', wrongPins: 0, lockedUntil: null }] },
  });
  await store.commit({
    deliveryUpdates: [
      {
        key: 'pair/OP-1/1' as DeliveryKey,
        state: 'rejected',
        attempts: 1,
        nextTryAt: null,
        problem: verbatim(`Refused: https://api:${PASSWORD}@mes/ said no.`),
        settledAt: 5_000,
      },
    ],
  });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function bundle(
  over: Partial<BundleParts> = {},
): Promise<{ readonly text: string; readonly body: Record<string, unknown> }> {
  const text = await supportBundle({
    store,
    diagnostics: createDiagnostics('1.2.3', join(folder, 'logs', 'console.log')),
    madeAt: Date.UTC(2026, 10, 21, 21, 45, 2),
    settings: DEFAULT_SETTINGS,
    secrets: [],
    running: null,
    reportsOf: null,
    ...over,
  });
  return { text, body: JSON.parse(text) as Record<string, unknown> };
}

describe('a support bundle', () => {
  it('says what somebody needs who is to help', async () => {
    writeFileSync(join(folder, 'logs', 'console.log'), '{"level":"info","message":"first"}\n{"level":"warn","message":"last"}\n');
    const { body } = await bundle();
    expect(body).toMatchObject({
      format: 'burnin-support-bundle/1',
      madeAt: '2026-11-21T21:45:02.000Z',
      versions: { console: '1.2.3', node: process.versions.node },
      settings: { scan: { idleMs: 10_000 } },
      running: null,
      records: {
        eventLog: 'whole',
        operations: [
          {
            operationId: OPERATION,
            reports: 1,
            devices: [{ status: 'pass', count: 1 }],
            startedAt: '1970-01-01T00:00:01.000Z',
            closedAt: null,
          },
        ],
        deliveries: { 'pair rejected': 1 },
        deliveryProblems: [{ kind: 'pair', state: 'rejected', attempts: 1 }],
        quarantine: { count: 1, latest: [{ bytes: 3 }] },
        people: { engineer: 1 },
      },
      log: [
        { level: 'info', message: 'first' },
        { level: 'warn', message: 'last' },
      ],
    });
  });

  it('holds no password and no token, wherever one was planted', async () => {
    const encoded = encodeURIComponent(PASSWORD);
    writeFileSync(
      join(folder, 'logs', 'console.log'),
      [
        JSON.stringify({ level: 'warn', message: `Cannot connect to amqp://console:${PASSWORD}@broker:5672/.` }),
        JSON.stringify({ level: 'warn', message: `Cannot connect to amqp://console:${encoded}@broker:5672/.` }),
        JSON.stringify({ level: 'info', message: 'asked', headers: { authorization: `Bearer ${TOKEN}` } }),
        JSON.stringify({ level: 'info', message: `just ${PASSWORD} and ${TOKEN} in words` }),
        JSON.stringify({ level: 'info', message: 'unknown to us', password: 'hunter2', note: 'token=hunter3&x=1' }),
      ].join('\n'),
    );
    const { text, body } = await bundle({
      secrets: [PASSWORD, TOKEN],
      settings: {
        ...DEFAULT_SETTINGS,
        station: { signOutAfterMs: 0, soundVolume: 50, touchTargets: 'normal', failureAlarm: false, name: `ST-${TOKEN}` },
        broker: { ...DEFAULT_SETTINGS.broker, url: `amqp://console:${encoded}@broker/` },
        api: { ...DEFAULT_SETTINGS.api, baseUrl: 'http://user:hunter4@mes:8080' },
        scan: { ...DEFAULT_SETTINGS.scan, serviceNics: [PASSWORD] },
      },
    });
    for (const secret of [PASSWORD, JSON.stringify(PASSWORD).slice(1, -1), encoded, TOKEN, 'hunter', 'scrypt$', 'B-77', 'Ines'])
      expect(text).not.toContain(secret);
    expect(body['settings']).toMatchObject({
      station: { name: 'ST-[hidden]' },
      broker: { url: 'amqp://console:[hidden]@broker/' },
      api: { baseUrl: 'http://user:[hidden]@mes:8080' },
    });
    expect(body['log']).toHaveLength(5);
  });

  it('holds raw reports only when they are asked for', async () => {
    const raw = Buffer.from(report('r1').bytes).toString('base64');
    const { text } = await bundle();
    expect(text).not.toContain(raw);
    expect(text).not.toContain('Q186I15901');
    const asked = await bundle({ reportsOf: OPERATION });
    expect(asked.body['rawReports']).toEqual([
      { at: '1970-01-01T00:00:02.000Z', sn: 'Q186I15901', properties: { messageId: 'r1', headers: { a: 1 } }, bytesBase64: raw },
    ]);
    expect((await bundle({ reportsOf: 'OP-9' })).body['rawReports']).toEqual([]);
  });

  it('takes the end of a long log, and no half line', async () => {
    const line = (number: number): string => JSON.stringify({ number, message: 'x'.repeat(2_000) });
    writeFileSync(join(folder, 'logs', 'console.log'), Array.from({ length: 600 }, (_, number) => line(number)).join('\n'));
    const { body } = await bundle();
    const log = body['log'] as unknown[];
    expect(log.length).toBeGreaterThan(200);
    expect(log.at(-1)).toEqual(JSON.parse(line(599)));
    expect(log.filter((one) => typeof one === 'string')).toEqual([]);
  });

  it('is made also where there is no log', async () => {
    expect((await bundle()).body['log']).toEqual([]);
    expect(bundleFileName(Date.UTC(2026, 10, 21, 21, 45, 2))).toBe('burnin-support-2026-11-21T214502Z.json');
  });
});
