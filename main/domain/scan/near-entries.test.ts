import { describe, expect, it } from 'vitest';
import { deviceIdOf, serialNumber } from '../../../protocol/ids';
import { port, reportOf } from '../testing/reports';
import { Scenario } from '../testing/scenario';
import { detailsIn, rowIn } from '../testing/in-words';

const rowOf = (scan: Scenario, sn: string) => rowIn(scan.session, scan.device(sn));

describe('a guest beside a roster entry that may be meant', () => {
  it('is asked about in its row and in its details, and the roster entry is not changed', () => {
    const scan = new Scenario(['q186i15901', 'SN-A2']);
    scan.report(reportOf('Q186I15901', [port('eth0', '02:00:00:00:00:01')]));
    expect(rowOf(scan, 'Q186I15901').reason).toBe(
      'Answered; waiting for MES. Not on the roster. Is it q186i15901, which has not answered? The difference: capital and small letters.',
    );
    expect(detailsIn(scan.session, scan.device('Q186I15901')).nextAction).toMatch(/^Compare the label with the roster/);
    expect(rowOf(scan, 'q186i15901')).toMatchObject({ status: 'waiting', reason: '' });
  });

  it('no longer when that entry answers itself; both rows look different then', () => {
    const scan = new Scenario(['SQ1', 'SN-A2']);
    scan.report(reportOf('Q1', [port('eth0', '02:00:00:00:00:01')]));
    expect(rowOf(scan, 'Q1').reason).toContain('Is it SQ1');
    const change = scan.report(reportOf('SQ1', [port('eth0', '02:00:00:00:00:01')]));
    expect([...change.devices].toSorted()).toEqual([deviceIdOf(serialNumber('Q1')), deviceIdOf(serialNumber('SQ1'))]);
    expect(rowOf(scan, 'Q1').reason).not.toContain('Is it');
  });

  it('is still asked about when the entry never answered', () => {
    const scan = new Scenario(['SNßA1']);
    scan.report(reportOf('SN-A1', [port('eth0', '02:00:00:00:00:01')]));
    scan.close();
    expect(rowOf(scan, 'SN-A1').reason).toContain('Is it SNßA1, which has not answered? The difference: a German keyboard.');
  });

  it('nothing is asked of guests that are near nothing, nor without a roster', () => {
    const scan = new Scenario(['SN-A2']);
    scan.report(reportOf('X-77', [port('eth0', '02:00:00:00:00:01')]));
    expect(rowOf(scan, 'X-77').reason).not.toContain('Is it');
    const anyone = new Scenario(null);
    anyone.report(reportOf('sn-a2', [port('eth0', '02:00:00:00:00:01')]));
    expect(rowOf(anyone, 'sn-a2').reason).not.toContain('Is it');
  });
});
