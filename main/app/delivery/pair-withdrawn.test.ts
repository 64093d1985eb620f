import { inWords } from '../../../messages/testing/in-words';
import { english } from '../../../messages/english';
import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../../protocol/ids';
import { isContested, openContests } from '../../domain/scan/state';
import { DEALT_WITH_SINCE } from './pair-standing';
import { PERSON, A, B, C, NOT_SENT, UNKNOWN, PairRig } from '../testing/pair-rig';

const NOT_SENT_BECAUSE = /^Not sent: A1 (?:is on hold|does not pass any more) since the list was confirmed: .+\.$/;

/** What comes to light about A1 while the list waits. */
const FINDINGS: Readonly<Record<string, (rig: PairRig) => Promise<void>>> = {
  'another unit claims its serial number': (rig) => rig.report('A1', 'another boot', B),
  'another device has its address': (rig) => rig.report('Z9', 'z', A),
  'MES gives its address to another device, which has it too': async (rig) => {
    await rig.engine.rescan(rig.session.operationId, ['A3' as DeviceId], PERSON);
    await rig.report('A3', 'a3', A);
    await rig.mes('A3', A);
  },
};

function* everyOrder<T>(of: readonly T[]): Generator<T[]> {
  if (of.length === 0) yield [];
  for (const [at, one] of of.entries())
    for (const rest of everyOrder(of.filter((_, other) => other !== at))) yield [one, ...rest];
}

describe('a confirmed list that waits, and something that comes to light about one of its devices', () => {
  const STEPS = ['finding', 'up', 'time'] as const;

  it.each([
    ['another unit claims its serial number', [...STEPS, 'restart'] as const, { sentBefore: 4, keptBack: 20 }],
    ['another device has its address', STEPS, { sentBefore: 1, keptBack: 5 }],
    ['MES gives its address to another device, which has it too', STEPS, { sentBefore: 1, keptBack: 5 }],
  ])('%s: in no order is it sent after that', { timeout: 120_000 }, async (what, steps, expected) => {
    const outcomes = { sentBefore: 0, keptBack: 0 };
    for (const order of everyOrder(steps)) {
      const rig = await PairRig.open();
      const key = await rig.confirmed();
      let known = Number.POSITIVE_INFINITY;
      for (const step of order) {
        if (step === 'finding') {
          await FINDINGS[what]?.(rig);
          known = rig.posts.length;
        } else await rig[step]();
        await rig.quiet();
      }
      await rig.up();
      for (let turn = 0; turn < 3; turn += 1) {
        await rig.time();
        await rig.quiet();
      }
      expect({ order, after: rig.posts.slice(known) }).toEqual({ order, after: [] });
      const sent = rig.posts.some(({ taken }) => taken);
      const delivery = await rig.store.loadDelivery(key);
      const a1 = rig.session.devices.get('A1' as DeviceId);
      expect(a1?.status === 'fail' || (a1 !== undefined && isContested(a1))).toBe(true);
      const isNamed = NOT_SENT_BECAUSE.test(english(delivery?.problem ?? []));
      const told = (await rig.notices()).length;
      expect({ order, state: delivery?.state, pair: a1?.pair?.outcome, isNamed, told }).toEqual(
        sent
          ? { order, state: 'accepted', pair: 'accepted', isNamed: false, told: 0 }
          : { order, state: 'rejected', pair: 'rejected', isNamed: true, told: 1 },
      );
      outcomes[sent ? 'sentBefore' : 'keptBack'] += 1;
      await rig.end();
    }
    expect(outcomes).toEqual(expected);
  });

  it('a person settles it, and the others go in a list of their own', async () => {
    const rig = await PairRig.open();
    await rig.confirmed();
    await rig.report('A1', 'another boot', B);
    await rig.up();
    await rig.time();
    await rig.quiet();
    await rig.engine.settlePair(
      rig.session.operationId,
      ['A1', 'A2'] as DeviceId[],
      'sendAgain',
      'A1 is being looked at.',
      PERSON,
    );
    await rig.confirm();
    expect(rig.posts.at(-1)).toEqual({ serials: ['A2'], taken: true });
    await rig.end();
  });

  it('a person looks, lets it pass, and has the message sent again', async () => {
    const rig = await PairRig.open();
    const key = await rig.confirmed();
    await rig.report('Z9', 'z', A);
    await rig.up();
    await rig.time();
    await rig.quiet();
    await expect(rig.again(key)).rejects.toThrow(english(DEALT_WITH_SINCE));
    const device = rig.session.devices.get('A1' as DeviceId);
    const seen = device === undefined ? [] : openContests(device).map((contest) => contest.key);
    await rig.engine.clearContest(rig.session.operationId, [{ id: 'A1' as DeviceId, seen }], PERSON);
    await rig.again(key);
    await rig.quiet();
    expect(rig.posts.at(-1)).toEqual({ serials: ['A1', 'A2'], taken: true });
    await rig.end();
  });

  it('after a try that may have arrived nobody says that it was not taken', async () => {
    const rig = await PairRig.open();
    rig.outcome = UNKNOWN;
    const key = await rig.confirmed();
    expect((await rig.store.loadDelivery(key))?.state).toBe('unknown');
    rig.outcome = NOT_SENT;
    await rig.again(key);
    await rig.quiet();
    await rig.report('A1', 'another boot', B);
    await rig.restart();
    await rig.up();
    await rig.time();
    await rig.quiet();
    expect(rig.posts.map(({ taken }) => taken)).toEqual([false, false]);
    expect(inWords(await rig.store.loadDelivery(key))).toMatchObject({
      state: 'unknown',
      problem: expect.stringMatching(/^Not sent again: A1 is on hold .* An earlier try may have arrived: ask there\.$/),
    });
    await rig.end();
  });
});

describe('what is said of a list that is kept back', () => {
  it('every device is named, and nothing comes after the end of a sentence', async () => {
    const rig = await PairRig.open();
    const key = await rig.confirmed();
    await rig.report('Z9', 'z', A);
    await rig.report('Z8', 'y', C);
    await rig.up();
    await rig.time();
    await rig.quiet();
    const { problem } = (await rig.store.loadDelivery(key)) ?? {};
    expect(english(problem ?? [])).toBe(
      'Not sent: 2 devices are not as they were when the list was confirmed: A1 and A2. ' +
        'A1 is on hold since the list was confirmed: eth0: Z9 (eth0) reported this MAC too.',
    );
    await rig.end();
  });

  it('a list to burn is called so', async () => {
    const rig = await PairRig.open();
    await rig.confirmed(1);
    await rig.report('Z9', 'z', A);
    await rig.up();
    await rig.time();
    await rig.quiet();
    expect(await rig.notices()).toEqual([expect.stringMatching(/^Notification: Burn list kept back\. Not sent: A1 is on hold /)]);
    await rig.end();
  });
});

describe('a doubt about an earlier message', () => {
  it('stays with the device under a new key, and with no other', async () => {
    const rig = await PairRig.open();
    rig.outcome = UNKNOWN;
    await rig.confirmed();
    await rig.engine.settlePair(rig.session.operationId, ['A1'] as DeviceId[], 'sendAgain', 'Asked there.', PERSON);
    await rig.engine.rescan(rig.session.operationId, ['A3'] as DeviceId[], PERSON);
    await rig.report('A3', 'a3', 'e0:18:7d:2e:ca:6d');
    await rig.mes('A3', 'e0:18:7d:2e:ca:6d');
    await rig.engine.finish(rig.session.operationId, PERSON);
    rig.outcome = NOT_SENT;
    const key = await rig.confirm();
    await rig.report('Z9', 'z', A);
    await rig.up();
    await rig.time();
    await rig.quiet();
    expect(inWords(await rig.store.loadDelivery(key))).toMatchObject({
      serials: ['A1', 'A3'],
      state: 'unknown',
      problem: expect.stringMatching(/^Not sent again: A1 .* An earlier try may have arrived: ask there\.$/),
    });
    const outcomeOf = (sn: string): unknown => rig.session.devices.get(sn as DeviceId)?.pair?.outcome;
    expect(['A1', 'A3'].map(outcomeOf)).toEqual(['unknown', 'rejected']);
    await expect(rig.engine.rescan(rig.session.operationId, ['A1'] as DeviceId[], PERSON)).rejects.toThrow(
      /cannot be scanned again/,
    );
    await rig.engine.rescan(rig.session.operationId, ['A3'] as DeviceId[], PERSON);
    await rig.end();
  });
});
