import { describe, expect, it } from 'vitest';
import type { DeliveryKey } from '../../../protocol/ids';
import { AppError } from '../../domain/errors';
import type { DeliveryService } from './delivery-service';
import { loadSession } from '../scan/load-session';
import { DELIVERY_COMMANDS } from './delivery-commands';
import { A, B, OPERATION, PairRig, UNKNOWN } from '../testing/pair-rig';

interface World {
  readonly rig: PairRig;
  readonly key: DeliveryKey;
  readonly mend: () => Promise<void>;
}

const deskOf = (rig: PairRig): DeliveryService => rig.deliveries;

/** Nobody knows whether the list was taken, its scan is damaged, and another one is open. */
async function doubtful(): Promise<World> {
  const rig = await PairRig.open();
  rig.outcome = UNKNOWN;
  const key = await rig.confirmed();
  await rig.scan('other', { A3: A });
  const mend = await rig.damageRecords();
  await rig.restart();
  await rig.up();
  return { rig, key, mend };
}

type Act = (world: World) => Promise<unknown>;
const ACTS: Readonly<Record<string, Act>> = {
  'it was taken': ({ rig, key }) => deskOf(rig).settle(key, true, 'Asked the line.'),
  'it was not taken': ({ rig, key }) => deskOf(rig).settle(key, false, 'Asked the line.'),
  'send again': ({ rig, key }) => deskOf(rig).resend(key),
  'a rival answers': ({ rig }) => rig.answer({ operationId: OPERATION, sn: 'A1', bootId: 'another', mac: B }),
};
const PAIRS = Object.keys(ACTS).flatMap((one) => Object.keys(ACTS).map((other) => [one, other] as const));

describe('a list of which nobody knows, whose scan is damaged', () => {
  it.each(PAIRS)('%s, and at the same time %s: it is settled once at most, and nothing is sent', async (one, other) => {
    for (const apart of [false, true]) {
      const world = await doubtful();
      const { rig, key, mend } = world;
      const acts: Promise<PromiseSettledResult<unknown>[]>[] = [];
      for (const name of [one, other]) {
        acts.push(Promise.allSettled([ACTS[name]?.(world)]));
        if (!apart) continue;
        await Promise.all(acts);
        await rig.restart();
      }
      const results = (await Promise.all(acts)).flat();
      const strange = results.filter((result) => result.status === 'rejected' && !(result.reason instanceof AppError));
      expect(strange).toEqual([]);
      const told = [one, other].filter((name, place) => name.startsWith('it was') && results[place]?.status === 'fulfilled');
      // Of two acts at once the first alone is done; the other is refused, and may be tried again.
      const isFirst = one.startsWith('it was') || (other.startsWith('it was') && (apart || one !== 'send again'));
      expect(told).toHaveLength(isFirst ? 1 : 0);
      const state = { 'it was taken': 'accepted', 'it was not taken': 'rejected' }[told[0] ?? ''] ?? 'unknown';
      await rig.restart();
      await rig.time();
      await rig.quiet();
      expect(rig.posts).toHaveLength(1);
      expect((await rig.store.loadDelivery(key))?.state).toBe(state);
      // The scan can be read again: its devices stand as the list was settled.
      await mend();
      await rig.restart();
      const session = await loadSession(rig.store, OPERATION);
      expect([...(session?.devices.values() ?? [])].flatMap(({ pair }) => pair?.outcome ?? [])).toEqual([state, state]);
      await expect(deskOf(rig).settle(key, true, 'once more')).rejects.toThrow(AppError);
      expect(await rig.store.verifyChain()).toBeNull();
      await rig.end();
    }
  });

  it('is not settled here once its scan can be read again, nor by an operator', async () => {
    const { rig, key, mend } = await doubtful();
    expect((await deskOf(rig).details(key)).mayBeSettled).toBe(true);
    await mend();
    await rig.restart();
    expect((await deskOf(rig).details(key)).mayBeSettled).toBe(false);
    await expect(deskOf(rig).settle(key, true, 'Asked the line.')).rejects.toThrow(/Open its operation/);
    expect(DELIVERY_COMMANDS['delivery.settle'].role).toBe('supervisor');
    await rig.end();
  });
});
