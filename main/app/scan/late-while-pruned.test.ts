import { expect, it, vi } from 'vitest';
import { A, B, C, OPERATION, PairRig, reportOf } from '../testing/pair-rig';

it('a late report whose scan is removed from the records in that very moment is taken up again, and not lost in it', async () => {
  const rig = await PairRig.open();
  await rig.outbox.start();
  await rig.scan('op', { A1: A });
  await rig.scan('op-2', { A2: C });
  await rig.quiet();
  const { report, stored } = reportOf({ operationId: OPERATION, sn: 'A1', bootId: 'another', mac: B });
  const { store } = rig;
  const find = store.findOperation.bind(store);
  // It is looked for once before its turn, and once in it.
  const look = vi
    .spyOn(store, 'findOperation')
    .mockImplementationOnce(find)
    .mockImplementationOnce(async (id) => {
      const found = await find(id);
      await store.prune({ operationIds: [OPERATION], at: 5, person: 'policy', olderThanDays: 1 });
      look.mockRestore();
      return found;
    });
  await expect(rig.engine.fileLate(report, stored, {})).rejects.toMatchObject({ code: 'notAllowedNow' });
  expect(await store.loadReport(stored.id)).toBeNull();
  expect(await rig.engine.fileLate(report, stored, {})).toMatchObject({ code: 'message.removedOperation' });
  expect(rig.engine.failure).toBeNull();
  expect(await store.verifyChain()).toBeNull();
  await rig.end();
});
