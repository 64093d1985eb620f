import { expect, it, vi } from 'vitest';
import { OperationId } from '../../protocol/ids';
import { systemIdentities } from '../identities';
import { readReportBytes } from './load-session';
import { A, B, C, OPERATION, PairRig } from './testing/pair-rig';

it('a late report whose scan is removed from the records in that very moment is taken up again, and not lost in it', async () => {
  const rig = await PairRig.open();
  await rig.outbox.start();
  await rig.scan('op', { A1: A });
  await rig.scan('op-2', { A2: C });
  await rig.quiet();
  const body = { operationId: 'op', sn: 'A1', bootId: 'another', interfaces: [{ interface: 'eth0', macaddr: B }] };
  const bytes = Buffer.from(JSON.stringify(body));
  const report = readReportBytes(bytes);
  if (report === null) throw new Error('cannot be read');
  const stored = { id: systemIdentities.unique(), operationId: OperationId.parse('op'), sn: 'A1', at: 1, bytes, properties: {} };
  const { store } = rig;
  const look = vi.spyOn(store, 'findOperation').mockImplementation(async (id) => {
    look.mockRestore();
    const found = await store.findOperation(id);
    await store.prune({ operationIds: [OPERATION], at: 5, person: 'policy', olderThanDays: 1 });
    return found;
  });
  await expect(rig.engine.fileLate(report, stored, {})).rejects.toMatchObject({ code: 'notAllowedNow' });
  expect(await store.loadReport(stored.id)).toBeNull();
  expect(await rig.engine.fileLate(report, stored, {})).toMatch(/^whose records were removed/);
  expect(rig.engine.failure).toBeNull();
  expect(await store.verifyChain()).toBeNull();
  await rig.end();
});
