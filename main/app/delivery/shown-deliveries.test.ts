import { describe, expect, it, vi } from 'vitest';
import type { DeliveryKey, DeviceId } from '../../../protocol/ids';
import type { DeliveryView } from '../../../protocol/model';
import type { PostOutcome } from '../../domain/ports/factory';
import { C, OPERATION, PERSON, PairRig, UNKNOWN } from '../testing/pair-rig';
import { ShownDeliveries } from './shown-deliveries';

const PARTLY: PostOutcome = {
  kind: 'accepted',
  status: 200,
  body: { rejected: [{ sn: 'A1', reason: 'Device is already paired' }] },
};
const devices = (...sns: string[]): DeviceId[] => sns as DeviceId[];

/** A list of the first operation was answered so, and what is done there before another operation is opened. */
async function answered(outcome: PostOutcome, before: (rig: PairRig) => Promise<void> = async () => undefined) {
  const rig = await PairRig.open();
  rig.outcome = outcome;
  const key = await rig.confirmed();
  await before(rig);
  await rig.scan('op-2', { A3: C });
  return { rig, key };
}

const silent = (): void => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

async function shown(rig: PairRig, screen = new Map<DeliveryKey, DeliveryView>()): Promise<ShownDeliveries> {
  const operation = () => rig.session.operationId;
  const tell = (view: DeliveryView) => void screen.set(view.key, view);
  const deliveries = new ShownDeliveries({ store: rig.store, operation, tell, log });
  await deliveries.load();
  return deliveries;
}

const listOf = (deliveries: ShownDeliveries, key: DeliveryKey) => deliveries.views().find((view) => view.key === key);

describe('a list of an earlier operation', () => {
  it('of which some devices were refused is shown until a person has settled them, also after a restart', async () => {
    const { rig, key } = await answered(PARTLY);
    expect(listOf(await shown(rig), key)).toMatchObject({ state: 'accepted', unsettled: 1 });
    await rig.restart();
    expect(rig.session.operationId).toBe('op-2');
    expect(listOf(await shown(rig), key)).toMatchObject({ state: 'accepted', unsettled: 1 });
    await rig.engine.open(OPERATION);
    expect(listOf(await shown(rig), key)).not.toHaveProperty('unsettled');
    await rig.engine.settlePair(OPERATION, devices('A1'), 'done', 'By hand.', PERSON);
    await rig.engine.open('op-2');
    expect(listOf(await shown(rig), key)).toBeUndefined();
    await rig.end();
  });

  it('of which nobody knows says how many of it are not settled', async () => {
    const none = await answered(UNKNOWN);
    expect(listOf(await shown(none.rig), none.key)).toMatchObject({ state: 'unknown', unsettled: 2 });
    await none.rig.end();
    const one = await answered(UNKNOWN, (rig) => rig.engine.settlePair(OPERATION, devices('A1'), 'done', 'Paired.', PERSON));
    expect(listOf(await shown(one.rig), one.key)).toMatchObject({ state: 'unknown', unsettled: 1 });
    await one.rig.end();
    const all = await answered(UNKNOWN, (rig) =>
      rig.engine.settlePair(OPERATION, devices('A1', 'A2'), 'done', 'Paired.', PERSON),
    );
    expect(listOf(await shown(all.rig), all.key)).toMatchObject({ state: 'unknown', unsettled: 0 });
    await all.rig.end();
  });

  it('that was taken as a whole is not shown beside one of which a device was refused', async () => {
    const { rig, key } = await answered(PARTLY, async (first) => {
      await first.engine.settlePair(OPERATION, devices('A1'), 'sendAgain', 'Mended.', PERSON);
    });
    await rig.engine.open(OPERATION);
    await rig.up();
    const again = await rig.confirm();
    await rig.engine.open('op-2');
    expect((await rig.store.loadDelivery(again))?.state).toBe('accepted');
    const deliveries = await shown(rig);
    expect([listOf(deliveries, key), listOf(deliveries, again)]).toEqual([undefined, undefined]);
    await rig.end();
  });

  it('that is answered while another operation is open is counted then', async () => {
    const rig = await PairRig.open();
    const key = await rig.confirmed();
    await rig.scan('op-2', { A3: C });
    const screen = new Map<DeliveryKey, DeliveryView>();
    const deliveries = await shown(rig, screen);
    expect(screen.get(key)).toMatchObject({ state: 'queued', unsettled: 0 });
    rig.outcome = PARTLY;
    for (let turn = 0; turn < 3; turn += 1) {
      await rig.time();
      await rig.quiet();
    }
    const head = await rig.store.loadDelivery(key);
    if (head === null) throw new Error('it is gone');
    expect(head.state).toBe('accepted');
    deliveries.changed(head);
    await vi.waitFor(() => expect(screen.get(key)).toMatchObject({ state: 'accepted', unsettled: 1 }));
    expect(listOf(deliveries, key)).toEqual(screen.get(key));
    await rig.end();
  });

  it('is told anew when the operation that is open is another one, in either direction, and when its operation is counted', async () => {
    const { rig, key } = await answered(PARTLY);
    const screen = new Map<DeliveryKey, DeliveryView>();
    const deliveries = await shown(rig, screen);
    expect(screen.get(key)).toMatchObject({ unsettled: 1 });
    await rig.engine.open(OPERATION);
    deliveries.opened();
    await vi.waitFor(() => expect(screen.get(key)).not.toHaveProperty('unsettled'));
    await rig.engine.open('op-2');
    deliveries.opened();
    await vi.waitFor(() => expect(screen.get(key)).toMatchObject({ unsettled: 1 }));
    await rig.store.commit({
      leftOver: { operationId: OPERATION, counts: { target: 'pair', notPaired: 0, refused: 0, unknown: 0 } },
    });
    deliveries.recount(OPERATION);
    // It is shown no longer, and what stands on the screen says that nothing of it waits.
    await vi.waitFor(() => expect(screen.get(key)).toMatchObject({ unsettled: 0 }));
    expect(listOf(deliveries, key)).toBeUndefined();
    await rig.end();
  });

  it('that changes while the records are read stands as it changed', async () => {
    const { rig, key } = await answered(UNKNOWN);
    const deliveries = await shown(rig);
    const head = await rig.store.loadDelivery(key);
    if (head === null) throw new Error('it is gone');
    const reading = deliveries.load();
    await Promise.resolve();
    deliveries.changed({ ...head, attempts: 7 });
    await reading;
    expect(listOf(deliveries, key)).toMatchObject({ attempts: 7 });
    await rig.end();
  });
});
