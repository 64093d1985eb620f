import { expect, it } from 'vitest';
import type { DeliveryKey } from '../../protocol/ids';
import type { DeliveryView } from '../../protocol/model';
import { text } from '../../protocol/texts/text';
import { sceneNamed } from '../dev/scenes';
import { countBadDeliveries, needsPerson } from './count-bad';

/** Another operation is open, of which nothing waits. */
const { session } = sceneNamed('finished').snapshot;

const list = (key: string, state: DeliveryView['state'], more: Partial<DeliveryView> = {}): DeliveryView => ({
  key: key as DeliveryKey,
  kind: 'pair',
  operationId: 'EARLIER',
  state,
  summary: [],
  attempts: 1,
  nextTryAt: null,
  problem: [],
  createdAt: 1,
  settledAt: 1,
  ...more,
});
const problem = [text('delivery.someRefused', { refused: 1, sent: 16, named: 'A1' })];

it('counts a list of an earlier operation by what of it is not settled', () => {
  const partly = list('partly', 'accepted', { problem, unsettled: 1 });
  const whole = list('whole', 'accepted');
  expect(countBadDeliveries([partly, whole], session)).toBe(1);
  expect([partly, whole].map((one) => needsPerson(one, session))).toEqual([true, false]);
  const settled = list('settled', 'unknown', { unsettled: 0 });
  expect(countBadDeliveries([settled], session)).toBe(0);
  expect(needsPerson(settled, session)).toBe(false);
  const doubtful = list('doubtful', 'unknown', { unsettled: 2 });
  expect(countBadDeliveries([doubtful], session)).toBe(1);
  expect(needsPerson(doubtful, session)).toBe(true);
});

it('counts a list by its state where nobody has counted its devices', () => {
  const lists = [list('a', 'unknown'), list('b', 'accepted', { problem }), list('c', 'rejected')];
  expect(countBadDeliveries(lists, session)).toBe(2);
  expect(lists.map((one) => needsPerson(one, session))).toEqual([true, false, true]);
});

it('counts operations apart, and messages of other kinds by their state', () => {
  const all = [
    list('a', 'accepted', { problem, unsettled: 3 }),
    list('b', 'unknown', { operationId: 'ANOTHER', unsettled: 0 }),
    list('b2', 'rejected', { operationId: 'ANOTHER', unsettled: 0 }),
    list('c', 'rejected', { operationId: 'A THIRD', unsettled: 1 }),
    list('d', 'rejected', { kind: 'log' }),
  ];
  expect(countBadDeliveries(all, session)).toBe(3);
});
