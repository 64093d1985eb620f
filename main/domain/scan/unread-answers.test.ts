import { verbatim } from '../../../protocol/texts/text';
import { describe, expect, it } from 'vitest';
import { serialNumber } from '../../../protocol/ids';
import { expects, port, reportOf } from '../testing/reports';
import { Scenario } from '../testing/scenario';
import { deviceDetails, deviceRow } from '../testing/in-words';

const MAC = 'e0:18:7d:2e:ca:68';
const WHY =
  'The file of device keys /k cannot be read (it is not there), so reports wait. Check its path and rights in the settings.';
const SAID = `Answers came that could not be read when the scan ended, and its own may be one of them. ${WHY}`;

describe('a scan that ends while reports wait that cannot be judged', () => {
  it('says so on the rows of devices that gave no answer, and what to do; the others stay as they are', () => {
    const scenario = new Scenario(['SN1', 'SN2']);
    scenario.report(reportOf('SN2', [port('enp4s0', MAC)]));
    scenario.mes('SN2', expects(['enp4s0', MAC]));
    scenario.apply({ kind: 'scanClosed', reason: 'idle', unread: verbatim(WHY) });
    expect(deviceRow(scenario.device('SN1'))).toMatchObject({ status: 'noAnswer', reason: SAID });
    expect(deviceDetails(scenario.device('SN1')).nextAction).toBe(
      'Put the device keys right as the reason says, then rescan this device.',
    );
    expect(deviceRow(scenario.device('SN2'))).toMatchObject({ status: 'pass', reason: '' });
  });

  it('is forgotten by the next attempt, which may be silent for another reason', () => {
    const scenario = new Scenario(['SN1']);
    scenario.apply({ kind: 'scanClosed', reason: 'idle', unread: verbatim(WHY) });
    scenario.rescan('SN1');
    expect(deviceDetails(scenario.device('SN1')).attempts[0]?.reason).toBe(SAID);
    scenario.close('idle');
    expect(deviceRow(scenario.device('SN1')).reason).toContain('is it switched on');
  });

  it('says what is known of the device itself first', () => {
    const scenario = new Scenario(['SN1']);
    scenario.apply({ kind: 'reportUnusable', sn: serialNumber('SN1'), reason: verbatim('Not JSON.') });
    scenario.apply({ kind: 'scanClosed', reason: 'idle', unread: verbatim(WHY) });
    expect(deviceRow(scenario.device('SN1')).reason).toContain('in quarantine: Not JSON.');
  });
});
