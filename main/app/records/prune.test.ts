import { NO_TEXT, text, verbatim } from '../../../protocol/texts/text';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deviceIdOf, operationId, serialNumber, type DeliveryKey, type OperatorId } from '../../../protocol/ids';
import type { DeliveryKind } from '../../../protocol/model';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import { auditCommand } from '../../cli/audit-command';
import { localDay } from '../../../protocol/local-time';
import { pruneCommand } from '../../cli/prune-command';
import type { PruneRequest } from '../../domain/ports/keeping-time';
import { DAY_MS } from '../../domain/records/keeping';
import { carryOut, planPruning } from './prune';
import { auditInWords } from './audit-words';

const NOW = Date.now();
const OPERATOR = 'tester' as OperatorId;
let folder: string;
let file: string;
let store: SqliteStore;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-policy-'));
  file = path.join(folder, 'burnin.sqlite');
  store = await createStore({ file });
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const SN = serialNumber('Q186I15801');
const started = (id: string) =>
  ({
    kind: 'scanStarted',
    operationId: operationId(id),
    operatorId: OPERATOR,
    scanMode: 0,
    roster: [SN],
    policy: DEFAULT_SETTINGS.scan,
  }) as const;

async function scan(id: string, daysAgo: number): Promise<void> {
  const at = NOW - daysAgo * DAY_MS;
  const named = operationId(id);
  await store.commit({
    operation: { operationId: named, startedAt: at - 1_000, operatorId: OPERATOR },
    events: [
      { operationId: named, at: at - 1_000, event: started(id) },
      { operationId: named, at, event: { kind: 'scanClosed', reason: 'idle' } },
    ],
  });
}

async function deliver(
  id: string,
  kind: DeliveryKind,
  state: 'accepted' | 'rejected' | 'unknown' | 'queued',
  key = `${kind}-${id}`,
) {
  const serials = kind === 'pair' ? [SN] : [];
  const base = {
    key: key as DeliveryKey,
    kind,
    operationId: operationId(id),
    body: '{}',
    summary: `the ${kind}`,
    createdAt: NOW,
  };
  await store.commit({ deliveries: [{ ...base, serials }] });
  if (state === 'queued') return;
  const update = { key: key as DeliveryKey, state, attempts: 1, nextTryAt: null, problem: NO_TEXT, settledAt: NOW };
  await store.commit({ deliveryUpdates: [update] });
}

async function confirm(id: string, key: string): Promise<void> {
  const event = { kind: 'pairConfirmed', digest: 'd', serials: [SN], key: key as DeliveryKey, operatorId: OPERATOR } as const;
  await store.commit({ events: [{ operationId: operationId(id), at: NOW, event }] });
}

async function planned(days = 30) {
  const { operations, kept } = await planPruning(store, NOW, days);
  return { goes: operations.map((one) => one.operationId as string), stays: kept.map((one) => `${one.operationId}: ${one.why}`) };
}

describe('what is pruned', () => {
  it('closed scans that are old and done with; young ones, open ones and the latest are not', async () => {
    await store.commit({
      operation: { operationId: operationId('OPEN'), startedAt: NOW - 50 * DAY_MS, operatorId: OPERATOR },
      events: [{ operationId: operationId('OPEN'), at: NOW - 50 * DAY_MS, event: started('OPEN') }],
    });
    await scan('OLD', 40);
    await scan('YOUNG', 20);
    expect(await planned()).toEqual({ goes: ['OLD'], stays: [] });
    expect(await planned(10)).toEqual({ goes: ['OLD'], stays: ['YOUNG: it is the latest scan'] });
  });

  it.each(['rejected', 'unknown', 'queued'] as const)('a scan with a message that is %s stays', async (state) => {
    await scan('OLD', 40);
    await deliver('OLD', 'log', state);
    await scan('NEW', 0);
    expect(await planned()).toEqual({ goes: [], stays: [`OLD: a message of it is ${state} (the log)`] });
  });

  it('a refused Pair counts as done when its devices were confirmed again', async () => {
    await scan('OLD', 40);
    await scan('NEW', 0);
    await confirm('OLD', 'pair-1');
    await deliver('OLD', 'pair', 'rejected', 'pair-1');
    expect((await planned()).goes).toEqual([]);
    await confirm('OLD', 'pair-2');
    await deliver('OLD', 'pair', 'accepted', 'pair-2');
    expect((await planned()).goes).toEqual(['OLD']);
  });

  it.each(['rejected', 'unknown'] as const)(
    'a Pair that is %s counts as done when a person settled all of its devices',
    async (state) => {
      await scan('OLD', 40);
      await scan('NEW', 0);
      await confirm('OLD', 'pair-1');
      await deliver('OLD', 'pair', state, 'pair-1');
      const operation = { operationId: operationId('OLD'), at: NOW };
      const answered = {
        kind: 'pairAnswered',
        key: 'pair-1' as DeliveryKey,
        state,
        rejected: {},
        reason: verbatim('Why.'),
      } as const;
      const settled = {
        kind: 'pairSettled',
        devices: [deviceIdOf(SN)],
        as: 'done',
        reason: 'Paired by hand',
        operatorId: OPERATOR,
      } as const;
      await store.commit({ events: [{ ...operation, event: answered }] });
      expect((await planned()).goes).toEqual([]);
      await store.commit({ events: [{ ...operation, event: settled }] });
      expect((await planned()).goes).toEqual(['OLD']);
      expect((await store.listAudit(1)).map(auditInWords)).toMatchObject([
        { person: OPERATOR, action: 'settled pairing', before: SN, after: 'Paired by hand' },
      ]);
    },
  );

  it('a Pair that was accepted but for one device counts as done when a person settled that one', async () => {
    await scan('OLD', 40);
    await scan('NEW', 0);
    await confirm('OLD', 'pair-1');
    await deliver('OLD', 'pair', 'accepted', 'pair-1');
    const key = 'pair-1' as DeliveryKey;
    const problem = [text('delivery.someRefused', { refused: 1, sent: 2, named: SN })];
    await store.commit({
      deliveryUpdates: [{ key, state: 'accepted', attempts: 1, nextTryAt: null, problem, settledAt: NOW }],
    });
    const operation = { operationId: operationId('OLD'), at: NOW };
    const answered = { kind: 'pairAnswered', key, state: 'accepted', rejected: { [SN]: 'step' }, reason: problem } as const;
    await store.commit({ events: [{ ...operation, event: answered }] });
    expect(await planned()).toEqual({
      goes: [],
      stays: ['OLD: devices of a message of it were refused, and nobody has settled them (the pair)'],
    });
    const settled = {
      kind: 'pairSettled',
      devices: [deviceIdOf(SN)],
      as: 'done',
      reason: 'By hand',
      operatorId: OPERATOR,
    } as const;
    await store.commit({ events: [{ ...operation, event: settled }] });
    expect((await planned()).goes).toEqual(['OLD']);
  });

  it('those of many entries go few at a time: whoever writes meanwhile waits for one batch', async () => {
    const plan = {
      olderThanDays: 30,
      kept: [],
      operations: [1_000, 2_000, 900, 200, 9_000, 50, 60].map((events, position) => ({
        operationId: operationId(`OP-${position}`),
        position,
        closedAt: 1,
        events,
        reports: events / 2,
        deliveries: 0,
        unsettled: [],
      })),
    };
    const batches: number[] = [];
    const counting = { ...store, prune: async ({ operationIds }: PruneRequest) => void batches.push(operationIds.length) };
    await carryOut(counting, plan, { person: 'policy', now: NOW });
    expect(batches).toEqual([1, 1, 2, 1, 2]);
  });

  it('many go in batches, each under a checkpoint of its own, and the trail says so', async () => {
    for (let number = 1; number <= 30; number += 1) await scan(`OP-${number}`, 100 - number);
    await scan('NEW', 0);
    await carryOut(store, await planPruning(store, NOW, 30), { person: 'policy', now: NOW });
    expect((await store.listCheckpoints(0, 100)).map(({ operationIds }) => operationIds.length)).toEqual([25, 5]);
    expect(await store.verifyChain()).toBeNull();
    const lines = (await store.listAudit(2)).map(auditInWords);
    expect(lines[0]).toMatchObject({
      person: 'policy',
      action: 'pruned',
      before: 'entries 51 to 60',
      after: '10 entries, 0 raw reports and 0 messages removed',
    });
  });
});

describe('at the terminal', () => {
  const said = async (work: (write: (line: string) => void) => Promise<unknown>): Promise<string[]> => {
    const lines: string[] = [];
    await store.close();
    await work((line) => void lines.push(line.trimEnd()));
    store = await createStore({ file });
    return lines;
  };

  it('a dry run names what would go and changes nothing; then it goes, and verify says what was pruned', async () => {
    await scan('OLD', 40);
    await scan('STUCK', 35);
    await deliver('STUCK', 'log', 'rejected');
    await scan('NEW', 0);
    const closed = localDay(NOW - 40 * DAY_MS);
    const dry = await said((write) => pruneCommand({ db: file, olderThanDays: 30, dryRun: true }, write, () => undefined));
    expect(dry).toEqual([
      `would be removed: OLD, closed ${closed}`,
      'stays: STUCK, because a message of it is rejected (the log)',
      '1 scan closed more than 30 days ago would be removed: 2 entries, 0 raw reports, 0 messages.',
      'Nothing was changed.',
    ]);
    expect(await store.listOperations(9)).toHaveLength(3);
    await said((write) => pruneCommand({ db: file, olderThanDays: 30, dryRun: false }, write, () => undefined));
    expect((await store.listOperations(9)).map((one) => one.operationId as string)).toEqual(['NEW', 'STUCK']);
    const verified = await said((write) => auditCommand({ what: 'verify', db: file, limit: 50 }, write, () => undefined));
    expect(verified).toEqual([
      'The event log is whole: every entry follows from the one before it.',
      expect.stringMatching(
        /^Pruned on \S+ \S+ \S+ by \S+ \(terminal\): 1 scan closed more than 30 days before, with 2 entries, 0 raw reports and 0 messages\. Entry 7 seals it\.$/,
      ),
      expect.stringMatching(/^Head of the event log: entry 7, [\da-f]{64}$/),
    ]);
    const gone = await said((write) => auditCommand({ what: 'verify', db: file, limit: 50, entry: 1 }, write, () => undefined));
    expect(gone.at(-1)).toBe('Entry 1 is not there any more: it was removed with its scan (see what was pruned).');
  });

  it('records that are not there are not made', async () => {
    await expect(
      pruneCommand(
        { db: path.join(folder, 'none.sqlite'), olderThanDays: 1, dryRun: true },
        () => undefined,
        () => undefined,
      ),
    ).rejects.toThrow('There are no records at');
  });
});
