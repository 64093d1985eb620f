import { describe, expect, it } from 'vitest';
import { BurnBody, PairBody } from '../../protocol/http';
import { serialNumber, type DeliveryKey } from '../../protocol/ids';
import type { DeliveryState } from '../../protocol/model';
import { pairBody, pairSheet } from './pair-sheet';
import { expects, port, reportOf, scanStarted } from './testing/reports';
import { Scenario } from './testing/scenario';
import { startSession } from './session/fold';

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

function answered(scenario: Scenario, key: string, state: DeliveryState, rejected: Record<string, string> = {}): void {
  scenario.apply({
    kind: 'pairAnswered',
    key: key as DeliveryKey,
    state,
    rejected,
    sentence: state === 'accepted' ? '' : 'Why.',
  });
}

describe('pairSheet', () => {
  it('names what goes, in the order of the rows, and the digest of exactly that', () => {
    expect(pairSheet(passed('SN2', 'SN1').session, digestOf)).toEqual({
      target: 'pair',
      operationId: '1',
      serials: ['SN2', 'SN1'],
      heldBack: [],
      digest: 'digest of SN2 SN1',
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
      { id: 'WRONG', sn: 'WRONG', sentence: `enp4s0 has ${macOf(2)}, MES expects ${macOf(0)}.` },
      { id: 'SILENT', sn: 'SILENT', sentence: 'No answer: is it switched on, and is the agent running?' },
      { id: 'STRANGER', sn: 'STRANGER', sentence: 'MES does not know this serial number.' },
      { id: 'RIVAL', sn: 'RIVAL', sentence: 'Another device claimed this serial number after the scan.' },
      { id: 'GUEST', sn: 'GUEST', sentence: 'It passed, but it is not on the roster.' },
      { id: '?b-5', sn: '', sentence: 'Reports "n/a" instead of a serial number.' },
    ]);
  });

  it('a guest goes where the plant allows it', () => {
    const scenario = new Scenario(['SN1'], { pairGuests: true });
    scenario.report(reportOf('GUEST', [port('enp4s0', macOf(4))]));
    scenario.mes('GUEST', expects(['enp4s0', macOf(4)]));
    scenario.close('idle');
    expect(pairSheet(scenario.session, digestOf).serials).toEqual(['GUEST']);
  });

  it.each(['queued', 'sending', 'accepted', 'unknown'] as const)('%s is not offered again', (state) => {
    const scenario = passed('SN1', 'SN2');
    scenario.pair('k1', 'SN1');
    if (state !== 'queued') answered(scenario, 'k1', state);
    const sheet = pairSheet(scenario.session, digestOf);
    expect(sheet.serials).toEqual(['SN2']);
    expect(sheet.heldBack).toEqual([]);
    expect(sheet.sent).toMatchObject([{ sn: 'SN1', outcome: state, key: 'k1' }]);
  });

  it('rejected as a whole: everything is offered again', () => {
    const scenario = passed('SN1', 'SN2');
    scenario.pair('k1', 'SN1', 'SN2');
    answered(scenario, 'k1', 'rejected');
    const sheet = pairSheet(scenario.session, digestOf);
    expect(sheet.serials).toEqual(['SN1', 'SN2']);
    expect(sheet.sent.map(({ sn, outcome, sentence }) => [sn, outcome, sentence])).toEqual([
      ['SN1', 'rejected', 'Why.'],
      ['SN2', 'rejected', 'Why.'],
    ]);
  });

  it('rejected in part: the rest stays accepted', () => {
    const scenario = passed('SN1', 'SN2');
    scenario.pair('k1', 'SN1', 'SN2');
    answered(scenario, 'k1', 'accepted', { SN2: 'wrong step', SN9: 'whoever that is' });
    const sheet = pairSheet(scenario.session, digestOf);
    expect(sheet.serials).toEqual(['SN2']);
    expect(sheet.sent).toEqual([
      { sn: 'SN1', outcome: 'accepted', sentence: '', key: 'k1' },
      { sn: 'SN2', outcome: 'rejected', sentence: 'wrong step', key: 'k1' },
    ]);
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
