import { localMinute } from '../../../protocol/local-time';
import { closedScan } from '../testing/closed-scan';
import { describe, expect, it } from 'vitest';
import { english } from '../../../messages/english';
import { operationId } from '../../../protocol/ids';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import type { Log } from '../../domain/ports/log';
import { pruneByPolicy } from './prune';

const DAY = 86_400_000;
const YEAR = 365 * DAY;
const TODAY = Date.UTC(2030, 5, 1, 12);
const SILENT: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Records of closed scans in the order in which they were begun, each with the date that the clock had. */
async function recordsOf(dates: readonly number[]): Promise<SqliteStore> {
  const store = await createStore({ file: ':memory:' });
  await goOn(store, dates);
  return store;
}

async function goOn(store: SqliteStore, dates: readonly number[], before = 0): Promise<void> {
  await Promise.all(dates.map((at, index) => store.commit(closedScan(`S-${before + index + 1}`, at))));
}

async function left(store: SqliteStore): Promise<string[]> {
  return (await store.listOperations(500)).map((one) => one.operationId as string).toReversed();
}

const prune = (store: SqliteStore, keepDays: number, now: number) => pruneByPolicy(store, keepDays, { now, log: SILENT });

/** What docs/records.md says, sentence by sentence. */
function asTheDocsSay(dates: readonly number[], keepDays: number, now: number): { stays: string[]; said: boolean } {
  const names = dates.map((_, index) => `S-${index + 1}`);
  const isOld = (date: number): boolean => date < now - keepDays * DAY;
  const unknown = dates.map((date, index) => {
    const before2025 = date < Date.UTC(2025, 0, 1);
    const youngBefore = dates.slice(0, index).some((other) => !isOld(other) && other <= now);
    return before2025 || (isOld(date) && youngBefore);
  });
  // The latest scan stays.
  const goes = dates.map((date, index) => index < dates.length - 1 && isOld(date) && unknown[index] !== true);
  const count = goes.filter(Boolean).length;
  const stayUnknown = dates.some((date, index) => index < dates.length - 1 && isOld(date) && unknown[index] === true);
  if (count === 0) return { stays: names, said: stayUnknown };
  const newestGoing = Math.max(...dates.filter((_, index) => goes[index]));
  const oldestYoung = Math.min(now, ...dates.filter((date) => !isOld(date)));
  const behind = now + 60_000 < (dates.at(-1) ?? 0);
  const gap = oldestYoung - newestGoing > Math.max(keepDays, 30) * DAY;
  const young = dates.filter((date) => !isOld(date));
  const pauses = young.slice(1).map((date, index) => date - (young[index] ?? date));
  const isDoubtful = Math.max(...pauses, now - (dates.at(-1) ?? now)) > 30 * DAY;
  const many = isDoubtful && count > 20 && count > dates.length / 10;
  const none = behind || gap || many;
  return { stays: none ? names : names.filter((_, index) => goes[index] !== true), said: none || stayUnknown };
}

describe('what the keeping time removes', () => {
  it('is what the docs say, for every small history and clock', async () => {
    const DATES = [0, TODAY - 3 * YEAR, TODAY - 40 * DAY, TODAY - 20 * DAY, TODAY + 3 * YEAR];
    const CLOCKS = [0, TODAY - 3 * YEAR, TODAY, TODAY + 35 * DAY, TODAY + 3 * YEAR + DAY];
    const found = { said: 0, removed: 0, kept: 0 };
    for (const first of DATES)
      for (const second of DATES)
        for (const third of DATES)
          for (const fourth of [TODAY - 1_000, TODAY + 3 * YEAR]) {
            const dates = [first, second, third, fourth];
            let store = await recordsOf(dates);
            for (const now of CLOCKS) {
              const { stays, said } = asTheDocsSay(dates, 30, now);
              const notice = await prune(store, 30, now);
              const stay = await left(store);
              expect({ dates, now, stays: stay, said: notice !== null }).toEqual({ dates, now, stays, said });
              found[stays.length < dates.length ? 'removed' : said ? 'said' : 'kept'] += 1;
              if (stay.length === dates.length) continue;
              await store.close();
              store = await recordsOf(dates);
            }
            await store.close();
          }
    expect(Object.entries(found).filter(([, count]) => count < 10)).toEqual([]);
  }, 120_000);

  const yesterday = Array.from({ length: 30 }, (_, index) => TODAY - DAY + index * 60_000);

  it('is nothing after one start with the clock three years ahead, nor after a scan with that clock', async () => {
    const now = TODAY + 3 * YEAR;
    const store = await recordsOf(yesterday);
    const notice = await prune(store, 730, now);
    expect(english(notice === null ? [] : [notice])).toBe(
      `Scans are kept for 730 days, and by this computer's clock (${localMinute(now)}) 29 scans are older. Nothing was removed, because nothing is on record for a long time before the scans that stay, as where a clock was set. Check the clock. If it is right, close this window and run burnin prune --db ':memory:' --older-than 730 --dry-run; without --dry-run it removes them.`,
    );
    expect(await left(store)).toHaveLength(30);
    await store.close();
    const goneOn = await recordsOf([...yesterday.slice(0, 5), now]);
    expect(await prune(goneOn, 730, now + DAY)).not.toBeNull();
    expect(await left(goneOn)).toHaveLength(6);
    await goneOn.close();
  });

  it('is no scan that was made while the battery was empty, with whatever date, when the clock is right again', async () => {
    for (const empty of [0, Date.UTC(2019, 0, 1), TODAY - 4 * YEAR]) {
      const store = await recordsOf([TODAY - 2 * DAY, empty, empty + DAY, empty + 2 * DAY, TODAY - 1_000]);
      const notice = await prune(store, 30, TODAY);
      expect(english(notice === null ? [] : [notice])).toBe(
        "Scans are kept for 30 days. 3 older scans stay, because nobody can say how old they are: the clock was wrong then, or is wrong now. To remove them, close this window and run burnin prune --db ':memory:' --older-than 30 --dry-run; without --dry-run it removes.",
      );
      expect(await left(store)).toHaveLength(5);
      await store.close();
    }
  });

  it('goes on day by day', async () => {
    const twoADay = Array.from({ length: 80 }, (_, index) => TODAY - (40 - index / 2) * DAY);
    const store = await recordsOf(twoADay);
    for (const day of [0, 1, 2]) expect(await prune(store, 35, TODAY + day * DAY)).toBeNull();
    expect(await left(store)).toHaveLength(80 - 14);
    // After two weeks without a look, too.
    expect(await prune(store, 35, TODAY + 13 * DAY)).toBeNull();
    expect(await left(store)).toHaveLength(80 - 36);
    await store.close();
  });

  it('is as much with a look every third day, at ten scans a day, as with one each day', async () => {
    for (const every of [1, 3, 7]) {
      const store = await recordsOf([]);
      const said: unknown[] = [];
      for (let day = 0; day < 70; day += 1) {
        const now = TODAY + day * DAY;
        await goOn(
          store,
          Array.from({ length: 10 }, (_, index) => now - (10 - index) * 60_000),
          day * 10,
        );
        if (day % every === 0) said.push(await prune(store, 30, now));
      }
      expect(said.filter((notice) => notice !== null)).toEqual([]);
      expect((await left(store)).length).toBeLessThanOrEqual(10 * (31 + every));
      await store.close();
    }
  });

  it('is no more than a few where there was no scan for more than 30 days, as where the clock was set', async () => {
    const dates = Array.from({ length: 120 }, (_, index) => TODAY - (120 - index) * DAY);
    const store = await recordsOf([...dates, TODAY + 40 * DAY]);
    expect(english([(await prune(store, 90, TODAY + 41 * DAY)) ?? { code: 'terminal.stopped', params: {} }])).toContain(
      'because that is more than goes at once',
    );
    expect(await left(store)).toHaveLength(121);
    await store.close();
  });

  it('is the same after an old scan was closed late', async () => {
    const dates = Array.from({ length: 40 }, (_, index) => TODAY - (45 - index) * DAY);
    const store = await recordsOf(dates);
    const closed = { kind: 'scanClosed', reason: 'idle' } as const;
    await store.commit({ events: [{ operationId: operationId('S-1'), at: TODAY, event: closed }] });
    expect(await prune(store, 30, TODAY + 1_000)).toBeNull();
    expect((await left(store)).slice(0, 2)).toEqual(['S-1', 'S-17']);
    await store.close();
  });
});
