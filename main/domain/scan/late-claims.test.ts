import { expect, it } from 'vitest';
import { pairSheet } from '../delivery/pair-sheet';
import { expects, port, reportOf } from '../testing/reports';
import { openContests } from '../testing/in-words';
import { Scenario } from '../testing/scenario';

const A = 'e0:18:7d:2e:ca:68';
const B = 'e0:18:7d:2e:ca:69';

const answer = (bootId: string, mac: string, attempt = 1) => reportOf('S1', [port('eth0', mac)], { bootId, attempt });
const offered = ({ session }: Scenario): readonly string[] => pairSheet(session, (serials) => serials.join()).serials;
const heldFor = (scenario: Scenario): number => openContests(scenario.device('S1')).length;

/** A scan in which another device answered, and which goes on after it had closed; `S1` answers first then. */
function goesOn(
  roster: readonly string[] | null,
  late: Scenario['report'] extends (report: infer R) => unknown ? readonly R[] : never,
) {
  const scenario = new Scenario(roster, { pairGuests: true });
  scenario.report(reportOf('S2', [port('eth0', B)], { bootId: 'other', attempt: 1 }));
  scenario.mes('S2', expects(['eth0', B]));
  scenario.close('operator');
  for (const report of late) scenario.report(report);
  scenario.rescan('S2');
  scenario.report(answer('d1', A));
  scenario.mes('S1', expects(['eth0', A]));
  return scenario;
}

it('speaks against a unit without boot id whichever of two sets of cards a late unit told of first', () => {
  const other = (mac: string) =>
    reportOf('S1', [port('eth0', mac)], { bootId: 'other', attempt: 1, ip: mac === A ? null : '10.0.0.9' });
  const held = [
    [A, B],
    [B, A],
  ].map((order) => {
    const scenario = new Scenario(['S1']);
    scenario.close();
    for (const mac of order) scenario.report(other(mac));
    scenario.rescan('S1');
    scenario.report(reportOf('S1', [port('eth0', A)]));
    scenario.mes('S1', expects(['eth0', A]));
    return [scenario.device('S1').status, openContests(scenario.device('S1'))];
  });
  expect(held[0]).toEqual(held[1]);
  expect(held[0]).toMatchObject(['pass', [expect.anything()]]);
});

it.each([
  ['without a list', null],
  ['with a list that it is not on', ['S2']],
] as const)(
  'a late answer of another unit speaks against a device that answers first when a scan %s goes on',
  (_name, roster) => {
    const scenario = goesOn(roster, [answer('twin', 'e0:18:7d:2e:fe:00')]);
    expect([scenario.device('S1').status, heldFor(scenario), offered(scenario)]).toEqual(['pass', 1, []]);
  },
);

it('its own late answer does not, and each other unit counts once', () => {
  const own = goesOn(null, [answer('d1', A)]);
  expect([own.device('S1').status, heldFor(own), offered(own)]).toEqual(['pass', 0, ['S1']]);
  const twice = goesOn(null, [answer('twin', 'e0:18:7d:2e:fe:00'), answer('twin', 'e0:18:7d:2e:fe:00')]);
  expect(heldFor(twice)).toBe(1);
});

it('of two units, whichever answers next is held for the other, in whichever order the late one came', () => {
  const held = [['late', 'counts'] as const, ['counts', 'late'] as const].map((order) => {
    const scenario = new Scenario(['S1']);
    scenario.close('maxTime');
    scenario.rescan('S1');
    for (const which of order) {
      if (which === 'late') scenario.report(answer('twin', A, 1));
      else scenario.report(answer('d1', A, 2));
    }
    scenario.mes('S1', expects(['eth0', A]));
    scenario.close('operator');
    scenario.rescan('S1');
    scenario.report(answer('twin', A, 3));
    scenario.mes('S1', expects(['eth0', A]));
    return [
      scenario.device('S1').status,
      openContests(scenario.device('S1')).map(({ key }) => key).length > 0,
      offered(scenario),
    ];
  });
  expect(held).toEqual([
    ['pass', true, []],
    ['pass', true, []],
  ]);
});
