import { emptyCounts } from '../../protocol/empty-counts';
import { describe, expect, it } from 'vitest';
import { verbatim, NO_TEXT, text, type Text } from '../../protocol/texts/text';
import { OperatorId, operationId, serialNumber, type DeliveryKey } from '../../protocol/ids';
import type { MesAnswer } from '../../protocol/device-info';
import type { DeliveryView } from '../../protocol/model';
import { DEFAULT_SETTINGS } from '../../protocol/settings';
import { readHardwareReport } from '../../protocol/wire/read-report';
import { pairSheet } from '../domain/delivery/pair-sheet';
import { detailsIn } from '../domain/scan/rows-in-session';
import { englishInTerminal, english } from '../../messages/english';
import { applyEvent, startSession } from '../domain/scan/fold';
import { isContested, type ScanSession } from '../domain/scan/state';
import { allPassed, needAttention, whyNotZero } from './attention';
import { wasRefused } from './next-steps';
import { isHeldElsewhere, pairText } from './pair-text';
import { countsOfScan, scanResult } from './scan-result';
import { arithmetic, summaryText } from './terminal-text';

const macOf = (index: number): string => `e0:18:7d:2e:cb:${index.toString(16).padStart(2, '0')}`;

function scanOf(roster: readonly string[] | null): ScanSession {
  const { session } = startSession(
    {
      kind: 'scanStarted',
      operationId: operationId('1'),
      operatorId: OperatorId.parse('op-7'),
      scanMode: 0,
      roster: roster === null ? null : roster.map(serialNumber),
      policy: DEFAULT_SETTINGS.scan,
    },
    1,
  );
  return session;
}

function report(session: ScanSession, sn: string, mac: string, more: { bootId?: string; ip?: string } = {}): void {
  const read = readHardwareReport({ operationId: '1', sn, bootId: sn, macinfo: { enp4s0: mac }, ...more });
  if (!read.ok) throw new Error(english(read.error.reason));
  applyEvent(session, { kind: 'reportReceived', reportId: `${sn} ${mac}` }, 2, read.value);
}

/** A device reports a MAC and MES expects that one, or another. */
function answer(session: ScanSession, sn: string, index: number, expected = macOf(index)): void {
  report(session, sn, macOf(index));
  const mes = { kind: 'expected', product: null, interfaces: [{ name: 'enp4s0', mac: expected }] } as const;
  applyEvent(session, { kind: 'mesAnswered', sn: serialNumber(sn), attempt: 1, answer: mes }, 3, null);
}

/** One device of every kind that needs a person, and one that does not. */
function rackOfTrouble(): ScanSession {
  const session = scanOf(['GOOD', 'HELD', 'WRONG', 'TWICE', 'UNLISTED', 'UNCHECKED', 'SILENT']);
  answer(session, 'GOOD', 1);
  answer(session, 'HELD', 2);
  report(session, 'n/a', macOf(2));
  answer(session, 'WRONG', 3, macOf(9));
  report(session, 'TWICE', macOf(4), { bootId: 'one', ip: '10.0.0.1' });
  report(session, 'TWICE', macOf(5), { bootId: 'two', ip: '10.0.0.2' });
  report(session, 'UNLISTED', macOf(6));
  report(session, 'UNCHECKED', macOf(7));
  const mesSays = (sn: string, said: MesAnswer): void =>
    void applyEvent(session, { kind: 'mesAnswered', sn: serialNumber(sn), attempt: 1, answer: said }, 3, null);
  mesSays('UNLISTED', { kind: 'notRegistered' });
  mesSays('UNCHECKED', { kind: 'couldNotCheck', reason: verbatim('MES is away.') });
  close(session);
  return session;
}

function close(session: ScanSession): void {
  applyEvent(session, { kind: 'scanClosed', reason: 'idle' }, 4, null);
}

function delivery(more: Partial<DeliveryView>): DeliveryView {
  return {
    key: 'k1' as DeliveryKey,
    kind: 'log',
    operationId: '1',
    state: 'accepted',
    summary: [text('delivery.log', { devices: 2, round: [], edited: [] })],
    attempts: 1,
    nextTryAt: null,
    problem: NO_TEXT,
    createdAt: 0,
    settledAt: 1,
    ...more,
  };
}

describe('arithmetic', () => {
  it('leaves out what is 0, except pass', () => {
    expect(arithmetic(emptyCounts())).toBe('expected 0 = pass 0');
    expect(arithmetic({ ...emptyCounts(), expected: 24, pass: 20, fail: 3, noAnswer: 1 })).toBe(
      'expected 24 = pass 20 + fail 3 + no answer 1',
    );
  });

  it('names every part', () => {
    const all = { pass: 1, fail: 2, waived: 3, couldNotCheck: 4, notRegistered: 5, conflict: 6, noAnswer: 7, waiting: 8 };
    expect(arithmetic({ ...emptyCounts(), ...all, expected: 36 })).toBe(
      'expected 36 = pass 1 + fail 2 + waived 3 + could not check 4 + not registered 5 + conflict 6 + no answer 7 + waiting 8',
    );
  });
});

describe('summaryText', () => {
  it('says above the devices what concerns them all', () => {
    const session = scanOf(['SN1']);
    report(session, 'SN1', macOf(1));
    const notFound = { asked: 'http://mes.plant/info', page: null };
    const answered: MesAnswer = { kind: 'notRegistered', notFound };
    applyEvent(session, { kind: 'mesAnswered', sn: serialNumber('SN1'), attempt: 1, answer: answered }, 3, null);
    close(session);
    const text = summaryText(session, session.counts, []);
    expect(text).toMatch(/\n! http:\/\/mes\.plant\/info answered with status 404 for the only device/);
    expect(text.indexOf('! http')).toBeLessThan(text.indexOf('NOT REGISTERED'));
  });

  it('a scan in which all passed', () => {
    const session = scanOf(['SN1', 'SN2']);
    answer(session, 'SN1', 1);
    answer(session, 'SN2', 2);
    close(session);
    expect(summaryText(session, session.counts, [delivery({})])).toBe(
      ['', 'All 2 devices passed.', 'expected 2 = pass 2', '', '  accepted  Scan log, 2 devices', ''].join('\n'),
    );
  });

  it('names who needs a person, with why, and what was not delivered', () => {
    const session = scanOf(['SN1', 'SN2', 'SN3']);
    answer(session, 'SN1', 1);
    answer(session, 'SN2', 2, macOf(9));
    report(session, 'n/a\u001B', macOf(7));
    close(session);
    const deliveries = [delivery({ state: 'queued', problem: verbatim('Nobody listens at mes:8080.') })];
    expect(summaryText(session, session.counts, deliveries).split('\n')).toEqual([
      '',
      '2 of 3 devices need attention.',
      'expected 3 = pass 1 + fail 1 + no answer 1',
      'beside it: without serial number 1',
      '',
      `  SN2                FAIL            enp4s0 has ${macOf(2)}, MES expects ${macOf(9)}.`,
      expect.stringMatching(/^ {4}→ .*scan again\.$/),
      String.raw`  (no serial)        NO SERIAL       Reports a serial number with a character that cannot be seen: "n/a\u001b".`,
      '    → Have the serial number programmed, or set it in the agent, then scan again.',
      '  SN3                NO ANSWER       No answer: is it switched on, and is the agent running?',
      '    → Check power, network cable and agent, then scan again.',
      '',
      '  queued    Scan log, 2 devices – Nobody listens at mes:8080.',
      '  → Still queued: 1 scan log. The next scan with these records goes on trying to send it to the same address.',
      '',
    ]);
  });

  it('says what to do next under every device of whatever status that needs a person', () => {
    const session = rackOfTrouble();
    const lines = summaryText(session, session.counts, []).split('\n');
    const needy = needAttention(session);
    expect(new Set(needy.map(({ status }) => status))).toEqual(
      new Set(['conflict', 'fail', 'pass', 'notRegistered', 'couldNotCheck', 'noSerial', 'noAnswer']),
    );
    for (const device of needy) {
      const at = lines.findIndex((line) => line.startsWith(`  ${device.sn ?? '(no serial)'} `));
      const { nextAction } = detailsIn(session, device);
      expect(nextAction).not.toEqual([]);
      const said = englishInTerminal(nextAction);
      expect(said).not.toMatch(/rescan/i);
      expect(lines.slice(at + 1, at + 3)).toContain(`    → ${said}`);
    }
  });

  it('names a device that passed and is on hold, and why', () => {
    const session = rackOfTrouble();
    const text = summaryText(session, session.counts, []);
    const held = [...session.devices.values()].filter((device) => device.status === 'pass' && isContested(device));
    expect(held.map(({ sn }) => sn)).toEqual(['HELD']);
    expect(text).toMatch(/^ {2}HELD +ON HOLD +\S.*\n {4}→ Look at /m);
    expect(text).not.toMatch(/^ {2}GOOD /m);
  });

  it('gives the IP addresses of all that claim one serial number, in the text and as JSON', () => {
    const session = rackOfTrouble();
    expect(summaryText(session, session.counts, [])).toContain('\n    at 10.0.0.1, 10.0.0.2\n');
    const twice = scanResult(session, session.counts, [], { earlier: [], elsewhere: [], neverEnded: [] }).devices.find(
      ({ sn }) => sn === 'TWICE',
    );
    expect(twice?.claimants.map(({ ip }) => ip)).toEqual(['10.0.0.1', '10.0.0.2']);
  });

  it('marks what is not on the list, and nothing else', () => {
    const session = scanOf(['SN1', 'SN2']);
    answer(session, 'SN1', 1, macOf(9));
    answer(session, 'ELSE', 3, macOf(8));
    report(session, 'n/a', macOf(7));
    close(session);
    const marked = summaryText(session, session.counts, [])
      .split('\n')
      .filter((line) => line.includes('(not on the list)'));
    expect(marked).toEqual([expect.stringMatching(/^ {2}ELSE +FAIL +\(not on the list\) enp4s0 has/)]);
    expect(summaryText(scanOf(null), emptyCounts(), [])).not.toContain('not on the list');
  });

  it('counts the unreadable messages of this scan only', () => {
    const session = rackOfTrouble();
    const { quarantined } = countsOfScan({ ...session.counts, quarantined: 7 }, 5);
    expect(quarantined).toBe(2);
    const before = countsOfScan({ ...session.counts, quarantined: 5 }, 5);
    expect(summaryText(session, before, [])).not.toContain('unreadable');
  });

  it('says what to do about what is no matter of one device', () => {
    const session = rackOfTrouble();
    const counts = { ...session.counts, quarantined: 12, pairRefused: 1, pairUnknown: 2 };
    const rejected = [delivery({ state: 'rejected', problem: verbatim('Unknown operation.') })];
    const steps = summaryText(session, counts, rejected, '/data/burnin.sqlite')
      .split('\n')
      .filter((line) => line.startsWith('  → '));
    expect(steps).toEqual([
      expect.stringContaining('burnin export --db /data/burnin.sqlite --format quarantine'),
      expect.stringMatching(/^ {2}→ Refused by Pair: .*settle each/),
      expect.stringMatching(/^ {2}→ Perhaps paired: ask there/),
      expect.stringMatching(/^ {2}→ Rejected: .*send the message again/),
    ]);
    expect(summaryText(session, session.counts, [delivery({})])).not.toMatch(/^ {2}→ /m);
  });

  it('counts as the window does: who is not on the list stands beside the sum, and in no count of it', () => {
    const session = scanOf(['SN1', 'SN2']);
    answer(session, 'SN1', 1);
    answer(session, 'SN9', 3);
    close(session);
    const text = summaryText(session, session.counts, []);
    expect(text).toContain(
      '\n1 of 2 devices needs attention.\nexpected 2 = pass 1 + no answer 1\nbeside it: not on the list 1\n',
    );
  });

  it('names the slot of a device of a rack before its serial number', () => {
    const { session } = startSession(
      {
        kind: 'scanStarted',
        operationId: operationId('1'),
        operatorId: OperatorId.parse('op-7'),
        scanMode: 0,
        roster: [serialNumber('SN1')],
        rack: { name: 'Rack 7', rows: [['A1', 'A2']], units: [{ slot: 'A2', sn: serialNumber('SN1') }] },
        policy: DEFAULT_SETTINGS.scan,
      },
      1,
    );
    close(session);
    expect(summaryText(session, session.counts, [])).toMatch(/^ {2}A2 SN1 +NO ANSWER /m);
  });

  it('says why a scan in which every device passed ends with 1', () => {
    const fine = { allWent: true, openEnded: false, earlier: false };
    expect(whyNotZero(true, fine)).toBeNull();
    expect(whyNotZero(false, { ...fine, earlier: true })).toBeNull();
    expect(whyNotZero(true, { ...fine, allWent: false, earlier: true })).toBe(
      'Every device passed; the exit code is 1, because not all that passed went to Pair, and a message of an earlier scan needs somebody: see above.',
    );
  });

  it('one device is no "devices"', () => {
    const session = scanOf(['SN1']);
    answer(session, 'SN1', 1);
    close(session);
    expect(summaryText(session, session.counts, [])).toContain('\nThe device passed.\n');
    const silent = scanOf(['SN1']);
    close(silent);
    expect(summaryText(silent, { ...silent.counts, noSerial: 1 }, [])).toContain('\n1 of 1 device needs attention.\n');
  });

  it('nobody answered at all', () => {
    const session = scanOf(null);
    close(session);
    expect(summaryText(session, session.counts, [])).toContain('No device answered.\nexpected 0 = pass 0\n');
  });

  it('lists 40 devices and says how many more there are', () => {
    const session = scanOf(Array.from({ length: 43 }, (_, index) => `SN${index}`));
    close(session);
    const text = summaryText(session, session.counts, []);
    expect(text.match(/NO ANSWER/g)).toHaveLength(40);
    expect(text).toContain('  … and 3 more; --json FILE has them all\n');
  });
});

describe('the sentence of Pair', () => {
  const said = (session: ScanSession, elsewhere?: ReadonlyMap<string, Text>): string =>
    pairText(session, pairSheet(session, String, elsewhere));

  it('says that nothing passed only when nothing did', () => {
    const session = scanOf(['SN1']);
    close(session);
    expect(said(session)).toBe('Nothing to pair: no device passed.');
    expect(pairText(session, { ...pairSheet(session, String), target: 'burn' })).toBe('Nothing to burn: no device passed.');
  });

  it('says what passed and is on hold, alone and beside what is sent', () => {
    const session = scanOf(['SN1', 'SN2', 'SN3']);
    answer(session, 'SN1', 1);
    report(session, 'n/a', macOf(1));
    close(session);
    expect(said(session)).toBe('Nothing to pair: 1 device passed and is on hold until somebody has looked.');
    const more = scanOf(['SN1', 'SN2', 'SN3']);
    answer(more, 'SN1', 1);
    answer(more, 'SN2', 2);
    answer(more, 'SN3', 3);
    report(more, 'n/a', macOf(1));
    report(more, 'n/a', macOf(2), { bootId: 'another' });
    answer(more, 'ELSE', 4);
    close(more);
    expect(said(more)).toBe(
      'Pair: 1 serial number confirmed; 2 devices passed and are on hold until somebody has looked; 1 device passed and is not on the list.',
    );
  });
});

describe('what passed and a list of another operation keeps back', () => {
  const taken = (serial: string, operation: string) => text('pair.mayBeTaken', { as: 'row', serial, operation });
  const onItsWay = (serial: string) => text('pair.onItsWay', { as: 'row', serial, operation: 'op-2', target: 'pair' });

  it.each<[string, readonly Text[], string]>([
    [
      'all of it',
      [taken('SN1', 'op-1'), taken('SN2', 'op-1')],
      'Nothing to pair: 2 devices passed and are held back, because Pair may have taken them in operation op-1: open these records in the console and settle that list.',
    ],
    [
      'one on its way',
      [onItsWay('SN1')],
      'Pair: 1 serial number confirmed; 1 device passed and is on the way to pair in operation op-2 already.',
    ],
    [
      'one of which a newer verdict says otherwise',
      [text('pair.newer', { serial: 'SN1', how: 'fails', operation: 'op-3' })],
      'Pair: 1 serial number confirmed; 1 device passed and is held back, because the verdict of operation op-3 is newer and speaks against it: scan again.',
    ],
    [
      'one of which a newer report says otherwise',
      [text('pair.newerReport', { serial: 'SN1', how: 'fails', operation: 'op-3' })],
      'Pair: 1 serial number confirmed; 1 device passed and is held back, because the report in operation op-3 is newer and speaks against it: scan again.',
    ],
    [
      'one on a list for another address',
      [text('pair.otherAddress', { as: 'row', serial: 'SN1', operation: 'op-2', made: 'http://a', set: 'http://b' })],
      'Pair: 1 serial number confirmed; 1 device passed and is held back, because a list of operation op-2 has them that waits for another address: set --api to that, or have it sent to this one (burnin deliveries readdress).',
    ],
    [
      'one whose report is not trusted any more',
      [text('pair.trustLost', { serial: 'SN1', why: [text('pair.noVerdict')] })],
      'Pair: 1 serial number confirmed; 1 device passed and is held back, because the report that it passed by would not be let in now: see to its key, then scan again.',
    ],
  ])('says why and where, and is left to do: %s', (_what, why, sentence) => {
    const session = scanOf(['SN1', 'SN2']);
    for (const [index, sn] of ['SN1', 'SN2'].entries()) answer(session, sn, index);
    close(session);
    const sheet = pairSheet(session, String, new Map(why.map((one, index) => [`SN${index + 1}`, one])));
    expect([pairText(session, sheet), isHeldElsewhere(sheet)]).toEqual([sentence, true]);
    expect(isHeldElsewhere(pairSheet(session, String))).toBe(false);
  });
});

it('names at the end what is still queued', () => {
  const queued = [
    delivery({ state: 'queued' }),
    delivery({ kind: 'notification', state: 'sending' }),
    delivery({ kind: 'notification', state: 'queued' }),
    delivery({ kind: 'pair', state: 'accepted' }),
  ];
  const session = scanOf(['SN1']);
  const last = (deliveries: readonly DeliveryView[]): string | undefined =>
    summaryText(session, session.counts, deliveries).trimEnd().split('\n').at(-1);
  expect(last(queued)).toBe(
    '  → Still queued: 1 scan log, 2 notifications. The next scan with these records goes on trying to send them to the same address.',
  );
  expect(last([delivery({})])).not.toContain('queued');
});

const NONE_UNREAD = { quarantined: 0 };

describe('the exit code', () => {
  it('speaks of the devices of the roster; without one, of all that answered', () => {
    const verdictOf = (roster: readonly string[] | null, wrong: readonly string[]): boolean => {
      const session = scanOf(roster);
      for (const [index, sn] of ['SN1', 'SN2'].entries()) answer(session, sn, index, macOf(wrong.includes(sn) ? 9 : index));
      close(session);
      return allPassed(session, NONE_UNREAD);
    };
    expect(verdictOf(['SN1', 'SN2'], [])).toBe(true);
    expect(verdictOf(['SN1'], ['SN2'])).toBe(true);
    expect(verdictOf(['SN1'], ['SN1'])).toBe(false);
    expect(verdictOf(null, [])).toBe(true);
    expect(verdictOf(null, ['SN2'])).toBe(false);
    expect(verdictOf(['SN1', 'SN2', 'SN3'], [])).toBe(false);
    expect(allPassed(scanOf(null), NONE_UNREAD)).toBe(false);
  });

  it('is not 0 without a roster when an answer could not be read, and no line says that all passed', () => {
    const ended = (roster: readonly string[] | null, quarantined: number) => {
      const session = scanOf(roster);
      answer(session, 'SN1', 1);
      close(session);
      const counts = { ...session.counts, quarantined };
      return [allPassed(session, counts), summaryText(session, counts, []).trim().split('\n')[0]];
    };
    expect(ended(null, 0)).toEqual([true, 'The device passed.']);
    expect(ended(null, 1)).toEqual([false, 'The device whose answer could be read passed; 1 message could not be read.']);
    expect(ended(['SN1'], 1)).toEqual([true, 'The device passed.']);
  });

  it('is not 0 when the factory rejected the log or a notification', () => {
    expect(wasRefused([delivery({}), delivery({ kind: 'notification' })])).toBe(false);
    for (const kind of ['log', 'notification'] as const)
      expect(wasRefused([delivery({}), delivery({ kind, state: 'rejected' })])).toBe(true);
    expect(wasRefused([delivery({ state: 'queued' })])).toBe(false);
  });

  it('is not 0 while a device is on hold', () => {
    const session = scanOf(['SN1']);
    answer(session, 'SN1', 1);
    expect(allPassed(session, NONE_UNREAD)).toBe(true);
    report(session, 'n/a', macOf(1));
    expect(allPassed(session, NONE_UNREAD)).toBe(false);
  });
});
