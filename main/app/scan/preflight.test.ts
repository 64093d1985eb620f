import { describe, expect, it } from 'vitest';
import { text } from '../../../protocol/texts/text';
import type { MesAnswer } from '../../../protocol/device-info';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { expects } from '../../domain/testing/reports';
import { PreflightService } from './preflight';

const FINE = { ok: true, reason: [text('mes.tested')] };
const SILENT: MesAnswer = { kind: 'couldNotCheck', reason: [text('mes.silentAtEnd')], cause: 'unreachable' };

function serviceWith({
  present = [],
  answer = () => expects(),
  mes = FINE,
}: {
  readonly present?: readonly string[];
  readonly answer?: (sn: string) => MesAnswer;
  readonly mes?: typeof FINE;
}) {
  const asked: string[] = [];
  const posts: string[] = [];
  const service = new PreflightService({
    present: () => new Set(present),
    mes: () => ({
      lookUp: async (sn, signal) => {
        if (signal.aborted) return SILENT;
        asked.push(sn);
        await Promise.resolve();
        return answer(sn);
      },
    }),
    tests: {
      testMes: async () => mes,
      testPost: async (_settings, _secrets, kind) => {
        posts.push(kind);
        return FINE;
      },
    },
    settings: () => DEFAULT_SETTINGS,
    secrets: () => ({ brokerPassword: null, apiToken: null, registryToken: null }),
  });
  return { service, asked, posts };
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
    expect(await goes.service.check(many(3), 0)).toMatchObject({ notRegistered: [], unchecked: 3 });
  });
});
