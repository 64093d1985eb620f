import { expect, it } from 'vitest';
import { emptyCounts } from '../../../protocol/empty-counts';
import { operationId } from '../../../protocol/ids';
import type { ScanCounts } from '../../../protocol/model';
import { stationLight, type ScanSeen } from './light';

const HOUR_MS = 3_600_000;
const NOW = 1_795_000_000_000;

function scan(counts: Partial<ScanCounts>, closedAt: number | null = NOW): ScanSeen {
  const phase = closedAt === null ? 'scanning' : 'closed';
  const unacknowledged = { size: 0 };
  return {
    operationId: operationId('BI-1'),
    startedAt: NOW,
    closedAt,
    phase,
    counts: { ...emptyCounts(), ...counts },
    unacknowledged,
  };
}

it.each<[string, ScanSeen | null, string]>([
  ['no operation', null, 'ready'],
  ['devices are asked', scan({ expected: 2, waiting: 2 }, null), 'scanning'],
  ['all that answered passed', scan({ expected: 2, pass: 1, waiting: 1 }, null), 'scanning'],
  ['one failed', scan({ expected: 2, fail: 1, waiting: 1 }, null), 'failure'],
  ['one serial number is claimed twice', scan({ expected: 2, conflict: 1, waiting: 1 }, null), 'failure'],
  ['all passed', scan({ expected: 2, pass: 2 }), 'done'],
  ['all are paired', scan({ expected: 2, pass: 2, paired: 2, pairedExpected: 2 }), 'done'],
  ['the others are waived', scan({ expected: 2, pass: 1, waived: 1 }), 'done'],
  ['one failed at the end', scan({ expected: 2, pass: 1, fail: 1 }), 'needsHand'],
  ['one is silent', scan({ expected: 2, pass: 1, noAnswer: 1 }), 'needsHand'],
  ['nobody answered', scan({ expected: 2, noAnswer: 2 }), 'needsHand'],
  ['Pair refused one', scan({ expected: 2, pass: 2, paired: 1, pairRefused: 1 }), 'needsHand'],
  ['a unit without serial number stands beside', scan({ expected: 2, pass: 2, noSerial: 1 }), 'needsHand'],
  ['it closed eleven hours ago', scan({ expected: 1, fail: 1 }, NOW - 11 * HOUR_MS), 'needsHand'],
  ['it closed thirteen hours ago', scan({ expected: 1, fail: 1 }, NOW - 13 * HOUR_MS), 'ready'],
])('%s', (_case, seen, state) => {
  expect(stationLight(seen, NOW, false).state).toBe(state);
});

it('says of which operation, and how many', () => {
  expect(stationLight(scan({ expected: 24, pass: 20, fail: 3, noAnswer: 1 }), NOW, false)).toEqual({
    state: 'needsHand',
    operation: 'BI-1',
    expected: 24,
    passed: 20,
    needy: 4,
  });
});

it('says whether failures are acknowledged, where they wait for that', () => {
  const failed = scan({ expected: 2, fail: 1, waiting: 1 }, null);
  const waits = { ...failed, unacknowledged: { size: 1 } };
  expect(stationLight(waits, NOW, true)).toMatchObject({ state: 'failure', acknowledged: false });
  expect(stationLight(failed, NOW, true)).toMatchObject({ state: 'failure', acknowledged: true });
  expect(stationLight({ ...waits, phase: 'closed', closedAt: NOW }, NOW, true)).toMatchObject({
    state: 'needsHand',
    acknowledged: false,
  });
  expect(stationLight(waits, NOW, false)).not.toHaveProperty('acknowledged');
  expect(stationLight(scan({ expected: 1, noAnswer: 1 }), NOW, true)).not.toHaveProperty('acknowledged');
});
