import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HealthView } from '../../../protocol/program-health';
import { operationId } from '../../../protocol/ids';
import type { Store } from '../../domain/ports/store';
import type { StoredReport } from '../../domain/ports/journal';
import { expects, port, reportOf } from '../../domain/testing/reports';
import { Scenario } from '../../domain/testing/scenario';
import { Health } from './health';

const REPORT = reportOf('SN-1', [port('enp4s0', 'e0:18:7d:2e:ca:68')]);
const STORED: StoredReport = {
  id: 'r1',
  operationId: operationId('OP-1'),
  sn: 'SN-1',
  at: 1_000,
  bytes: new Uint8Array(),
  properties: {},
};
let health: Health;
beforeEach(() => {
  health = new Health(1_000);
});
afterEach(() => health.stop());

const ROOM = { fileBytes: 4_096, freeInsideBytes: 0, diskFreeBytes: 1_000_000_000, oldestAt: null };
const view = (): HealthView => health.view('1.2.3', [], ROOM, 0);
const fails = async (): Promise<never> => {
  throw new Error('the disk is full');
};

describe('health', () => {
  it('counts what became of reports', async () => {
    const scenario = new Scenario(['SN-1']);
    const { session } = scenario;
    const store = health.watching({ commit: async () => undefined } as Partial<Store> as Store);
    const file = (what: () => unknown): Promise<void> => {
      health.received({});
      const before = { ...session.counts };
      what();
      health.filed(before, session.counts);
      return store.commit({ reports: [STORED] });
    };
    await file(() => scenario.report(REPORT));
    await file(() => scenario.report(REPORT));
    await file(() => scenario.apply({ kind: 'staleFiled', reportId: 'r9' }, REPORT));
    scenario.mes('SN-1', expects(['enp4s0', 'e0:18:7d:2e:ca:68']));
    scenario.close();
    await file(() => scenario.report(REPORT));
    const unreadable = {};
    health.received(unreadable);
    health.quarantined();
    const again = {};
    health.received(again);
    health.triedAgain();
    health.received(again);
    health.notRegistered();
    expect(view().reports).toEqual({
      received: 6,
      stored: 4,
      late: 1,
      duplicates: 1,
      stale: 1,
      quarantined: 1,
      triedAgain: 1,
      notRegistered: 1,
    });
  });

  it('counts a report as stored only when it is', async () => {
    const store = health.watching({ commit: fails } as Partial<Store> as Store);
    await expect(store.commit({ reports: [STORED] })).rejects.toThrow('the disk is full');
    expect(view().reports.stored).toBe(0);
  });

  it('counts and times commits, and leaves the store as it was otherwise', async () => {
    const written: unknown[] = [];
    const store: Pick<Store, 'commit' | 'countQuarantined'> = {
      commit: async (commit) => void written.push(commit),
      countQuarantined: async () => 7,
    };
    const watched = health.watching(store as Store);
    await watched.commit({ quarantined: [] });
    await expect(health.watching({ ...watched, commit: fails }).commit({})).rejects.toThrow('the disk is full');
    expect(written).toEqual([{ quarantined: [] }]);
    expect(await watched.countQuarantined()).toBe(7);
    expect(view().store).toMatchObject({ commits: 2, failed: 1 });
    expect(view().store.slowestMs).toBeGreaterThanOrEqual(view().store.lastMs);
  });

  it('knows a lost connection from a broker that takes no messages for a while', () => {
    for (const kind of ['connecting', 'up', 'blocked', 'up', 'down', 'connecting', 'down', 'up'] as const)
      health.brokerState(kind);
    expect(view().broker).toEqual({ connected: 2, lost: 1 });
  });

  it('counts look-ups, and deliveries as they are', () => {
    health.lookedUp(true);
    health.lookedUp(true);
    health.lookedUp(false);
    const counts = [
      { kind: 'log', state: 'accepted', count: 1 },
      { kind: 'pair', state: 'accepted', count: 1 },
      { kind: 'pair', state: 'unknown', count: 1 },
      { kind: 'log', state: 'queued', count: 1 },
    ] as const;
    expect(health.view('1.2.3', counts, ROOM, 0)).toMatchObject({
      appVersion: '1.2.3',
      startedAt: 1_000,
      lookUps: { answered: 2, failed: 1 },
      deliveries: { queued: 1, sending: 0, accepted: 2, rejected: 0, unknown: 1 },
    });
  });

  it('sees main being held up', async () => {
    await new Promise<void>((resolve) => {
      setTimeout(() => {
        const until = performance.now() + 150;
        while (performance.now() < until);
        setTimeout(resolve, 50);
      }, 50);
    });
    expect(view().eventLoop.maxMs).toBeGreaterThan(100);
    expect(HealthView.parse(view()).memoryBytes).toBeGreaterThan(1_000_000);
  });
});
