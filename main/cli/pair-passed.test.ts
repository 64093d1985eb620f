import { afterEach, expect, it, vi } from 'vitest';
import { text } from '../../protocol/texts/text';
import { DEFAULT_SETTINGS } from '../../protocol/settings';
import { ScanService } from '../app/scan/scan-service';
import { B, OPERATION, PairRig } from '../app/testing/pair-rig';
import { AppError } from '../domain/errors';
import { systemIdentities } from '../identities';
import { pairPassed } from './pair-passed';

afterEach(() => vi.restoreAllMocks());

/** When something else happens: before the list is looked at, after that, or while it is confirmed. */
const MOMENTS = ['before', 'looked', 'confirming'] as const;
type Moment = (typeof MOMENTS)[number];
const WORLDS = [[], ...MOMENTS.map((one) => [one]), ...MOMENTS.flatMap((one) => MOMENTS.map((other) => [one, other]))];

/** A1 and A2 passed, and nothing of it is confirmed. @param at is called at each moment */
async function closedScan(at: (moment: Moment) => Promise<void>) {
  const rig = await PairRig.inMemory();
  await rig.outbox.start();
  await rig.scan(OPERATION, { A1: 'e0:18:7d:2e:ca:68', A2: 'e0:18:7d:2e:ca:6b' });
  const silent = (): void => undefined;
  const service = new ScanService({
    engine: rig.engine,
    clock: rig.clock,
    ids: systemIdentities,
    settings: () => DEFAULT_SETTINGS,
    broker: () => ({ state: 'up', reason: [text('link.signIn')], since: 0 }),
    loadKeys: async () => undefined,
    signIn: { badge: () => null, require: silent, sameAsNow: () => silent, approve: async () => '' },
    selfTest: async () => undefined,
  });
  const looks = rig.engine.underWayElsewhere.bind(rig.engine);
  let isConfirming = false;
  vi.spyOn(rig.engine, 'underWayElsewhere').mockImplementation(async (session) => {
    const elsewhere = await looks(session);
    if (isConfirming) await at('confirming');
    return elsewhere;
  });
  const scan: Pick<ScanService, 'offeredSheet' | 'confirmPair'> = {
    offeredSheet: async (shown) => {
      isConfirming = false;
      await at('before');
      const sheet = await service.offeredSheet(shown);
      await at('looked');
      return sheet;
    },
    confirmPair: async (shown, digest) => {
      isConfirming = true;
      return service.confirmPair(shown, digest);
    },
  };
  const interrupted = new AbortController();
  const said: string[] = [];
  const session = { operationId: OPERATION, scanMode: 0 as const };
  const pair = (): Promise<boolean> =>
    pairPassed({ scan, engine: rig.engine }, session, interrupted.signal, (line) => said.push(line));
  return { rig, interrupted, said, pair };
}

it.each(WORLDS.map((moments) => ({ moments })))('second units claim serial numbers at $moments', async ({ moments }) => {
  const open = [...moments];
  const claimed: string[] = [];
  const { rig, said, pair } = await closedScan(async (moment) => {
    if (open[0] !== moment) return;
    open.shift();
    const sn = `A${claimed.length + 1}`;
    claimed.push(sn);
    await rig.report(sn, 'twin', B);
  });
  expect(await pair()).toBe(true);
  const happened = claimed.length;
  await rig.quiet();
  const list = ['A1', 'A2'].filter((sn) => !claimed.includes(sn));
  expect(rig.posts.map(({ serials }) => serials)).toEqual(list.length === 0 ? [] : [list]);
  const held =
    happened === 0
      ? ''
      : `${happened} device${happened === 1 ? ' passed and is' : 's passed and are'} on hold until somebody has looked`;
  const confirmed = `Pair: ${list.length === 1 ? '1 serial number' : '2 serial numbers'} confirmed`;
  const first = list.length === 0 ? [] : [confirmed];
  const sentence = `${[...first, ...(held === '' ? [] : [held])].join('; ')}.`;
  expect(said).toEqual([list.length === 0 ? `Nothing to pair: ${sentence}` : sentence]);
  await rig.end();
});

it('a list that cannot be confirmed is said with why, and left to do', async () => {
  const { rig, said, pair } = await closedScan(async (moment) => {
    if (moment === 'confirming') throw new AppError('storeFailed', text('store.readOnly', { file: 'x.sqlite' }));
  });
  expect(await pair()).toBe(false);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^Pair: the list was not confirmed\. .*x\.sqlite.* To pair what passed, scan again, or open/);
  await rig.end();
});

it('one that changes for ever is left to do', async () => {
  let count = 0;
  const { rig, said, pair } = await closedScan(async (moment) => {
    if (moment !== 'confirming') return;
    count += 1;
    const now = performance.now() + 7_000 * count;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    throw new AppError('sheetChanged', text('pair.listChanged'));
  });
  expect(await pair()).toBe(false);
  expect(count).toBeGreaterThan(1);
  expect(said).toEqual([expect.stringMatching(/^Pair: the list was not confirmed\. The list changed/)]);
  await rig.end();
});

it('who interrupts it while the list changes has nothing sent', async () => {
  const { rig, interrupted, said, pair } = await closedScan(async (moment) => {
    if (moment !== 'confirming') return;
    interrupted.abort();
    throw new AppError('sheetChanged', text('pair.listChanged'));
  });
  expect(await pair()).toBe(false);
  expect(said).toEqual([expect.stringContaining('because the scan was interrupted')]);
  expect(rig.posts).toEqual([]);
  await rig.end();
});
