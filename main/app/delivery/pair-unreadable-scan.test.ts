import { english } from '../../../messages/english';
import { NO_TEXT } from '../../../protocol/texts/text';
import { inWords } from '../../../messages/testing/in-words';
import { describe, expect, it } from 'vitest';
import { A, OPERATION, NOT_SENT, UNKNOWN, PairRig } from '../testing/pair-rig';

describe('a list whose scan cannot be looked at', () => {
  it('waits with a sentence, is not in doubt after the next start, and holds up nothing else', async () => {
    const rig = await PairRig.open();
    const key = await rig.confirmed();
    await rig.scan('other', { A3: 'e0:18:7d:2e:ca:6d' });
    const real = rig.store;
    const unreadable = { on: true };
    rig.store = {
      ...real,
      loadReports: (id) => (unreadable.on && id === OPERATION ? Promise.reject(new Error('busy')) : real.loadReports(id)),
    };
    await rig.restart();
    await rig.up();
    await rig.time();
    await rig.quiet();
    expect(inWords(await rig.store.loadDelivery(key))).toMatchObject({
      state: 'queued',
      problem:
        'Not sent yet: the console could not look whether the devices of operation op still pass. ' +
        'The records could not be read. It looks again by itself.',
    });
    await rig.restart();
    expect((await rig.store.loadDelivery(key))?.state).toBe('queued');
    expect(
      (await rig.store.openDeliveries(null, 100)).filter(({ kind, state }) => kind !== 'pair' && state !== 'accepted'),
    ).toEqual([]);
    unreadable.on = false;
    await rig.time();
    await rig.quiet();
    expect((await rig.store.loadDelivery(key))?.state).toBe('accepted');
    expect(rig.posts.filter(({ taken }) => taken)).toEqual([{ serials: ['A1', 'A2'], taken: true }]);
    await rig.end();
  });

  it.each([
    ['nothing was sent', NOT_SENT, 'rejected', /^Not sent: The records of operation op are damaged, .*altered afterwards\.$/],
    ['a try may have arrived', UNKNOWN, 'unknown', /^Not sent again: The records of operation op are damaged, .*: ask there\.$/],
  ] as const)(
    '%s, and the records of the scan are damaged: it is kept back, now and at every start',
    async (_, outcome, state, why) => {
      const rig = await PairRig.open();
      rig.outcome = outcome;
      const key = await rig.confirmed();
      if (outcome === UNKNOWN) {
        rig.outcome = NOT_SENT;
        await rig.again(key);
        await rig.quiet();
      }
      await rig.scan('other', { A3: 'e0:18:7d:2e:ca:6d' });
      await rig.damageRecords();
      await rig.up();
      await rig.restart();
      await rig.time();
      await rig.quiet();
      expect(inWords(await rig.store.loadDelivery(key))).toMatchObject({ state, problem: expect.stringMatching(why) });
      expect(rig.posts.filter(({ taken }) => taken)).toEqual([]);
      expect(await rig.notices()).toHaveLength(1);
      await expect(rig.again(key)).rejects.toThrow(/^The records of operation op are damaged/);
      await rig.restart();
      expect((await rig.store.loadDelivery(key))?.state).toBe(state);
      await rig.end();
    },
  );

  it('and it was being sent when the program was killed: the program starts, and nobody says that it was not sent', async () => {
    const rig = await PairRig.open();
    const key = await rig.confirmed();
    await rig.scan('other', { A3: 'e0:18:7d:2e:ca:6d' });
    const { attempts, problem } = (await rig.store.loadDelivery(key)) ?? { attempts: 0, problem: NO_TEXT };
    const sending = { key, state: 'sending', attempts, problem, nextTryAt: null, settledAt: null } as const;
    await rig.outbox.stop();
    await rig.store.commit({ deliveryUpdates: [sending] });
    await rig.damageRecords();
    await rig.restart();
    expect((await rig.store.loadDelivery(key))?.state).toBe('unknown');
    await rig.end();
  });

  describe('and nobody knows whether it was taken', () => {
    const doubtful = async () => {
      const rig = await PairRig.open();
      rig.outcome = UNKNOWN;
      const key = await rig.confirmed();
      const desk = () => rig.deliveries;
      return { rig, key, desk };
    };

    it.each([
      [true, 'accepted', 'Settled by S-1: it was taken. Asked the line.'],
      [false, 'rejected', 'Settled by S-1: it was not taken, so its devices can be paired in a new operation. Asked the line.'],
    ] as const)(
      'a person settles the list (taken: %s), it is on record, and its devices are free again',
      async (taken, state, problem) => {
        const { rig, key, desk } = await doubtful();
        // Scans are packed, and so damaged here, when another is open.
        await rig.scan('other', { A1: A });
        await rig.damageRecords();
        await rig.restart();
        expect((await desk().details(key)).mayBeSettled).toBe(true);
        const elsewhere = async () => [...(await rig.engine.underWayElsewhere(rig.session)).values()].map((why) => english(why));
        expect(await elsewhere()).toEqual([
          'It may have been taken in operation op, whose records are damaged: ask there, then settle the list in Deliveries.',
        ]);
        expect(inWords(await desk().settle(key, taken, 'Asked the line.'))).toMatchObject({ state, problem });
        expect(await elsewhere()).toEqual([]);
        expect(await rig.store.listAudit(1)).toMatchObject([{ event: { action: 'deliverySettled', person: 'S-1' } }]);
        await rig.restart();
        expect(inWords(await rig.store.loadDelivery(key))).toMatchObject({ state, problem });
        expect(rig.posts).toHaveLength(1);
        await rig.end();
      },
    );

    it('where its scan can be opened it is settled device by device, and never twice', async () => {
      const { rig, key, desk } = await doubtful();
      expect((await desk().details(key)).mayBeSettled).toBe(false);
      await expect(desk().settle(key, true, 'no')).rejects.toThrow(/Open its operation and settle its devices there\.$/);
      await rig.scan('other', { A1: A });
      await rig.damageRecords();
      await rig.restart();
      await desk().settle(key, false, 'Asked the line.');
      await expect(desk().settle(key, true, 'again')).rejects.toThrow(/^Only a list of which nobody knows/);
      await rig.end();
    });
  });
});
