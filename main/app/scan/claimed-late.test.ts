import { expect, it } from 'vitest';
import { OperationId } from '../../../protocol/ids';
import { B, PairRig, reportOf } from '../testing/pair-rig';
import { loadSession } from './load-session';

const OP = OperationId.parse('op');

/** Counts of the scan as it is open, and as its records come to. */
async function counted(rig: PairRig): Promise<readonly (readonly [number, number])[]> {
  const folded = await loadSession(rig.store, OP);
  const open = rig.engine.session?.operationId === OP ? [rig.session] : [];
  return [...open, ...(folded === null ? [] : [folded])].map(({ counts, aside }) => [counts.stale, aside.length] as const);
}

async function fileStale(rig: PairRig, id: string): Promise<void> {
  const { report, stored } = reportOf({ operationId: 'elsewhere', sn: 'X1', bootId: id, mac: B });
  await rig.engine.fileStale(report, { ...stored, id, operationId: rig.session.operationId });
}

it.each([['the same scan is open'], ['another scan is open']])(
  'a report that is claimed after it was filed as stale is counted no more, where %s',
  async (where) => {
    const rig = await PairRig.open();
    await rig.outbox.start();
    await rig.scan('op', { A1: B });
    for (const id of ['s1', 's2']) await fileStale(rig, id);
    expect(await counted(rig)).toEqual([
      [2, 2],
      [2, 2],
    ]);
    if (where.startsWith('another')) await rig.scan('op2', { A2: B });
    // A claim that comes twice, and one of a report that was never here, take away nothing else.
    for (const id of ['s1', 's1', 'never here']) await rig.engine.claimedLate(id);
    if (where.startsWith('another')) await rig.engine.open('op');
    expect(await counted(rig)).toEqual([
      [1, 1],
      [1, 1],
    ]);
    await rig.restart();
    expect(await rig.store.verifyChain()).toBeNull();
    await rig.end();
  },
);

it('a claim before the report is filed takes nothing from one that is filed under another name', async () => {
  const rig = await PairRig.open();
  await rig.outbox.start();
  await rig.scan('op', { A1: B });
  await rig.engine.claimedLate('s1');
  await fileStale(rig, 's2');
  expect(await counted(rig)).toEqual([
    [1, 1],
    [1, 1],
  ]);
  await rig.end();
});
