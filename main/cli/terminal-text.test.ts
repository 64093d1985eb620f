import { describe, expect, it } from 'vitest';
import { OperatorId, operationId, serialNumber, type DeliveryKey } from '../../protocol/ids';
import type { DeliveryView } from '../../protocol/model';
import { DEFAULT_SETTINGS } from '../../protocol/settings';
import { readHardwareReport } from '../../protocol/wire/read-report';
import { applyEvent, startSession } from '../domain/session/fold';
import { emptyCounts, type ScanSession } from '../domain/session/state';
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

function report(session: ScanSession, sn: string, mac: string): void {
  const read = readHardwareReport({ operationId: '1', sn, bootId: sn, macinfo: { enp4s0: mac } });
  if (!read.ok) throw new Error(read.error.sentence);
  applyEvent(session, { kind: 'reportReceived', reportId: sn }, 2, read.value);
}

/** A device reports a MAC and MES expects that one, or another. */
function answer(session: ScanSession, sn: string, index: number, expected = macOf(index)): void {
  report(session, sn, macOf(index));
  const mes = { kind: 'expected', product: null, interfaces: [{ name: 'enp4s0', mac: expected }] } as const;
  applyEvent(session, { kind: 'mesAnswered', sn: serialNumber(sn), attempt: 1, answer: mes }, 3, null);
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
    summary: 'Scan log, 2 devices',
    attempts: 1,
    nextTryAt: null,
    problem: '',
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
    const deliveries = [delivery({ state: 'queued', problem: 'Nobody listens at mes:8080.' })];
    expect(summaryText(session, session.counts, deliveries).split('\n')).toEqual([
      '',
      '3 of 4 devices need you.',
      'expected 3 = pass 1 + fail 1 + no answer 1',
      'beside it: without serial number 1',
      '',
      `  SN2                FAIL            enp4s0 has ${macOf(2)}, MES expects ${macOf(9)}.`,
      '  SN3                NO ANSWER       No answer: is it switched on, and is the agent running?',
      String.raw`  (no serial)        NO SERIAL       Reports "n/a\u001b" instead of a serial number.`,
      '',
      '  queued    Scan log, 2 devices – Nobody listens at mes:8080.',
      '',
    ]);
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
