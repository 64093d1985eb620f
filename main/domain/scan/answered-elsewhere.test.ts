import { describe, expect, it } from 'vitest';
import { operationId } from '../../../protocol/ids';
import { expects, port, reportOf } from '../testing/reports';
import { recount, Scenario } from '../testing/scenario';
import { deviceDetails, deviceRow } from '../testing/in-words';

const A = 'e0:18:7d:2e:ca:68';
const SAID = 'No answer to this operation; it answered operation 17.';
const stale = (scenario: Scenario, sn: string, operation: string) =>
  scenario.apply(
    { kind: 'staleFiled', reportId: `${sn} ${operation}` },
    reportOf(sn, [port('enp4s0', A)], { operationId: operationId(operation) }),
  );
const reason = (scenario: Scenario, sn: string): string => deviceRow(scenario.device(sn)).reason;

describe('a device of the rack that answered another operation', () => {
  it('says so on its row while it gives no other answer, and what to do', () => {
    const scenario = new Scenario(['SN1', 'SN2']);
    expect([...stale(scenario, 'SN1', '17').devices]).toEqual(['SN1']);
    expect(reason(scenario, 'SN1')).toBe(SAID);
    scenario.close('idle');
    expect(reason(scenario, 'SN1')).toBe(SAID);
    expect(deviceDetails(scenario.device('SN1')).nextAction).toContain('another operation');
    expect(reason(scenario, 'SN2')).toContain('is it switched on');
    expect(scenario.session.counts).toMatchObject({ stale: 1, noAnswer: 2 });
    expect(scenario.session.counts).toEqual(recount(scenario.session));
  });

  it('is said in the same words in whichever order its reports come', () => {
    const reasons = [
      ['17', '4'],
      ['4', '17'],
    ].map((order) => {
      const scenario = new Scenario(['SN1']);
      for (const operation of order) stale(scenario, 'SN1', operation);
      return reason(scenario, 'SN1');
    });
    expect(reasons).toEqual(Array.from({ length: 2 }, () => 'No answer to this operation; it answered operation 17 and 1 more.'));
  });

  it.each([true, false])('changes nothing about one that answers this one, before it: %s', (before) => {
    const scenario = new Scenario(['SN1']);
    if (before) stale(scenario, 'SN1', '17');
    scenario.report(reportOf('SN1', [port('enp4s0', A)]));
    scenario.mes('SN1', expects(['enp4s0', A]));
    const touched = before ? [] : [...stale(scenario, 'SN1', '17').devices];
    expect(touched).toEqual([]);
    expect(deviceRow(scenario.device('SN1'))).toMatchObject({ status: 'pass', reason: '' });
  });

  it('is forgotten when the device is asked again, and one that is not on the rack makes no row', () => {
    const scenario = new Scenario(['SN1']);
    stale(scenario, 'SN1', '17');
    stale(scenario, 'SN9', '17');
    scenario.close('idle');
    scenario.rescan('SN1');
    expect(reason(scenario, 'SN1')).toBe('');
    expect(deviceDetails(scenario.device('SN1')).attempts[0]?.reason).toBe(SAID);
    expect(scenario.session.devices.size).toBe(1);
  });
});
