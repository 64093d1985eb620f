import { describe, expect, it } from 'vitest';
import { verbatim } from '../../../protocol/texts/text';
import type { MesAnswer } from '../../../protocol/device-info';
import { expects, port, reportOf } from '../testing/reports';
import { Scenario } from '../testing/scenario';
import { sessionView } from './views';
import { inWords } from '../../../messages/testing/in-words';
import { deviceDetails } from '../testing/in-words';

const ASKED = 'http://10.0.0.5:8080/puzzle/api/v1/deviceInfo/getById';
const PAGE = 'something that is not JSON; it begins "<html>nginx"';
const macOf = (index: number): string => `e0:18:7d:2e:cb:0${index}`;

/** Devices that MES answers one after the other. */
function scanOf(...answers: readonly MesAnswer[]): Scenario {
  const scenario = new Scenario(null);
  for (const [index, answer] of answers.entries()) {
    scenario.report(reportOf(`SN${index}`, [port('enp4s0', macOf(index))]));
    scenario.mes(`SN${index}`, answer);
  }
  return scenario;
}

const notFound = (page: string | null = null): MesAnswer => ({ kind: 'notRegistered', notFound: { asked: ASKED, page } });
const KNOWN = expects(['enp4s0', macOf(0)]);
const noticed = ({ session }: Scenario) => inWords(sessionView(session, 0).notices).filter(({ kind }) => kind === 'notFound');

describe('ports with other names than in MES', () => {
  const [ONE, TWO, WRONG] = [macOf(1), macOf(2), macOf(9)];
  const names = (other: string): Scenario => {
    const scenario = new Scenario(['SN1']);
    scenario.report(reportOf('SN1', [port('eth0np0', ONE), port('eth1', other)]));
    scenario.mes('SN1', expects(['eth0', ONE], ['eth1', TWO]));
    return scenario;
  };

  it('are all that is wrong, or a wrong card is in another port of the device', () => {
    const [alone, mixed] = [names(TWO), names(WRONG)].map(({ session }) => sessionView(session, 0));
    expect([alone?.onlyNamesFail, mixed?.onlyNamesFail]).toEqual([true, false]);
    for (const view of [alone, mixed])
      expect(inWords(view?.notices ?? [])).toMatchObject([
        { devices: 1, what: expect.stringMatching(/^One device has a right MAC on a port/) as string },
      ]);
  });

  it.each([['SN2'], ['GUEST']])('are not all that is wrong where %s has a wrong card', (sn) => {
    const scenario = new Scenario(['SN1', 'SN2']);
    scenario.report(reportOf('SN1', [port('eth0np0', ONE)]));
    scenario.mes('SN1', expects(['eth0', ONE]));
    expect(sessionView(scenario.session, 0).onlyNamesFail).toBe(true);
    scenario.report(reportOf(sn, [port('eth0', WRONG)]));
    scenario.mes(sn, expects(['eth0', TWO]));
    expect(sessionView(scenario.session, 0).onlyNamesFail).toBe(false);
  });

  it('are nothing to say where all passed', () => {
    expect(sessionView(scanOf(KNOWN).session, 0).onlyNamesFail).toBe(false);
  });
});

describe('status 404', () => {
  it.each([
    [1, 1, '1 device, and 1 more could not be checked'],
    [2, 3, '2 devices, and 3 more could not be checked'],
  ])('does not speak of all where some could not be checked: %i and %i', (unknown, unchecked, told) => {
    const scenario = scanOf(
      ...Array.from({ length: unknown }, () => notFound()),
      ...Array.from(
        { length: unchecked },
        (): MesAnswer => ({
          kind: 'couldNotCheck',
          cause: 'unreachable',
          reason: verbatim('MES did not answer.'),
        }),
      ),
    );
    scenario.close('idle');
    expect(noticed(scenario)).toMatchObject([
      {
        devices: unknown,
        what: `${ASKED} answered with status 404 for ${told}: either none is registered in MES, or this address of MES is wrong.`,
      },
    ]);
  });

  it('for every device is said once the scan is over, with the address that was asked', () => {
    const scenario = scanOf(notFound(), notFound());
    expect(noticed(scenario)).toEqual([]);
    scenario.close('idle');
    expect(noticed(scenario)).toEqual([
      {
        kind: 'notFound',
        devices: 2,
        what: `${ASKED} answered with status 404 for all 2 devices that it was asked about: either none is registered in MES, or this address of MES is wrong.`,
        nextAction: expect.stringContaining('settings') as string,
      },
    ]);
    expect(deviceDetails(scenario.device('SN0')).row.reason).toBe('MES does not know this serial number.');
  });

  it('with a page that is not of MES is said at the first device, and on its row', () => {
    const scenario = scanOf(notFound(PAGE));
    expect(noticed(scenario)).toHaveLength(1);
    const { row, nextAction } = deviceDetails(scenario.device('SN0'));
    expect(row).toMatchObject({
      status: 'notRegistered',
      reason: `MES does not know this serial number, or its address is wrong: ${ASKED} answered with status 404 and ${PAGE}.`,
    });
    expect(nextAction).toContain('address of MES');
  });

  it.each<[string, MesAnswer]>([
    ['knows another device', KNOWN],
    ['says of another in its own words that it does not know it', { kind: 'notRegistered' }],
  ])('is no matter for the rack where MES %s', (_what, answer) => {
    for (const answers of [
      [answer, notFound(PAGE)],
      [notFound(PAGE), answer],
    ]) {
      const scenario = scanOf(...answers);
      scenario.close('idle');
      expect(noticed(scenario)).toEqual([]);
    }
  });

  it('says nothing where nobody was asked about, or nobody could be', () => {
    expect(noticed(scanOf())).toEqual([]);
    const scenario = scanOf({ kind: 'couldNotCheck', reason: verbatim('Why.') });
    scenario.close('idle');
    expect(noticed(scenario)).toEqual([]);
  });
});
