import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../protocol/ids';
import { pairSheet } from '../domain/pair-sheet';
import { PERSON, A, B, C, UNKNOWN, PairRig } from './testing/pair-rig';

describe('a list that waits, and a newer scan of its devices', () => {
  it.each([
    ['A1 fails', { A1: B, A2: C }, 'rejected', 'A1 does not pass any more in the newer operation op2: '],
    ['A1 is contested', { A1: A, Z9: A }, 'rejected', 'A1 is on hold in the newer operation op2: '],
    ['A1 passes', { A1: A, A2: C }, 'accepted', ''],
  ] as const)('where %s', async (_, reports, state, why) => {
    for (const restarted of [false, true]) {
      const rig = await PairRig.open();
      const key = await rig.confirmed();
      await rig.scan('op2', reports);
      if (restarted) await rig.scan('op3', { X1: B });
      await rig.up();
      if (restarted) await rig.restart();
      await rig.time();
      await rig.quiet();
      const delivery = await rig.store.loadDelivery(key);
      expect(delivery?.state).toBe(state);
      expect(delivery?.problem.startsWith(why === '' ? '' : `Not sent: ${why}`)).toBe(true);
      await rig.end();
    }
  });

  it('of two verdicts the latest counts', async () => {
    const rig = await PairRig.open();
    const key = await rig.confirmed();
    await rig.scan('op2', { A1: B });
    await rig.scan('op3', { A1: A });
    await rig.up();
    await rig.time();
    await rig.quiet();
    expect((await rig.store.loadDelivery(key))?.state).toBe('accepted');
    await rig.end();
  });
});

describe('a serial number that is under way in another operation', () => {
  const offered = async (rig: PairRig): Promise<unknown> => {
    const { serials, heldBack } = pairSheet(rig.session, String, await rig.engine.underWayElsewhere(rig.session));
    return { serials, heldBack: heldBack.map(({ sn, sentence }) => `${sn}: ${sentence}`) };
  };

  it('is not offered until that is over, and says why', async () => {
    const rig = await PairRig.open();
    await rig.confirmed();
    await rig.scan('op2', { A1: A });
    const waits = ['A1: It is on its way to pair in operation op already.'];
    expect(await offered(rig)).toEqual({ serials: [], heldBack: waits });
    rig.outcome = UNKNOWN;
    await rig.time();
    await rig.quiet();
    const asked = ['A1: It may have been taken in operation op: open that operation and settle it there.'];
    expect(await offered(rig)).toEqual({ serials: [], heldBack: asked });
    await rig.engine.open('op');
    await rig.engine.settlePair(['A1', 'A2'] as DeviceId[], 'sendAgain', 'Not taken.', PERSON);
    await rig.engine.open('op2');
    expect(await offered(rig)).toEqual({ serials: ['A1'], heldBack: [] });
    await rig.end();
  });

  it('goes out once when two lists have it all the same', async () => {
    const rig = await PairRig.open();
    const first = await rig.confirmed();
    await rig.scan('op2', { A1: A });
    const second = await rig.confirm();
    await rig.time();
    await rig.quiet();
    await rig.up();
    await rig.time();
    await rig.quiet();
    expect((await rig.store.loadDelivery(first))?.state).toBe('accepted');
    expect(await rig.store.loadDelivery(second)).toMatchObject({
      state: 'rejected',
      problem: 'Not sent: A1 is on its way to pair in operation op already.',
    });
    await rig.end();
  });
});
