import { expect, it } from 'vitest';
import { operationId } from '../../protocol/ids';
import type { OperationRecord } from '../domain/ports/records';
import { neverEndedText } from './never-ended';

const KILLED: OperationRecord = {
  operationId: operationId('op-1'),
  startedAt: Date.UTC(2026, 10, 30, 21, 5),
  closedAt: null,
  operatorId: 'tester',
  leftOver: null,
};
const SAID = 'Operation op-1, begun 2026-11-30 21:05 UTC, never ended: it has no scan log and no notification.';

it('a scan that never ended is told with the command that ends it, where one does', () => {
  expect(neverEndedText([KILLED], 'x.sqlite')).toEqual([
    `${SAID} To end it: burnin finish --db x.sqlite --operation op-1 --api BASE`,
  ]);
  expect(neverEndedText([KILLED], null)).toEqual([SAID]);
});
