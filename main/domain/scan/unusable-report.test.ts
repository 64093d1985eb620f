import { verbatim } from '../../../protocol/texts/text';
import { describe, expect, it } from 'vitest';
import { serialNumber } from '../../../protocol/ids';
import { expects, port, reportOf } from '../testing/reports';
import { recount, Scenario } from '../testing/scenario';
import { deviceDetails, deviceRow } from '../testing/in-words';

const A = 'e0:18:7d:2e:ca:68';
const WHY = 'The report carries no interfaces (`macinfo`).';
const SAID = `A report under its serial number cannot be used and is in quarantine: ${WHY}`;
const unusable = (scenario: Scenario, sn: string, sentence = WHY) =>
  scenario.apply({ kind: 'reportUnusable', sn: serialNumber(sn), reason: verbatim(sentence) });
const shown = (scenario: Scenario, sn: string) => {
  const device = scenario.device(sn);
  return { status: device.status, reason: deviceRow(device).reason, inQuarantine: deviceDetails(device).inQuarantine };
};

describe('a report in quarantine that bears the serial number of a device', () => {
  it('is the reason of the device, which has given no answer that counts', () => {
    const scenario = new Scenario(['SN1', 'SN2']);
    expect([...unusable(scenario, 'SN1').devices]).toEqual(['SN1']);
    expect(shown(scenario, 'SN1')).toEqual({ status: 'waiting', reason: SAID, inQuarantine: true });
    scenario.close('idle');
    expect(shown(scenario, 'SN1')).toEqual({ status: 'noAnswer', reason: SAID, inQuarantine: true });
    expect(deviceDetails(scenario.device('SN1')).nextAction).toContain('quarantine');
    expect(shown(scenario, 'SN2')).toEqual({
      status: 'noAnswer',
      reason: 'No answer: is it switched on, and is the agent running?',
      inQuarantine: false,
    });
    expect(scenario.session.counts).toEqual(recount(scenario.session));
  });

  it('is said of a device that was silent when the scan ended, too', () => {
    const scenario = new Scenario(['SN1']);
    scenario.close('idle');
    unusable(scenario, 'SN1');
    expect(shown(scenario, 'SN1')).toEqual({ status: 'noAnswer', reason: SAID, inQuarantine: true });
  });

  it('changes nothing about one that answered, before it or after it', () => {
    const scenario = new Scenario(['SN1', 'SN2']);
    unusable(scenario, 'SN1');
    for (const sn of ['SN1', 'SN2']) {
      scenario.report(reportOf(sn, [port('enp4s0', sn === 'SN1' ? A : 'e0:18:7d:2e:ca:69')]));
      scenario.mes(sn, expects(['enp4s0', sn === 'SN1' ? A : 'e0:18:7d:2e:ca:69']));
    }
    expect([...unusable(scenario, 'SN2').devices]).toEqual([]);
    for (const sn of ['SN1', 'SN2']) expect(shown(scenario, sn)).toEqual({ status: 'pass', reason: '', inQuarantine: false });
  });

  it('is forgotten when the device is asked again, and makes no device', () => {
    const scenario = new Scenario(['SN1']);
    unusable(scenario, 'SN1');
    unusable(scenario, 'SN9');
    scenario.close('idle');
    scenario.rescan('SN1');
    expect(shown(scenario, 'SN1')).toEqual({ status: 'waiting', reason: '', inQuarantine: false });
    expect(deviceDetails(scenario.device('SN1')).attempts[0]?.reason).toBe(SAID);
    expect(scenario.session.devices.size).toBe(1);
  });

  it('may come more than once: the first is said', () => {
    const scenario = new Scenario(['SN1']);
    unusable(scenario, 'SN1');
    unusable(scenario, 'SN1', 'The message is not JSON.');
    expect(shown(scenario, 'SN1').reason).toBe(SAID);
  });
});
