import { describe, expect, it } from 'vitest';
import { NO_TEXT, verbatim } from '../../../protocol/texts/text';
import seedDeviceInfo from '../../../protocol/fixtures/seed-device-info.json';
import seedScanLog from '../../../protocol/fixtures/seed-scan-log.json';
import seedReports from '../../../protocol/fixtures/seed-reports.json';
import { OperatorId, type DeliveryKey } from '../../../protocol/ids';
import { readDeviceInfo, type MesAnswer, type Unchecked } from '../../../protocol/device-info';
import { readHardwareReport, type HardwareReport } from '../../../protocol/wire/read-report';
import { closingNotification, scanLog } from '../records/scan-log';
import { expects, port, reportOf } from '../testing/reports';
import { recount, Scenario, sumOf } from '../testing/scenario';
import { nextDeadline } from './deadlines';
import { english } from '../../../messages/english';
import { inWords } from '../../../messages/testing/in-words';
import { deviceDetails, deviceRow, pairSheet } from '../testing/in-words';

const A = 'e0:18:7d:2e:ca:68';
const B = 'e0:18:7d:2e:ca:69';
const good = (sn: string, mac = A, more: Partial<HardwareReport> = {}): HardwareReport =>
  reportOf(sn, [port('enp4s0', mac)], more);
const wants = (mac = A): MesAnswer => expects(['enp4s0', mac]);
const digestOf = (serials: readonly string[]): string => serials.join(' ');

function seedReport(index: number): HardwareReport {
  const report = readHardwareReport(seedReports[index] ?? {});
  if (!report.ok) throw new Error(english(report.error.reason));
  return report.value;
}

function seedMes(sn: keyof typeof seedDeviceInfo): MesAnswer {
  const answer = readDeviceInfo(seedDeviceInfo[sn], sn);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
}

describe("the requirement's own sample", () => {
  it.each([
    [['report 0', 'mes 0', 'report 1', 'mes 1']],
    [['report 0', 'report 1', 'mes 1', 'mes 0']],
    [['report 0', 'report 1', 'mes 0', 'mes 1']],
  ])('gives the sample scan log, in the order %j', (steps) => {
    const scenario = new Scenario(['Q186I15901', 'Q186I15815']);
    const serials = ['Q186I15901', 'Q186I15815'] as const;
    for (const step of steps) {
      const index = step.endsWith('0') ? 0 : 1;
      if (step.startsWith('report')) scenario.report(seedReport(index));
      else scenario.mes(serials[index], seedMes(serials[index]));
    }
    scenario.close('complete');
    expect(JSON.stringify(scanLog(scenario.session), null, 4)).toBe(JSON.stringify(seedScanLog, null, 4));
    const [bad] = deviceDetails(scenario.device('Q186I15901')).interfaces.filter(({ name }) => name === 'enp5s0');
    expect(bad).toMatchObject({
      verdict: 'foreign',
      reason: 'enp5s0 has e0:18:7d:2e:ca:69, which belongs to Q186I15815 (enp5s0).',
    });
    expect(deviceRow(scenario.device('Q186I15815'))).toMatchObject({ status: 'pass', contested: true });
    expect(pairSheet(scenario.session, digestOf).serials).toEqual([]);
    expect(closingNotification(scenario.session)).toEqual({ id: '1', status: '1 device passed scanning' });
  });
});

describe('who answers', () => {
  it('with a roster the silent become "no answer" and the others are guests', () => {
    const scenario = new Scenario(['SN1', 'SN2']);
    scenario.report(good('SN1'));
    scenario.mes('SN1', wants());
    scenario.report(good('SN9', B));
    scenario.mes('SN9', wants(B));
    scenario.close('idle');
    expect(scenario.statuses()).toBe('SN1 pass, SN2 noAnswer, SN9 pass');
    expect(scenario.session.counts).toMatchObject({ expected: 2, pass: 1, noAnswer: 1, guests: 1 });
    const sheet = pairSheet(scenario.session, digestOf);
    expect(sheet.serials).toEqual(['SN1']);
    expect(sheet.heldBack.map(({ sn, why }) => `${sn}: ${why}`)).toEqual([
      'SN2: No answer: is it switched on, and is the agent running?',
      'SN9: It passed, but it is not on the roster.',
    ]);
    expect(scanLog(scenario.session).scaninfo.map(({ sn }) => sn)).toEqual(['SN1', 'SN9']);
  });

  it('without a roster it takes whoever answers', () => {
    const scenario = new Scenario(null);
    scenario.report(good('SN1'));
    expect(scenario.session.counts).toMatchObject({ expected: 1, waiting: 1, guests: 0 });
    scenario.mes('SN1', wants());
    expect(scenario.session.counts).toMatchObject({ expected: 1, pass: 1 });
  });

  it('a placeholder serial is a unit without serial number, never looked up', () => {
    const scenario = new Scenario(['SN1']);
    scenario.report(good('To be filled by O.E.M.', A, { bootId: 'boot-1' }));
    scenario.report(good('Default string', B, { bootId: 'boot-2' }));
    expect(scenario.statuses()).toBe('SN1 waiting, ?boot-1 noSerial, ?boot-2 noSerial');
    expect(scenario.session.counts).toMatchObject({ expected: 1, noSerial: 2 });
    expect(scenario.effects.filter(({ kind }) => kind === 'lookUp')).toEqual([]);
  });

  it('the same unit answering twice counts once', () => {
    const scenario = new Scenario(['SN1']);
    scenario.report(good('SN1'));
    scenario.report(good('SN1'));
    scenario.mes('SN1', wants());
    scenario.report(good('SN1'));
    expect(scenario.device('SN1').status).toBe('pass');
    expect(scenario.session.counts).toMatchObject({ pass: 1, duplicates: 2 });
  });

  it.each([
    ['boot ids differ', { bootId: 'a' }, { bootId: 'b' }, A],
    ['IP addresses differ', { ip: '10.0.0.1' }, { ip: '10.0.0.2' }, A],
    ['inventories differ', {}, {}, B],
  ] as const)('two units that claim one serial number are a conflict: %s', (_name, first, second, secondMac) => {
    const scenario = new Scenario(['SN1', 'SN2']);
    scenario.report(good('SN1', A, first));
    scenario.mes('SN1', wants());
    scenario.report(good('SN1', secondMac, second));
    expect(scenario.device('SN1').status).toBe('conflict');
    expect(deviceDetails(scenario.device('SN1')).claimants).toHaveLength(2);
    expect(scenario.effects.filter(({ kind }) => kind === 'notify')).toMatchObject([{ id: 'SN1' }]);
    scenario.report(good('SN2', A));
    scenario.mes('SN2', wants());
    expect(scenario.device('SN2').status).toBe('pass');
  });

  it('a device without answer that answers during the rescan of another is late, and keeps its verdict', () => {
    const scenario = new Scenario(['SN1', 'SN2']);
    scenario.report(good('SN1'));
    scenario.mes('SN1', wants());
    scenario.close('idle');
    scenario.rescan('SN1');
    scenario.report(good('SN2', B));
    expect(scenario.device('SN2').status).toBe('noAnswer');
    expect(scenario.session.counts).toMatchObject({ late: 1, duplicates: 0, noAnswer: 1, waiting: 1 });
    expect(scenario.session.aside).toMatchObject([{ kind: 'late', sn: 'SN2' }]);
    scenario.rescan('SN2');
    scenario.report(good('SN2', B));
    expect(scenario.device('SN2').status).toBe('reported');
  });

  it('late answers are kept apart; a late rival claim holds a passed device out of Pair', () => {
    const scenario = new Scenario(['SN1', 'SN2']);
    scenario.report(good('SN1', A, { bootId: 'a' }));
    scenario.mes('SN1', wants());
    scenario.close('idle');
    scenario.report(good('SN2', B));
    scenario.report(good('SN1', B, { bootId: 'b' }));
    expect(scenario.statuses()).toBe('SN1 pass, SN2 noAnswer');
    expect(scenario.session.counts).toMatchObject({ late: 2, pass: 1, noAnswer: 1, contested: 1 });
    expect(pairSheet(scenario.session, digestOf).serials).toEqual([]);
  });
});

describe('neighbours', () => {
  it('MES gives a MAC to neither: duplicate on both, whoever came first', () => {
    const scenario = new Scenario(['SN1', 'SN2']);
    scenario.report(good('SN1'));
    scenario.mes('SN1', wants(B));
    expect(deviceRow(scenario.device('SN1')).interfaces).toBe('x');
    scenario.report(good('SN2'));
    scenario.mes('SN2', wants('e0:18:7d:2e:ca:70'));
    expect([deviceRow(scenario.device('SN1')).interfaces, deviceRow(scenario.device('SN2')).interfaces]).toEqual(['d', 'd']);
  });

  it('MES gives a MAC to both: duplicate on both', () => {
    const scenario = new Scenario(null);
    for (const sn of ['SN1', 'SN2', 'SN3']) {
      scenario.report(good(sn));
      scenario.mes(sn, wants());
    }
    expect(scenario.statuses()).toBe('SN1 fail, SN2 fail, SN3 fail');
  });

  it('a person who has looked lets a contested device be paired; a new rival holds it out again', () => {
    const scenario = new Scenario(['SN1', 'SN2', 'SN3']);
    scenario.report(good('SN1'));
    scenario.mes('SN1', wants());
    scenario.report(good('SN2'));
    scenario.mes('SN2', wants(B));
    scenario.apply({ kind: 'contestCleared', devices: [scenario.device('SN1').id], operatorId: OperatorId.parse('op-7') });
    expect(scenario.session.counts.contested).toBe(0);
    scenario.close();
    expect(pairSheet(scenario.session, digestOf).serials).toEqual(['SN1']);
    scenario.rescan('SN2');
    scenario.report(good('SN3'));
    scenario.mes('SN3', wants(B));
    expect(deviceRow(scenario.device('SN1'))).toMatchObject({
      contested: true,
      reason: 'enp4s0: SN3 (enp4s0) reported this MAC too.',
    });
    scenario.rescan('SN3');
    scenario.report(good('SN2', A, { attempt: 2 }));
    scenario.mes('SN2', wants(B));
    expect(scenario.session.counts).toEqual(recount(scenario.session));
  });

  it('a rescan that finds another card leaves the neighbour to a person', () => {
    const scenario = new Scenario(['SN1', 'SN2']);
    scenario.report(good('SN1'));
    scenario.mes('SN1', wants());
    scenario.report(good('SN2'));
    scenario.mes('SN2', wants(B));
    expect(deviceRow(scenario.device('SN1'))).toMatchObject({ status: 'pass', contested: true });
    scenario.close('complete');
    scenario.rescan('SN2');
    expect(deviceRow(scenario.device('SN1'))).toMatchObject({
      status: 'pass',
      contested: true,
      reason: 'enp4s0: SN2 (enp4s0) reported this MAC too.',
    });
    scenario.report(good('SN2', B));
    scenario.mes('SN2', wants(B));
    expect(scenario.session.counts).toMatchObject({ pass: 2, contested: 1 });
  });
});

describe('MES', () => {
  it('could not be asked: never a pass, never a fail, told once', () => {
    const scenario = new Scenario(['SN1', 'SN2']);
    for (const sn of ['SN1', 'SN2']) {
      scenario.report(good(sn, sn === 'SN1' ? A : B));
      scenario.mes(sn, { kind: 'couldNotCheck', reason: verbatim('MES did not answer within 5 s.') });
    }
    expect(scenario.statuses()).toBe('SN1 couldNotCheck, SN2 couldNotCheck');
    expect(scenario.effects.filter(({ kind }) => kind === 'notify')).toHaveLength(1);
    scenario.close();
    expect(scanLog(scenario.session).scaninfo).toEqual([]);
  });

  it('contradicts itself: never a pass, never a fail, told once', () => {
    const scenario = new Scenario(['SN1']);
    scenario.report(good('SN1'));
    scenario.mes('SN1', expects(['enp4s0', A], ['enp4s0', B]));
    expect(scenario.statuses()).toBe('SN1 couldNotCheck');
    expect(inWords(scenario.effects.filter(({ kind }) => kind === 'notify'))).toMatchObject([
      { what: expect.stringMatching(/^Could not check SN1: MES lists enp4s0 twice/) as string },
    ]);
  });

  it('does not know the serial number', () => {
    const scenario = new Scenario(null);
    scenario.report(good('SN1'));
    scenario.mes('SN1', { kind: 'notRegistered' });
    expect(scenario.session.counts).toMatchObject({ notRegistered: 1, expected: 1 });
  });

  it.each<[Unchecked['cause'], RegExp]>([
    [undefined, /when MES answers again/],
    ['unreachable', /when MES answers again/],
    ['refused', /Correct the settings of MES/],
    ['unreadable', /address in the settings/],
    ['record', /^Have the record in MES corrected, then rescan\.$/],
  ])('could not be checked because of %s: what to do next', (cause, nextAction) => {
    const scenario = new Scenario(['SN1']);
    scenario.report(good('SN1'));
    scenario.mes('SN1', { kind: 'couldNotCheck', reason: verbatim('Why.'), ...(cause === undefined ? {} : { cause }) });
    expect(deviceDetails(scenario.device('SN1')).nextAction).toMatch(nextAction);
  });

  it('an answer to an earlier attempt is passed over', () => {
    const scenario = new Scenario(['SN1']);
    scenario.report(good('SN1'));
    scenario.rescan('SN1');
    scenario.report(good('SN1', A, { attempt: 2 }));
    scenario.mes('SN1', wants(B), 1);
    expect(scenario.device('SN1').status).toBe('reported');
  });

  it('had not answered when the scan ended', () => {
    const scenario = new Scenario(['SN1']);
    scenario.report(good('SN1'));
    scenario.close('maxTime');
    expect(scenario.device('SN1').status).toBe('couldNotCheck');
  });
});

describe('rescan', () => {
  it('keeps the attempts apart and opens a new round', () => {
    const scenario = new Scenario(['SN1']);
    scenario.report(good('SN1', B));
    scenario.mes('SN1', wants());
    scenario.close('complete');
    scenario.rescan('SN1');
    expect(scenario.session).toMatchObject({ phase: 'scanning', round: 2 });
    expect(scenario.effects.at(-1)).toMatchObject({ kind: 'askDevice', device: 'SN1', attempt: 2 });
    scenario.report(good('SN1', B, { attempt: 1 }));
    expect(scenario.session.counts).toMatchObject({ waiting: 1, late: 1 });
    scenario.report(good('SN1', A, { attempt: 2 }));
    scenario.mes('SN1', wants());
    expect(deviceDetails(scenario.device('SN1')).attempts.map(({ attempt, status }) => `${attempt} ${status}`)).toEqual([
      '1 fail',
      '2 pass',
    ]);
  });
});

describe('when a scan ends', () => {
  it('idle, complete and at the latest', () => {
    const scenario = new Scenario(['SN1'], { idleMs: 10_000, maxMs: 120_000 });
    expect(nextDeadline(scenario.session)).toEqual({ at: 1_000 + 10_000, reason: 'idle' });
    scenario.report(good('SN1'));
    expect(nextDeadline(scenario.session)).toEqual({ at: 1_000 + 120_000, reason: 'maxTime' });
    scenario.mes('SN1', wants());
    expect(nextDeadline(scenario.session)).toEqual({ at: scenario.now + 500, reason: 'complete' });
    scenario.close('complete');
    expect(nextDeadline(scenario.session)).toBeNull();
  });

  it('who is asked in a rescan has the idle time, on the roster or beside the sum', () => {
    for (const round of [['G'], ['SN1'], ['SN1', 'G']]) {
      const scenario = new Scenario(['SN1'], { idleMs: 10_000, maxMs: 120_000 });
      for (const sn of ['SN1', 'G']) {
        scenario.report(good(sn));
        scenario.mes(sn, wants());
      }
      scenario.close();
      scenario.rescan(...round);
      for (const [place, sn] of round.entries()) {
        expect(nextDeadline(scenario.session)).toEqual({ at: scenario.now + 10_000, reason: 'idle' });
        scenario.report({ ...good(sn), attempt: 2 });
        scenario.mes(sn, wants());
        if (place < round.length - 1) continue;
        expect(nextDeadline(scenario.session)).toEqual({ at: scenario.now + 500, reason: 'complete' });
      }
    }
    const unit = new Scenario(null, { idleMs: 10_000 });
    unit.report(good('None'));
    unit.close();
    unit.rescan(...unit.session.devices.keys());
    expect(nextDeadline(unit.session)).toEqual({ at: unit.now + 10_000, reason: 'idle' });
  });

  it('without a roster it never is complete, only idle', () => {
    const scenario = new Scenario(null);
    scenario.report(good('SN1'));
    scenario.mes('SN1', wants());
    expect(nextDeadline(scenario.session)?.reason).toBe('idle');
  });
});

describe('pair', () => {
  it('sends nothing twice, and holds what was rejected for a person', () => {
    const scenario = new Scenario(['SN1', 'SN2']);
    for (const [sn, mac] of [
      ['SN1', A],
      ['SN2', B],
    ] as const) {
      scenario.report(good(sn, mac));
      scenario.mes(sn, wants(mac));
    }
    scenario.close('complete');
    scenario.pair('k1', 'SN1', 'SN2');
    expect(pairSheet(scenario.session, digestOf).serials).toEqual([]);
    scenario.apply({
      kind: 'pairAnswered',
      key: 'k1' as DeliveryKey,
      state: 'accepted',
      rejected: { SN2: 'wrong step' },
      reason: NO_TEXT,
    });
    const sheet = pairSheet(scenario.session, digestOf);
    expect(sheet.sent).toMatchObject([
      { sn: 'SN1', outcome: 'accepted' },
      { sn: 'SN2', outcome: 'rejected', reason: 'wrong step' },
    ]);
    expect(sheet.serials).toEqual([]);
    expect(sheet.refused).toMatchObject([{ sn: 'SN2', outcome: 'rejected' }]);
  });

  it('what may have arrived is not offered again', () => {
    const scenario = new Scenario(['SN1']);
    scenario.report(good('SN1'));
    scenario.mes('SN1', wants());
    scenario.close('complete');
    scenario.pair('k1', 'SN1');
    scenario.apply({
      kind: 'pairAnswered',
      key: 'k1' as DeliveryKey,
      state: 'unknown',
      rejected: {},
      reason: verbatim('No answer after 5 s.'),
    });
    expect(pairSheet(scenario.session, digestOf)).toMatchObject({ serials: [], sent: [{ outcome: 'unknown' }] });
  });

  it('a refused Pair is told once for each delivery, by serial number', () => {
    const scenario = new Scenario(['SN1', 'SN2']);
    const told = () =>
      scenario.effects.flatMap((effect) => (effect.kind === 'notify' ? [[effect.id, english(effect.what)]] : []));
    scenario.pair('k1', 'SN1', 'SN2');
    scenario.pairAnswered('k1', 'unknown');
    expect(told()).toEqual([]);
    scenario.pairAnswered('k1', 'queued');
    scenario.pairAnswered('k1', 'accepted', { SN2: 'wrong step' });
    scenario.pairAnswered('k1', 'accepted', { SN2: 'wrong step' });
    expect(told()).toEqual([['1', 'Pair refused SN2']]);
    scenario.settle('sendAgain', 'SN2');
    scenario.pair('k2', 'SN1', 'SN2');
    scenario.pairAnswered('k2', 'rejected');
    expect(told().slice(1)).toEqual([['1', 'Pair refused 2 devices: SN1, SN2']]);
  });
});

describe('arithmetic', () => {
  it('closes after every step of a scan that has everything in it', () => {
    const scenario = new Scenario(['SN1', 'SN2', 'SN3']);
    const steps: (() => unknown)[] = [
      () => scenario.report(good('SN1')),
      () => scenario.report(good('none', A, { bootId: 'x' })),
      () => scenario.report(good('SN4', B)),
      () => scenario.mes('SN1', wants()),
      () => scenario.mes('SN4', { kind: 'notRegistered' }),
      () => scenario.report(good('SN2', B, { bootId: 'a' })),
      () => scenario.report(good('SN2', B, { bootId: 'b' })),
      () => scenario.close('idle'),
      () => scenario.report(good('SN3', B)),
      () => scenario.rescan('SN2', 'SN3'),
      () => scenario.close('maxTime'),
    ];
    for (const step of steps) {
      step();
      expect(scenario.session.counts).toEqual(recount(scenario.session));
      expect(sumOf(scenario.session.counts)).toBe(scenario.session.counts.expected);
    }
  });
});
