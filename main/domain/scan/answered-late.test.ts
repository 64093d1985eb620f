import { describe, expect, it } from 'vitest';
import { verbatim } from '../../../protocol/texts/text';
import { operationId, serialNumber } from '../../../protocol/ids';
import { port, reportOf } from '../testing/reports';
import { deviceDetails, deviceRow } from '../testing/in-words';
import { recount, Scenario } from '../testing/scenario';
import { sessionView } from './views';

/** What is said of a device without answer goes by what is known of it: only one of which nothing is known is looked at for power and cable. */

const MAC = 'e0:18:7d:2e:ca:68';
const LATE = 'It answered, but too late: that answer is kept and does not count.';
const POWER = /switched on|power/;
const answer = (attempt: number | null = 1, operation = 'op') =>
  reportOf('SN1', [port('eth0', MAC)], { attempt, operationId: operationId(operation) });

const KNOWN: readonly (readonly [string, (scan: Scenario) => void, RegExp])[] = [
  ['a late answer', (scan) => (scan.close('idle'), scan.report(answer())), /too late/],
  ['a late answer without attempt', (scan) => (scan.close('idle'), scan.report(answer(null))), /too late/],
  [
    'an answer to the question before',
    (scan) => (scan.close('idle'), scan.rescan('SN1'), scan.report(answer(1)), scan.close('idle')),
    /too late/,
  ],
  [
    'a late answer in a scan that goes on for others',
    (scan) => (scan.close('idle'), scan.rescan('SN2'), scan.report(answer())),
    /too late/,
  ],
  [
    'a late answer after a message that nobody can read',
    (scan) => {
      scan.apply({ kind: 'reportUnusable', sn: serialNumber('SN1'), reason: verbatim('No.') });
      scan.close('idle');
      scan.report(answer());
    },
    /too late/,
  ],
  [
    'a late answer after the line was down',
    (scan) => (scan.apply({ kind: 'scanClosed', reason: 'idle', unheard: verbatim('Away.') }), scan.report(answer())),
    /too late/,
  ],
  [
    'a line that was down',
    (scan) => scan.apply({ kind: 'scanClosed', reason: 'idle', unheard: verbatim('Away.') }),
    /The line to RabbitMQ did not work/,
  ],
  [
    'keys that could not be read',
    (scan) => scan.apply({ kind: 'scanClosed', reason: 'idle', unread: verbatim('No keys.') }),
    /could not be read/,
  ],
  [
    'a message that nobody can read',
    (scan) => (scan.apply({ kind: 'reportUnusable', sn: serialNumber('SN1'), reason: verbatim('No.') }), scan.close('idle')),
    /quarantine|No\./,
  ],
  [
    'an answer to another operation',
    (scan) => (scan.apply({ kind: 'staleFiled', reportId: 'r' }, answer(1, '17')), scan.close('idle')),
    /answered operation 17/,
  ],
];

describe('a device without answer, of which is known', () => {
  it.each(KNOWN)('%s: says that, and what to do about it', (_, happens, said) => {
    const scan = new Scenario(['SN1', 'SN2']);
    happens(scan);
    expect(scan.device('SN1').status).toBe('noAnswer');
    expect(deviceRow(scan.device('SN1')).reason).toMatch(said);
    const { nextAction } = deviceDetails(scan.device('SN1'));
    expect([deviceRow(scan.device('SN1')).reason, nextAction].join(' ')).not.toMatch(POWER);
    expect(nextAction).not.toBe('');
    expect(sessionView(scan.session, 0).silenceExplained).toBe(true);
    expect(scan.session.counts).toEqual(recount(scan.session));
  });

  it('nothing: is looked at for power and cable', () => {
    const scan = new Scenario(['SN1']);
    scan.close('idle');
    expect(deviceRow(scan.device('SN1')).reason).toMatch(POWER);
    expect(deviceDetails(scan.device('SN1')).nextAction).toMatch(POWER);
    expect(sessionView(scan.session, 0).silenceExplained).toBeUndefined();
  });
});

it('whoever answers the rescan, or is silent in it, is as new: the late answer was to another question', () => {
  const scan = new Scenario(['SN1']);
  scan.close('idle');
  scan.report(answer());
  scan.rescan('SN1');
  scan.close('idle');
  expect(deviceRow(scan.device('SN1')).reason).toMatch(POWER);
  expect(deviceDetails(scan.device('SN1')).attempts.map(({ reason }) => reason)).toEqual([LATE, expect.stringMatching(POWER)]);
  scan.rescan('SN1');
  scan.report(answer(3));
  expect(deviceRow(scan.device('SN1')).reason).toBe('Answered; waiting for MES.');
});

it('a late answer of whoever has a verdict changes nothing of it', () => {
  const scan = new Scenario(['SN1']);
  scan.report(answer());
  scan.close('idle');
  scan.report(reportOf('SN1', [port('eth0', MAC)], { attempt: 1, bootId: 'other' }));
  expect([scan.device('SN1').status, scan.device('SN1').late]).toEqual(['couldNotCheck', false]);
});

it('scans that were begun under earlier rules say what they said', () => {
  const scan = new Scenario(['SN1'], {}, 6);
  scan.close('idle');
  scan.report(answer());
  expect(deviceRow(scan.device('SN1')).reason).toMatch(POWER);
});
