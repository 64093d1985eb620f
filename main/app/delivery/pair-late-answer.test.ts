import { inWords } from '../../../messages/testing/in-words';
import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../../protocol/ids';
import { loadSession } from '../scan/load-session';
import { A, B, C, OPERATION, PERSON, PairRig } from '../testing/pair-rig';

const RIVAL = { operationId: 'op', sn: 'A1', bootId: 'another boot', mac: B };
const D = 'e0:18:7d:2e:ca:6d';
const devices = (...sns: string[]): DeviceId[] => sns as DeviceId[];

/** How a scan can stand while another one is open, from A1 and A2 passed and confirmed. */
const STATES: Readonly<Record<string, (rig: PairRig) => Promise<void>>> = {
  closed: async (rig) => {
    await rig.scan('op-2', { A2: C });
  },
  'interrupted in a rescan': async (rig) => {
    await rig.scan('op-2', { A2: C });
    await rig.engine.open('op');
    await rig.engine.rescan(rig.session.operationId, devices('A3'), PERSON);
    await rig.restart();
  },
  'interrupted in a rescan and answered there': async (rig) => {
    await rig.scan('op-2', { A2: C });
    await rig.engine.open('op');
    await rig.engine.rescan(rig.session.operationId, devices('A3'), PERSON);
    await rig.report('A3', 'a3', D);
    await rig.restart();
  },
};

const go = async (rig: PairRig): Promise<void> => {
  await rig.up();
  for (let turn = 0; turn < 3; turn += 1) {
    await rig.time();
    await rig.quiet();
  }
};

describe('a list that waits, and an answer to its scan, which is not open', () => {
  it.each(Object.keys(STATES))('and was %s: a rival keeps it back, once and for all', async (state) => {
    const rig = await PairRig.open();
    const key = await rig.confirmed();
    await STATES[state]?.(rig);
    expect(rig.session.operationId).toBe('op-2');
    expect(await rig.answer(RIVAL)).toBeNull();
    expect(await rig.answer({ ...RIVAL, bootId: 'a third boot' })).toBeNull();
    await go(rig);
    expect(rig.posts.filter(({ taken }) => taken)).toEqual([]);
    expect(inWords(await rig.store.loadDelivery(key))).toMatchObject({
      state: 'rejected',
      problem: expect.stringMatching(/^Not sent: A1 /),
    });
    const conflicts = (await rig.store.openDeliveries(OPERATION, 100)).filter(({ summary }) => summary.includes('claim serial'));
    expect(conflicts).toHaveLength(state === 'closed' ? 0 : 1);
    // What the list of scans says, what memory says and what the records come to is one.
    const folded = await loadSession(rig.store, OPERATION);
    for (const { sn, status } of (await rig.store.loadDeviceResults(OPERATION)).filter(({ sn }) => sn !== 'A3'))
      expect(folded?.devices.get(sn as DeviceId)?.status).toBe(status);
    expect(await rig.store.verifyChain()).toBeNull();
    await rig.engine.open('op');
    expect(rig.session.phase).toBe(state === 'closed' ? 'closed' : 'scanning');
    await rig.end();
  });

  it.each(Object.keys(STATES))('and was %s: the unit itself, which answers once more, speaks against nothing', async (state) => {
    const rig = await PairRig.open();
    const key = await rig.confirmed();
    await STATES[state]?.(rig);
    expect(await rig.answer({ ...RIVAL, bootId: 'A1', mac: A, attempt: 1 })).toBeNull();
    await go(rig);
    expect((await rig.store.loadDelivery(key))?.state).toBe('accepted');
    await rig.end();
  });

  it('and is damaged: the answer is kept, and the list is kept back', async () => {
    const rig = await PairRig.open();
    const key = await rig.confirmed();
    await rig.scan('op-2', { A2: C });
    await rig.damageRecords();
    await rig.restart();
    expect(await rig.answer(RIVAL)).toBeNull();
    await go(rig);
    expect((await rig.store.loadDelivery(key))?.state).toBe('rejected');
    expect(rig.posts.filter(({ taken }) => taken)).toEqual([]);
    await rig.end();
  });
});

it('a late answer that is delivered twice is late once, in memory and in the records', async () => {
  const rig = await PairRig.open();
  await rig.confirmed();
  await rig.scan('op-2', { A2: C });
  await rig.answer(RIVAL);
  await rig.answer(RIVAL);
  await rig.engine.open('op');
  await rig.answer(RIVAL);
  await rig.answer({ ...RIVAL, bootId: 'a third boot' });
  for (const restarted of [false, true]) {
    if (restarted) await rig.engine.open('op-2').then(() => rig.engine.open('op'));
    expect(rig.session.counts).toMatchObject({ late: 2, duplicates: 2, contested: 1 });
    expect(rig.session.aside.map(({ kind }) => kind)).toEqual(['late', 'duplicate', 'duplicate', 'late']);
  }
  await rig.end();
});

describe('an answer to a scan that was interrupted', () => {
  it('counts there as if it were open, and MES is asked when it is opened', async () => {
    const rig = await PairRig.open();
    await rig.confirmed();
    await STATES['interrupted in a rescan']?.(rig);
    expect(await rig.answer({ operationId: 'op', sn: 'A3', bootId: 'a3', mac: D, attempt: 2 })).toBeNull();
    await rig.engine.open('op');
    expect(rig.session.devices.get('A3' as DeviceId)).toMatchObject({ status: 'reported', attempt: 2 });
    await rig.mes('A3', D);
    expect(rig.session.devices.get('A3' as DeviceId)?.status).toBe('pass');
    await rig.end();
  });

  it('is not made of what was known before that scan was opened and another one after it', async () => {
    const rig = await PairRig.open();
    await rig.confirmed();
    await STATES['interrupted in a rescan']?.(rig);
    await rig.answer({ ...RIVAL, sn: 'A2' });
    await rig.engine.open('op');
    await rig.report('Z9', 'z', 'e0:18:7d:2e:ca:6e');
    await rig.restart();
    await rig.answer({ ...RIVAL, sn: 'Z9', mac: 'e0:18:7d:2e:ca:6f' });
    expect((await rig.store.loadDeviceResults('op')).map(({ sn, status }) => `${sn} ${status}`)).toEqual([
      'A1 pass',
      'A2 conflict',
      'A3 noAnswer',
      'Z9 conflict',
    ]);
    await rig.end();
  });
});
