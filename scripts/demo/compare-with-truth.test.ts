import { describe, expect, it } from 'vitest';
import { compareWithTruth } from './compare-with-truth.mjs';

const passed = { attempts: [{ status: 'pass', contested: false }], answersAfterMs: 0, pairRejected: false };
const devices = [
  { ...passed, serial: 'A' },
  { ...passed, serial: 'B', attempts: [{ status: 'pass', contested: true }] },
  { ...passed, serial: 'C', attempts: [{ status: 'fail', contested: false }] },
  { ...passed, serial: 'D', answersAfterMs: 90_000 },
];
const right = {
  devices,
  openForMs: 15_000,
  counts: { Expected: 4, Pass: 2, Fail: 1, 'Could not check': 0, 'Not registered': 0, Conflict: 0, 'No answer': 1 },
  exportedLog: { operationid: 'x' },
  logs: [received({ operationid: 'x' })],
  notifications: [received({ id: 'x', status: '2 devices passed scanning' })],
  pairs: [received({ snArray: ['A'], operationId: 'x' })],
};

function received(body: unknown, accepted = true) {
  return { body, accepted, raw: JSON.stringify(body), status: accepted ? 200 : 500 };
}

describe('the demonstration', () => {
  it('has come out right when window and factory show what the simulator knows', () => {
    expect(compareWithTruth(right)).toEqual([]);
  });

  it.each([
    ['a wrong count', { counts: { ...right.counts, Pass: 3 } }, 'The window shows 3 for "Pass", and 2 is right.'],
    ['a missing tile', { counts: { Expected: 4, Pass: 2, Fail: 1, 'No answer': 1 } }, 'The window shows no count for "Conflict"'],
    ['no scan log', { logs: [] }, 'The factory received no scan log.'],
    ['another scan log', { exportedLog: {} }, 'The exported scan log is not the one that the factory received.'],
    ['no notification', { notifications: [received({}, false)] }, 'The factory accepted no notification.'],
    ['nothing paired', { pairs: [] }, 'Pair did not receive A.'],
    ['a pairing that was not accepted', { pairs: [received({ snArray: ['A'] }, false)] }, 'Pair did not receive A.'],
    ['a contested device paired', { pairs: [received({ snArray: ['A', 'B'] })] }, 'Pair received B, which must not go there.'],
    ['a device paired twice', { pairs: [received({ snArray: ['A', 'A'] })] }, 'Pair received a serial number twice.'],
  ])('has not with %s', (_, change, problem) => {
    expect(compareWithTruth({ ...right, ...change }).join(' ')).toContain(problem);
  });
});
