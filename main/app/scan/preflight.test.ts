import { served } from '../../adapters/http/testing/served';
import { describe, expect, it, onTestFinished } from 'vitest';
import { text } from '../../../protocol/texts/text';
import type { MesAnswer } from '../../../protocol/device-info';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { serialNumber } from '../../../protocol/ids';
import { createDeviceInfoApi } from '../../adapters/http/device-info-api';
import type { DeviceInfoApi } from '../../domain/ports/mes';
import { expects } from '../../domain/testing/reports';
import { PreflightService } from './preflight';
import { SCAN_COMMANDS } from './scan-commands';

const FINE = { ok: true, reason: [text('mes.tested')] };
const SILENT: MesAnswer = { kind: 'couldNotCheck', reason: [text('mes.silentAtEnd')], cause: 'unreachable' };

function serviceWith({
  present = [],
  answer = () => expects(),
  mes = FINE,
  concurrency = 32,
  realMes,
}: {
  readonly present?: readonly string[];
  readonly answer?: (sn: string) => MesAnswer;
  readonly mes?: typeof FINE;
  readonly concurrency?: number;
  readonly realMes?: DeviceInfoApi;
}) {
  let [now, most] = [0, 0];
  const asked: string[] = [];
  const posts: string[] = [];
  const service = new PreflightService({
    present: () => new Set(present),
    mes: () =>
      realMes ?? {
        lookUp: async (sn) => {
          asked.push(sn);
          now += 1;
          most = Math.max(most, now);
          await Promise.resolve();
          now -= 1;
          return answer(sn);
        },
      },
    tests: {
      testMes: async () => mes,
      testPost: async (_settings, _secrets, kind) => {
        posts.push(kind);
        return FINE;
      },
    },
    settings: () => ({ ...DEFAULT_SETTINGS, api: { ...DEFAULT_SETTINGS.api, concurrency } }),
    secrets: () => ({ brokerPassword: null, apiToken: null, registryToken: null, signalsKey: null }),
  });
  return { service, asked, posts, mostAtOnce: () => most };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `S${index}`);

describe('before a scan starts', () => {
  it('who is missing is named, in the order of the list', () => {
    const { service } = serviceWith({ present: ['S1', 'S3', 'elsewhere'] });
    expect(service.online(['S4', 'S3', 'S2', 'S1'])).toEqual({ online: 2, missing: ['S4', 'S2'], missingMore: 0 });
  });

  it('of many some are named and the rest is counted', () => {
    const { missing, missingMore, online } = serviceWith({}).service.online(many(250));
    expect([missing.length, missingMore, online]).toEqual([200, 50, 0]);
  });

  it('MES is asked for each, and those that it does not know are named', async () => {
    const { service, asked, posts } = serviceWith({
      answer: (sn) => (sn === 'S2' || sn === 'S0' ? { kind: 'notRegistered' } : expects()),
    });
    expect(await service.check(many(4), 0)).toEqual({
      mes: FINE,
      log: FINE,
      pair: FINE,
      notRegistered: ['S0', 'S2'],
      notRegisteredMore: 0,
      unchecked: 0,
    });
    expect(asked).toEqual(many(4));
    expect(posts).toEqual(['log', 'pair']);
  });

  it('in scan mode 1 burn is tried in place of Pair', async () => {
    const { service, posts } = serviceWith({});
    await service.check([], 1);
    expect(posts).toEqual(['log', 'burn']);
  });

  it('MES is not asked for devices where it cannot be reached at all; where it goes away, the rest is not checked', async () => {
    const away = serviceWith({ mes: { ok: false, reason: [text('mes.silentAtEnd')] } });
    expect((await away.service.check(many(3), 0)).unchecked).toBe(3);
    expect(away.asked).toEqual([]);
    const goes = serviceWith({ answer: () => SILENT });
    expect(await goes.service.check(many(300), 0)).toMatchObject({ notRegistered: [], unchecked: 300 });
    expect(goes.asked.length).toBeLessThan(50);
  });

  it('leaves half of what MES is asked at a time to a scan', async () => {
    const { service, mostAtOnce } = serviceWith({ concurrency: 5 });
    expect((await service.check(many(20), 0)).unchecked).toBe(0);
    expect(mostAtOnce()).toBe(3);
    const single = serviceWith({ concurrency: 1 });
    expect((await single.service.check(many(3), 0)).unchecked).toBe(0);
    expect(single.mostAtOnce()).toBe(1);
  });

  it.each([
    ['scan.start', { operationId: '', operatorId: 'X', scanMode: 0 }],
    ['scan.rescan', { operation: 'op', ids: [] }],
  ] as const)('ends at %s: the rest is not checked', async (name, input) => {
    let begun: Promise<unknown> | undefined;
    const { service, asked } = serviceWith({
      concurrency: 4,
      answer: (sn) => {
        if (sn === 'S5') begun = SCAN_COMMANDS[name].handle(services(), input as never);
        return { kind: 'notRegistered' };
      },
    });
    const services = () =>
      ({
        preflight: service,
        scan: { start: async () => undefined, rescan: async () => undefined },
        view: { requireSession: () => null },
      }) as never;
    const { notRegistered, unchecked } = await service.check(many(100), 0);
    await begun;
    expect(asked.length).toBeLessThan(30);
    expect([notRegistered, unchecked]).toEqual([asked, 100 - asked.length]);
    // The next check is one of its own.
    expect((await service.check(many(3), 0)).unchecked).toBe(0);
  });

  it('a look-up of a scan beside a check waits for no more than those that are asked at this moment', async () => {
    let answered = 0;
    const baseUrl = await served((_request, response) => {
      setTimeout(() => {
        answered += 1;
        response.end('{"info":"not registered"}');
      }, 20);
    });
    const mes = createDeviceInfoApi({
      baseUrl,
      path: '/mes',
      concurrency: 4,
      tries: 1,
      timeoutMs: 5_000,
      token: null,
    });
    onTestFinished(() => mes.close());
    const { service } = serviceWith({ concurrency: 4, realMes: mes });
    const checked = service.check(many(60), 0);
    await expect.poll(() => answered, { interval: 1 }).toBeGreaterThan(0);
    const before = answered;
    await mes.lookUp(serialNumber('SCAN'), { aborted: false });
    expect(answered - before).toBeLessThan(12);
    service.end();
    expect((await checked).unchecked).toBeGreaterThan(0);
    expect(answered).toBeLessThan(60);
  });
});
