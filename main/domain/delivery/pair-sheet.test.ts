import { describe, expect, it } from 'vitest';
import { BurnBody, PairBody } from '../../../protocol/http';
import { serialNumber } from '../../../protocol/ids';
import { text } from '../../../protocol/texts/text';
import { english } from '../../../messages/english';
import { leftOver, pairBody } from './pair-sheet';
import { expects, port, reportOf, scanStarted } from '../testing/reports';
import { Scenario } from '../testing/scenario';
import { startSession } from '../scan/fold';
import { deviceRow, pairSheet } from '../testing/in-words';

const digestOf = (serials: readonly string[]): string => `digest of ${serials.join(' ')}`;
const macOf = (index: number): string => `e0:18:7d:2e:cb:0${index}`;

/** A closed scan in which these devices passed. */
function passed(...serials: readonly string[]): Scenario {
  const scenario = new Scenario(serials);
  for (const [index, sn] of serials.entries()) {
    scenario.report(reportOf(sn, [port('enp4s0', macOf(index))]));
    scenario.mes(sn, expects(['enp4s0', macOf(index)]));
  }
  scenario.close('complete');
  return scenario;
}

describe('pairSheet', () => {
  it('names what goes, in the order of the rows, and the digest of exactly that', () => {
    expect(pairSheet(passed('SN2', 'SN1').session, digestOf)).toEqual({
      target: 'pair',
      operationId: '1',
      serials: ['SN2', 'SN1'],
      refused: [],
      heldBack: [],
      digest: 'digest of pair 1 SN2 SN1',
      sent: [],
    });
  });

  it('says of everyone else why not', () => {
    const scenario = new Scenario(['OK', 'WRONG', 'SILENT', 'STRANGER', 'RIVAL']);
    const wanted = expects(['enp4s0', macOf(0)]);
    scenario.report(reportOf('OK', [port('enp4s0', macOf(1))]));
    scenario.mes('OK', expects(['enp4s0', macOf(1)]));
    scenario.report(reportOf('WRONG', [port('enp4s0', macOf(2))]));
    scenario.mes('WRONG', wanted);
    scenario.report(reportOf('STRANGER', [port('enp4s0', macOf(3))]));
    scenario.mes('STRANGER', { kind: 'notRegistered' });
    scenario.report(reportOf('GUEST', [port('enp4s0', macOf(4))]));
    scenario.mes('GUEST', expects(['enp4s0', macOf(4)]));
    scenario.report(reportOf('n/a', [port('enp4s0', macOf(5))], { bootId: 'b-5' }));
    scenario.report(reportOf('RIVAL', [port('enp4s0', macOf(6))], { bootId: 'a' }));
    scenario.mes('RIVAL', expects(['enp4s0', macOf(6)]));
    scenario.close('idle');
    scenario.report(reportOf('RIVAL', [port('enp4s0', macOf(7))], { bootId: 'b' }));
    const sheet = pairSheet(scenario.session, digestOf);
    expect(sheet.serials).toEqual(['OK']);
    expect(sheet.heldBack).toEqual([
      { id: 'WRONG', sn: 'WRONG', why: `enp4s0 has ${macOf(2)}, MES expects ${macOf(0)}.` },
      { id: 'SILENT', sn: 'SILENT', why: 'No answer: is it switched on, and is the agent running?' },
      { id: 'STRANGER', sn: 'STRANGER', why: 'MES does not know this serial number.' },
      { id: 'RIVAL', sn: 'RIVAL', why: 'Another device claimed this serial number.' },
      { id: 'GUEST', sn: 'GUEST', why: 'It passed, but it is not on the roster.', guest: true },
      { id: '?b-5', sn: '', why: 'Reports "n/a" instead of a serial number.' },
    ]);
  });

  it.each([
    ['mayBeTaken', text('pair.mayBeTaken', { as: 'row', serial: 'SN1', operation: 'op-1' })],
    ['mayBeTaken', text('pair.mayBeTakenDamaged', { as: 'row', serial: 'SN1', operation: 'op-1' })],
    ['underWay', text('pair.onItsWay', { as: 'row', serial: 'SN1', operation: 'op-1', target: 'pair' })],
    [
      'otherAddress',
      text('pair.otherAddress', { as: 'row', serial: 'SN1', operation: 'op-1', made: 'http://a', set: 'http://b' }),
    ],
    ['newer', text('pair.newer', { serial: 'SN1', how: 'onHold', operation: 'op-1' })],
    ['newer', text('pair.newerLost', { serial: 'SN1', how: 'fails', operation: 'op-1', lost: 'removed' })],
    ['newerReport', text('pair.newerReport', { serial: 'SN1', how: 'fails', operation: 'op-1' })],
    ['newerReport', text('pair.newerReportBecause', { serial: 'SN1', how: 'fails', operation: 'op-1', why: [] })],
    ['newerReport', text('pair.newerReportLost', { serial: 'SN1', how: 'fails', operation: 'op-1', lost: 'damaged' })],
  ] as const)('names the operation whose list keeps a device back that passed: %s', (state, why) => {
    const sheet = pairSheet(passed('SN1', 'SN2').session, digestOf, new Map([['SN1', why]]));
    expect(sheet.serials).toEqual(['SN2']);
    expect(sheet.heldBack).toEqual([{ id: 'SN1', sn: 'SN1', why: english(why), elsewhere: { operationId: 'op-1', state } }]);
  });

  it('names its own operation where the report in it is not trusted any more', () => {
    const { session } = passed('SN1', 'SN2');
    const why = text('pair.trustLost', { serial: 'SN1', why: [text('pair.noVerdict')] });
    const { serials, heldBack } = pairSheet(session, digestOf, new Map([['SN1', why]]));
    expect(serials).toEqual(['SN2']);
    const elsewhere = { operationId: session.operationId, state: 'distrusted' };
    expect(heldBack).toEqual([{ id: 'SN1', sn: 'SN1', why: english(why), elsewhere }]);
  });

  it('a guest goes where the plant allows it', () => {
    const scenario = new Scenario(['SN1'], { pairGuests: true });
    scenario.report(reportOf('GUEST', [port('enp4s0', macOf(4))]));
    scenario.mes('GUEST', expects(['enp4s0', macOf(4)]));
    scenario.close('idle');
    expect(pairSheet(scenario.session, digestOf).serials).toEqual(['GUEST']);
  });

  it.each(['queued', 'sending', 'accepted', 'rejected', 'unknown'] as const)('%s is not offered again by itself', (state) => {
    const scenario = passed('SN1', 'SN2');
    scenario.pair('k1', 'SN1');
    if (state !== 'queued') scenario.pairAnswered('k1', state);
    const sheet = pairSheet(scenario.session, digestOf);
    expect(sheet.serials).toEqual(['SN2']);
    expect(sheet.heldBack).toEqual([]);
    expect(sheet.sent).toMatchObject([{ sn: 'SN1', outcome: state, key: 'k1', settled: null }]);
    const waits = state === 'rejected' || state === 'unknown';
    expect(sheet.refused).toEqual(waits ? [{ id: 'SN1', sn: 'SN1', outcome: state, reason: 'Why.', key: 'k1' }] : []);
  });

  it('rejected in part: the rest stays accepted, and the refused one stands apart', () => {
    const scenario = passed('SN1', 'SN2', 'SN3');
    scenario.pair('k1', 'SN1', 'SN2');
    scenario.pairAnswered('k1', 'accepted', { SN2: 'wrong step', SN9: 'whoever that is' });
    const sheet = pairSheet(scenario.session, digestOf);
    expect(sheet.serials).toEqual(['SN3']);
    expect(sheet.refused).toEqual([{ id: 'SN2', sn: 'SN2', outcome: 'rejected', reason: 'wrong step', key: 'k1' }]);
    expect(sheet.sent.map(({ sn, outcome, reason }) => [sn, outcome, reason])).toEqual([
      ['SN1', 'accepted', ''],
      ['SN2', 'rejected', 'wrong step'],
    ]);
  });

  it.each(['rejected', 'unknown'] as const)(
    '%s: what a person settled for sending again is offered, what was dealt with is not',
    (state) => {
      const scenario = passed('SN1', 'SN2', 'SN3');
      scenario.pair('k1', 'SN1', 'SN2', 'SN3');
      scenario.pairAnswered('k1', state);
      expect(scenario.session.counts).toMatchObject({
        pairRefused: state === 'rejected' ? 3 : 0,
        pairUnknown: state === 'unknown' ? 3 : 0,
      });
      scenario.settle('sendAgain', 'SN1');
      scenario.settle('done', 'SN2');
      const sheet = pairSheet(scenario.session, digestOf);
      expect(sheet.serials).toEqual(['SN1']);
      expect(sheet.refused.map(({ sn }) => sn)).toEqual(['SN3']);
      expect(sheet.sent.map(({ settled }) => settled?.as ?? null)).toEqual(['sendAgain', 'done', null]);
      expect(scenario.session.counts).toMatchObject({
        pairRefused: state === 'rejected' ? 1 : 0,
        pairUnknown: state === 'unknown' ? 1 : 0,
      });
      scenario.pair('k2', 'SN1');
      expect(pairSheet(scenario.session, digestOf)).toMatchObject({ serials: [], refused: [{ sn: 'SN3' }] });
      expect(deviceRow(scenario.device('SN2'))).toMatchObject({
        pair: state,
        pairReason: 'Why.',
        pairSettled: { as: 'done', reason: 'Asked there.', operatorId: 'op-7' },
      });
    },
  );

  it('a rescan settles nothing: the refused device that passes again still waits for a person', () => {
    const scenario = passed('SN1', 'SN2');
    scenario.pair('k1', 'SN1', 'SN2');
    scenario.pairAnswered('k1', 'accepted', { SN2: 'wrong step' });
    scenario.rescan('SN2');
    expect(scenario.session.counts.pairRefused).toBe(1);
    scenario.report(reportOf('SN2', [port('enp4s0', macOf(1))]));
    scenario.mes('SN2', expects(['enp4s0', macOf(1)]));
    scenario.close('complete');
    expect(scenario.device('SN2').status).toBe('pass');
    expect(pairSheet(scenario.session, digestOf)).toMatchObject({
      serials: [],
      refused: [{ sn: 'SN2', reason: 'wrong step' }],
    });
    scenario.settle('sendAgain', 'SN2');
    expect(pairSheet(scenario.session, digestOf)).toMatchObject({ serials: ['SN2'], refused: [] });
  });

  it('settling changes nothing of what was accepted, is under way, or never went', () => {
    const scenario = passed('SN1', 'SN2', 'SN3');
    scenario.pair('k1', 'SN1');
    scenario.pairAnswered('k1', 'accepted');
    scenario.pair('k2', 'SN2');
    scenario.settle('sendAgain', 'SN1', 'SN2', 'SN3');
    expect(pairSheet(scenario.session, digestOf).serials).toEqual(['SN3']);
  });
});

describe('leftOver', () => {
  it('counts apart what would go, what was refused and what is unknown, until a person settled it', () => {
    const scenario = passed('SN1', 'SN2', 'SN3', 'SN4');
    const counts = (notPaired: number, refused: number, unknown: number) => ({ target: 'pair', notPaired, refused, unknown });
    expect(leftOver(scenario.session)).toEqual(counts(4, 0, 0));
    scenario.pair('k1', 'SN1', 'SN2');
    expect(leftOver(scenario.session)).toEqual(counts(2, 0, 0));
    scenario.pairAnswered('k1', 'accepted', { SN2: 'wrong step' });
    scenario.pair('k2', 'SN3');
    scenario.pairAnswered('k2', 'unknown');
    expect(leftOver(scenario.session)).toEqual(counts(1, 1, 1));
    const { serials, refused } = pairSheet(scenario.session, digestOf);
    expect([serials, refused.map(({ sn }) => sn)]).toEqual([['SN4'], ['SN2', 'SN3']]);
    scenario.settle('sendAgain', 'SN2');
    scenario.settle('done', 'SN3');
    expect(leftOver(scenario.session)).toEqual(counts(2, 0, 0));
    scenario.rescan('SN4');
    expect(leftOver(scenario.session)).toBeNull();
  });
});

describe('pairBody', () => {
  it('is the body of Pair', () => {
    const body = pairBody(passed('SN1').session, [serialNumber('SN1')]);
    expect(JSON.stringify(body)).toBe('{"snArray":["SN1"],"operationId":"1"}');
    expect(PairBody.parse(body)).toEqual(body);
  });

  it('is the body of burn in scan mode 1', () => {
    const { session } = startSession({ ...scanStarted(['SN1']), scanMode: 1 }, 1);
    const body = pairBody(session, [serialNumber('SN1')]);
    expect(JSON.stringify(body)).toBe('{"snArray":["SN1"],"operationId":"1","operatorId":"op-7","scanMode":1}');
    expect(BurnBody.parse(body)).toEqual(body);
    expect(pairSheet(session, digestOf).target).toBe('burn');
  });
});
