import { describe, expect, it } from 'vitest';
import { verbatim } from '../../../protocol/texts/text';
import { ScanLog } from '../../../protocol/http';
import { closingNotification, evidenceFileName, scanLog, scanLogFileName, wireOperationId } from './scan-log';
import { expects, port, reportOf } from '../testing/reports';
import { Scenario } from '../testing/scenario';

const A = 'e0:18:7d:2e:ca:68';
const B = 'e0:18:7d:2e:ca:69';
const C = 'e0:18:7d:2e:ca:6a';

describe('wireOperationId', () => {
  it.each([
    ['1', 1],
    ['0', 0],
    ['-5', -5],
    ['17', 17],
    ['9007199254740991', 9_007_199_254_740_991],
    ['9007199254740992', '9007199254740992'],
    ['017', '017'],
    ['-0', '-0'],
    ['+1', '+1'],
    ['1.0', '1.0'],
    ['1e3', '1e3'],
    ['0x1', '0x1'],
    ['', ''],
    ['shgbshjhdstiuy978677', 'shgbshjhdstiuy978677'],
  ])('%j is %j', (id, onWire) => {
    expect(wireOperationId(id, 'auto')).toBe(onWire);
    expect(wireOperationId(id, 'number')).toBe(onWire);
    expect(wireOperationId(id, 'string')).toBe(id);
  });
});

describe('scanLog', () => {
  it('rows stand as reported, then the expected ones that nobody reported, with the expected MAC', () => {
    const scenario = new Scenario(['SN1']);
    scenario.report(reportOf('SN1', [port('enp6s0', C.toUpperCase()), port('enp4s0', B), port('br0', B, { kind: 'bridge' })]));
    scenario.mes('SN1', expects(['enp4s0', A], ['enp5s0', B], ['enp6s0', C]));
    scenario.close();
    expect(scanLog(scenario.session)).toEqual({
      operationid: 1,
      pairInfo: [],
      scaninfo: [
        {
          macinfo: [
            { interface: 'enp6s0', macaddr: C, scanstatus: '1' },
            { interface: 'enp4s0', macaddr: B, scanstatus: '0' },
            { interface: 'enp5s0', macaddr: B, scanstatus: '0' },
          ],
          sn: 'SN1',
          result: '0',
        },
      ],
    });
  });

  it('an address that cannot be read stands as it was reported', () => {
    const scenario = new Scenario(['SN1']);
    scenario.report(reportOf('SN1', [port('enp4s0', 'E0:18:7D:2E:CA:6O')]));
    scenario.mes('SN1', expects(['enp4s0', A]));
    scenario.close();
    expect(scanLog(scenario.session).scaninfo[0]?.macinfo).toEqual([
      { interface: 'enp4s0', macaddr: 'E0:18:7D:2E:CA:6O', scanstatus: '0' },
    ]);
  });

  it('holds everyone who answered and was judged, guests too, and nobody else', () => {
    const scenario = new Scenario(['PASS', 'FAIL', 'SILENT', 'UNREGISTERED', 'UNCHECKED', 'TWICE']);
    const macs = ['01', '02', '03', '04', '05', '06', '07', '08'].map((last) => `e0:18:7d:2e:cb:${last}`);
    const answering = ['FAIL', 'PASS', 'UNREGISTERED', 'UNCHECKED', 'GUEST', 'n/a'];
    for (const [index, sn] of answering.entries())
      scenario.report(reportOf(sn, [port('enp4s0', macs[index] ?? '')], { bootId: sn }));
    for (const bootId of ['a', 'b']) scenario.report(reportOf('TWICE', [port('enp4s0', macs[7] ?? '')], { bootId }));
    scenario.mes('FAIL', expects(['enp4s0', A]));
    scenario.mes('PASS', expects(['enp4s0', macs[1] ?? '']));
    scenario.mes('UNREGISTERED', { kind: 'notRegistered' });
    scenario.mes('UNCHECKED', { kind: 'couldNotCheck', reason: verbatim('MES did not answer.') });
    scenario.mes('GUEST', expects(['enp4s0', macs[4] ?? '']));
    scenario.close();
    const log = scanLog(scenario.session);
    expect(log.scaninfo.map(({ sn, result }) => [sn, result])).toEqual([
      ['PASS', '1'],
      ['FAIL', '0'],
      ['GUEST', '1'],
    ]);
    expect(ScanLog.parse(log)).toEqual(log);
    expect(closingNotification(scenario.session)).toEqual({ id: '1', status: '1 device passed scanning, 1 guest' });
  });

  it('a thousand devices are counted in plain digits, as in the requirement', () => {
    const { session } = new Scenario(['SN1']);
    const counts = { ...session.counts, pass: 1_234 };
    expect(closingNotification({ ...session, counts }).status).toBe('1234 devices passed scanning');
  });

  it('the key order is that of the requirement', () => {
    const scenario = new Scenario(['SN1'], { operationIdType: 'string' });
    scenario.report(reportOf('SN1', [port('enp4s0', A)]));
    scenario.mes('SN1', expects(['enp4s0', A]));
    scenario.close();
    expect(JSON.stringify(scanLog(scenario.session))).toBe(
      `{"operationid":"1","pairInfo":[],"scaninfo":[{"macinfo":[{"interface":"enp4s0","macaddr":"${A}","scanstatus":"1"}],"sn":"SN1","result":"1"}]}`,
    );
  });
});

describe('names of exported files', () => {
  it.each([
    ['../../etc/passwd', 'scan-log-.._.._etc_passwd.json'],
    ['C:\\x\\y', 'scan-log-C__x_y.json'],
    ['a/b\0c\u202e', 'scan-log-a_b_c_.json'],
    ['rack 7', 'scan-log-rack_7.json'],
    ['x'.repeat(500), `scan-log-${'x'.repeat(80)}.json`],
  ])('%j leads out of no folder', (operation, name) => {
    expect(scanLogFileName(operation)).toBe(name);
    expect(evidenceFileName(operation)).toBe(name.replace('scan-log', 'evidence'));
  });
});
