import { expect, it } from 'vitest';
import { english } from '../../../messages/english';
import { practising } from '../../testing/practising';

const MINUTE_MS = 60_000;
const two = (value: number): string => String(value).padStart(2, '0');

it('names what is open in operations, and what was waived in the shift that runs, not in the one before', async () => {
  const next = new Date(Date.UTC(2026, 10, 22, 0, 10));
  const starts = [`${two(next.getHours())}:${two(next.getMinutes())}`];
  const { app, until, pass, roster } = await practising({ settings: { shift: { starts } } });
  const scan = { operationId: 'BI-1', operatorId: 'E-7', scanMode: 0, rosterText: roster.join('\n') } as const;
  expect(await app.handover()).toMatchObject({ operations: [], messages: [], decisions: [], selfTest: null, lookedAt: null });
  await app.scan.start(scan);
  const running = await app.handover();
  expect(running.operations.map(({ operationId, closedAt }) => [operationId, closedAt])).toEqual([['BI-1', null]]);
  await until('the scan to close', () => app.engine.session?.phase === 'closed');
  const session = app.engine.requireSession();
  const failed = [...session.devices.values()].find(({ status }) => status === 'fail');
  if (failed === undefined) throw new Error('no device failed');
  await app.scan.waive(session.operationId, [failed.id], 'Label misprinted', undefined);
  const card = await app.handover();
  expect(card.operations[0]).toMatchObject({ operationId: 'BI-1', leftOver: { target: 'pair' } });
  expect(card.operations[0]?.leftOver?.notPaired).toBeGreaterThan(0);
  expect(card.operations[0]?.onHold).toBe(session.counts.contested);
  expect(card.decisions.map(({ action, after }) => [english(action), english(after ?? [])])).toEqual([
    ['waived', 'Label misprinted'],
  ]);
  expect(card.until - card.since).toBeGreaterThan(0);

  await pass(10 * MINUTE_MS);
  const later = await app.handover();
  expect(later.since).toBe(next.getTime());
  expect(later.decisions).toEqual([]);
  expect(later.operations.map(({ operationId }) => operationId)).toEqual(['BI-1']);
});

it('says which messages the factory has not taken, and counts quarantine in all and of the shift', async () => {
  const { app, store, pass, until } = await practising();
  const before = { id: 'q1', at: Date.UTC(2026, 10, 20), reason: [], bytes: new Uint8Array([1]), properties: {} };
  await store.commit({ quarantined: [before, { ...before, id: 'q2', at: Date.UTC(2026, 10, 22, 0, 0, 5) }] });
  await app.scan.start({ operationId: 'BI-2', operatorId: 'E-7', scanMode: 0 });
  await until('the scan to close', () => app.engine.session?.phase === 'closed');
  await pass(1_000);
  const card = await app.handover();
  expect(card.quarantined).toEqual({ all: 2, ofShift: 1 });
  const open = await store.openDeliveries(null, 100);
  expect(card.messages.map(({ kind, state }) => [kind, state])).toEqual(open.map(({ kind, state }) => [kind, state]));
});
