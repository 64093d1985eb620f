import { english } from '../../messages/english';
import { inWords } from '../../messages/testing/in-words';
import { describe, expect, it } from 'vitest';
import { DeviceInfoDialect, type MesRecord, UnknownSerialAnswer } from '../../simulator/factory/device-database';
import type { Misbehaviour } from '../../simulator/factory/control-request';
import { until, untilDone, type EngineConsole } from '../support/engine-console';
import { bodies } from '../support/received';
import { startScanLine } from '../support/scan-line';

/** Long enough for a loaded machine, short enough to wait for a MES that never answers. */
const TIMEOUT_MS = 4_000;

interface Case {
  readonly what: string;
  /** What MES does when it is asked for this device; null: what it should. */
  readonly mes: ((own: MesRecord, other: MesRecord) => Misbehaviour | { readonly kind: 'answer'; readonly body: string }) | null;
  readonly status: 'pass' | 'couldNotCheck' | 'notRegistered';
  readonly sentence: RegExp;
}

const entry = ({ serialNo, interfaces }: MesRecord): object => ({ serialNo, macInfo: interfaces });
const says = (body: unknown) => () => ({ kind: 'answer' as const, body: JSON.stringify(body) });
const status = (code: number) => () => ({ kind: 'status' as const, status: code, retryAfterS: 0 });
const CASES: readonly Case[] = [
  { what: 'answers', mes: null, status: 'pass', sentence: /^$/ },
  {
    what: '500',
    mes: status(500),
    status: 'couldNotCheck',
    sentence: /^MES answered with status 500; it begins "\{"error":.*"\.$/,
  },
  {
    what: '503',
    mes: status(503),
    status: 'couldNotCheck',
    sentence: /^MES answered with status 503; it begins "\{"error":.*"\.$/,
  },
  {
    what: '429',
    mes: status(429),
    status: 'couldNotCheck',
    sentence: /^MES answered with status 429; it begins "\{"error":.*"\.$/,
  },
  { what: '401', mes: status(401), status: 'couldNotCheck', sentence: /does not accept the console's token \(status 401\)/ },
  { what: '404', mes: status(404), status: 'notRegistered', sentence: /^MES does not know this serial number\.$/ },
  {
    what: 'a redirect',
    mes: () => ({ kind: 'redirect', status: 302, location: '/log-in' }),
    status: 'couldNotCheck',
    sentence: /status 302; check the address/,
  },
  { what: 'silence', mes: () => ({ kind: 'timeOut' }), status: 'couldNotCheck', sentence: /did not answer within 4 s/ },
  {
    what: 'a byte now and then',
    mes: () => ({ kind: 'drip', intervalMs: 50 }),
    status: 'couldNotCheck',
    sentence: /did not answer within 4 s/,
  },
  {
    what: 'garbage',
    mes: () => ({ kind: 'garbage' }),
    status: 'couldNotCheck',
    sentence: /bytes that are not UTF-8 text; it begins/,
  },
  { what: "a proxy's page", mes: () => ({ kind: 'html' }), status: 'couldNotCheck', sentence: /something that is not JSON/ },
  {
    what: 'half an answer',
    mes: () => ({ kind: 'cutShort' }),
    status: 'couldNotCheck',
    sentence: /MES cannot be reached: .+ broke/,
  },
  {
    what: 'a reset',
    mes: () => ({ kind: 'resetConnection' }),
    status: 'couldNotCheck',
    sentence: /MES cannot be reached: .+ broke/,
  },
  {
    what: '64 MiB',
    mes: () => ({ kind: 'huge', bytes: 64 * 1024 * 1024 }),
    status: 'couldNotCheck',
    sentence: /more than 1024 KiB for one device/,
  },
  {
    what: "another device's record",
    mes: () => ({ kind: 'wrongDevice' }),
    status: 'couldNotCheck',
    sentence: /^MES was asked for \S+ and answered with \S+\.$/,
  },
  {
    what: 'a list without the device',
    mes: (_, other) => says({ info: [entry(other), entry(other)] })(),
    status: 'couldNotCheck',
    sentence: /^MES was asked for \S+ and answered with \S+\.$/,
  },
  {
    what: 'two records of the device',
    mes: (own) => says({ info: [entry(own), entry(own)] })(),
    status: 'couldNotCheck',
    sentence: /^MES holds 2 records for /,
  },
  {
    what: 'the device in a list of several',
    mes: (own, other) => says({ info: [entry(other), entry(own)] })(),
    status: 'pass',
    sentence: /^$/,
  },
  { what: 'the record alone', mes: (own) => says({ info: entry(own) })(), status: 'pass', sentence: /^$/ },
  {
    what: 'the record alone, in lower case',
    mes: ({ serialNo, interfaces }) => says({ info: { serialno: serialNo, macinfo: interfaces } })(),
    status: 'pass',
    sentence: /^$/,
  },
  { what: 'an empty list', mes: says({ info: [] }), status: 'notRegistered', sentence: /does not know this serial number/ },
  {
    what: 'not registered, in words',
    mes: says({ info: 'Device is not registered' }),
    status: 'notRegistered',
    sentence: /does not know this serial number/,
  },
  {
    what: 'other words',
    mes: says({ info: 'Under maintenance' }),
    status: 'couldNotCheck',
    sentence: /not known: "Under maintenance"/,
  },
  { what: 'a number', mes: says({ info: 5 }), status: 'couldNotCheck', sentence: /shape that cannot be read/ },
  { what: 'nothing', mes: says(null), status: 'couldNotCheck', sentence: /JSON that is no object/ },
  { what: 'a bare list', mes: says([]), status: 'couldNotCheck', sentence: /JSON that is no object/ },
  { what: 'another key', mes: says({ data: [] }), status: 'couldNotCheck', sentence: /without `info`/ },
  {
    what: 'interfaces that are a text',
    mes: ({ serialNo }) => says({ info: [{ serialNo, macInfo: 'all of them' }] })(),
    status: 'couldNotCheck',
    sentence: /shape that cannot be read/,
  },
  {
    what: 'no interfaces',
    mes: ({ serialNo }) => says({ info: [{ serialNo, macInfo: [] }] })(),
    status: 'couldNotCheck',
    sentence: /lists no interfaces for it/,
  },
  {
    what: 'one interface twice',
    mes: ({ serialNo, interfaces }) => says({ info: [{ serialNo, macInfo: [...interfaces, ...interfaces] }] })(),
    status: 'couldNotCheck',
    sentence: /^MES lists \S+ twice/,
  },
];

/** Everybody whom a scan left without a verdict or without registration. */
function unsettled(console: EngineConsole): readonly string[] {
  return console.statuses().filter((line) => !line.endsWith(' pass'));
}

describe('MES', () => {
  it('makes no verdict by mistake, whatever it answers; each device says why, and a rescan puts it right', async () => {
    const { console, factory, fleet } = await startScanLine({
      count: CASES.length,
      api: { timeoutMs: TIMEOUT_MS, lookUpTries: 2 },
    });
    for (const [index, { mes }] of CASES.entries()) {
      const [own, other] = [fleet.mes[index], fleet.mes[(index + 1) % CASES.length]];
      if (mes === null || own === undefined || other === undefined) continue;
      factory.control({ ...mes(own, other), route: 'deviceInfo', serials: [own.serialNo] });
    }
    await console.scan({ operationId: 'mes', roster: fleet.roster });
    await untilDone(console);

    const found = fleet.roster.map((sn) => console.device(sn));
    expect(found.map(({ status: is }, index) => `${CASES[index]?.what}: ${is}`)).toEqual(
      CASES.map(({ what, status: wanted }) => `${what}: ${wanted}`),
    );
    const rows = inWords(console.app.view.snapshot().devices);
    expect(CASES.map(({ what }, index) => ({ what, reason: rows[index]?.reason }))).toEqual(
      CASES.map(({ what, sentence }) => ({ what, reason: expect.stringMatching(sentence) as string })),
    );
    const logged = bodies(factory, 'logs').flatMap(({ scaninfo }) => scaninfo.map(({ sn }) => sn as string));
    expect(logged).toEqual(fleet.roster.filter((_, index) => CASES[index]?.status === 'pass'));
    const passed = logged.length;
    expect(console.desk.pairSheet(console.operation).serials).toEqual(logged);

    const notifications = bodies(factory, 'notifications');
    expect(notifications).toHaveLength(2);
    expect(notifications[0]).toEqual({ id: 'mes', status: expect.stringMatching(/^Could not check \S+: MES /) as string });
    expect(notifications[1]).toEqual({ id: 'mes', status: `${passed} devices passed scanning` });

    factory.control({ kind: 'clear' });
    await console.desk.rescan(
      console.operation,
      console.app.view
        .snapshot()
        .devices.filter((row) => row.status !== 'pass')
        .map(({ id }) => id),
    );
    await untilDone(console);
    expect(unsettled(console)).toEqual([]);
    expect(console.app.view.snapshot().devices.map(({ attempt }) => attempt)).toEqual(
      CASES.map(({ status: was }) => (was === 'pass' ? 1 : 2)),
    );
    const all = bodies(factory, 'notifications').map(({ status: sentence }) => sentence);
    expect(all.slice(2)).toEqual([`${CASES.length} devices passed scanning`]);
    expect(factory.received('logs')).toHaveLength(2);
  });

  it('is down: nobody passes or fails, what has to go out waits; it comes back, and everything goes out once', async () => {
    const { console, factory, fleet } = await startScanLine({ count: 6, api: { timeoutMs: TIMEOUT_MS, lookUpTries: 2 } });
    await factory.goDown();
    await console.scan({ operationId: 'mes-down', roster: fleet.roster });
    await until('the scan to close', () => console.app.engine.session?.phase === 'closed');
    expect(console.app.view.session()?.counts).toMatchObject({ expected: 6, couldNotCheck: 6, pass: 0, fail: 0 });
    const { state, reason } = console.app.connections.view().mes;
    expect([state, english(reason)]).toEqual(['down', `MES cannot be reached: nothing listens at 127.0.0.1:${factory.port}.`]);
    await until(
      'log and notifications to have been tried',
      () =>
        console.deliveries().length === 3 &&
        console.deliveries().every(({ state, attempts }) => state === 'queued' && attempts > 0),
    );
    expect(
      console
        .deliveries()
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(['log', 'notification', 'notification']);

    await factory.comeBack();
    for (const { key } of console.deliveries()) await console.app.deliveries.resend(key);
    await untilDone(console);
    expect(factory.received('logs')).toHaveLength(1);
    expect(
      factory
        .received('notifications')
        .map(({ body }) => (body as { status: string }).status)
        .toSorted(),
    ).toEqual(['0 devices passed scanning', expect.stringMatching(/^Could not check /) as string]);
    await console.desk.rescan(
      console.operation,
      console.app.view.snapshot().devices.map(({ id }) => id),
    );
    await untilDone(console);
    expect(unsettled(console)).toEqual([]);
    expect(console.app.connections.view().mes).toMatchObject({ state: 'up' });
  });

  it('answers half of the rack with other records: only the other half gets a verdict', async () => {
    const { console, fleet } = await startScanLine({
      count: 24,
      control: [{ kind: 'wrongDevice', route: 'deviceInfo', share: 0.5 }],
      api: { lookUpTries: 2 },
    });
    await console.scan({ operationId: 'half', roster: fleet.roster });
    await untilDone(console);
    const counts = console.app.view.session()?.counts;
    expect(counts).toMatchObject({ expected: 24, fail: 0, notRegistered: 0 });
    expect(counts?.pass).toBeGreaterThan(0);
    expect(counts?.couldNotCheck).toBe(24 - (counts?.pass ?? 0));
    expect(counts?.couldNotCheck).toBeGreaterThan(0);
  });

  it('fails for a moment: the look-ups are tried again and nobody notices', async () => {
    const { console, factory, fleet } = await startScanLine({
      count: 10,
      control: [{ kind: 'status', status: 503, route: 'deviceInfo', count: 10 }],
    });
    await console.scan({ operationId: 'moment', roster: fleet.roster });
    await untilDone(console);
    expect(unsettled(console)).toEqual([]);
    expect(factory.received('notifications')).toHaveLength(1);
  });

  it('speaks any of its dialects, and says in any of its ways that it does not know a device', async () => {
    const { console, factory, fleet } = await startScanLine({ count: 5, faults: { unregistered: 1 } });
    const ways = DeviceInfoDialect.options.map((dialect, index) => ({
      dialect,
      unknown: UnknownSerialAnswer.options[index % UnknownSerialAnswer.options.length] ?? 'text',
    }));
    for (const { dialect, unknown } of ways) {
      factory.control({ kind: 'dialect', dialect, unknown });
      await console.scan({ operationId: `dialect-${dialect}`, roster: fleet.roster });
      await untilDone(console);
      expect(console.app.view.session()?.counts, `${dialect}, ${unknown}`).toMatchObject({
        expected: 5,
        pass: 4,
        notRegistered: 1,
      });
    }
  });

  it('answers after the operator has finished the scan: the device stays unchecked and the late answer moves nothing', async () => {
    const { console, factory, fleet } = await startScanLine({
      count: 3,
      control: [{ kind: 'slow', ms: 700, route: 'deviceInfo' }],
    });
    await console.scan({ operationId: 'slow', roster: fleet.roster });
    await until('all to wait for MES', () => factory.summary().lookUps.total === 3);
    await console.app.engine.finish(console.operation);
    expect(console.app.view.session()?.counts).toMatchObject({ couldNotCheck: 3, waiting: 0 });
    await until('the late answers', () => console.app.connections.view().mes.state === 'up');
    await untilDone(console);
    expect(inWords(console.app.view.snapshot().devices).map(({ reason }) => reason)).toEqual(
      fleet.roster.map(() => 'MES had not answered when the scan ended.'),
    );
    expect(console.app.view.session()?.counts).toMatchObject({ expected: 3, couldNotCheck: 3 });
    expect(console.desk.pairSheet(console.operation).serials).toEqual([]);
  });
});
