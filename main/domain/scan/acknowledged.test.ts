import { expect, it } from 'vitest';
import type { DeviceId } from '../../../protocol/ids';
import { OperatorId } from '../../../protocol/ids';
import { expects, port, reportOf } from '../testing/reports';
import { Scenario } from '../testing/scenario';
import { failureAcknowledged } from './decisions';
import { deviceRow, sessionView } from './views';

const A = 'e0:18:7d:2e:ca:68';
const B = 'e0:18:7d:2e:ca:69';
const OP = OperatorId.parse('op-7');
const ids = (...serials: readonly string[]) => serials as readonly DeviceId[];

function answers(scenario: Scenario, sn: string, found: string, expected: string): void {
  scenario.report(reportOf(sn, [port('eth0', found)], { bootId: sn, attempt: scenario.device(sn).attempt }));
  scenario.mes(sn, expects(['eth0', expected]));
}

/** One device failed, one passes. */
function oneFailed(): Scenario {
  const scenario = new Scenario(['BAD', 'GOOD']);
  answers(scenario, 'BAD', A, B);
  answers(scenario, 'GOOD', 'e0:18:7d:2e:ca:6a', 'e0:18:7d:2e:ca:6a');
  return scenario;
}

const acknowledge = (scenario: Scenario, ...serials: readonly string[]) =>
  scenario.apply({ kind: 'failureAcknowledged', devices: ids(...serials), operatorId: OP });
const waiting = ({ session }: Scenario): readonly string[] => [...session.unacknowledged];

it('waits for a person for each device that failed, says who saw it and when, and leaves its verdict as it was', () => {
  const scenario = oneFailed();
  expect(waiting(scenario)).toEqual(['BAD']);
  expect(sessionView(scenario.session, 0).unacknowledged).toBe(1);
  const { acknowledged, ...before } = deviceRow(scenario.device('BAD'));
  expect(acknowledged).toBeUndefined();
  const { devices } = acknowledge(scenario, 'BAD');
  expect([...devices]).toEqual(['BAD']);
  expect(waiting(scenario)).toEqual([]);
  expect(sessionView(scenario.session, 0)).not.toHaveProperty('unacknowledged');
  expect(deviceRow(scenario.device('BAD'))).toEqual({ ...before, acknowledged: { operatorId: 'op-7', at: scenario.now } });
});

it('goes on waiting after the scan has closed', () => {
  const scenario = oneFailed();
  scenario.close();
  expect(waiting(scenario)).toEqual(['BAD']);
});

it('waits again where it fails again, and not where it passes or is waived', () => {
  const scenario = oneFailed();
  acknowledge(scenario, 'BAD');
  scenario.rescan('BAD');
  expect(waiting(scenario)).toEqual([]);
  answers(scenario, 'BAD', A, B);
  expect(waiting(scenario)).toEqual(['BAD']);
  scenario.close();
  scenario.apply({ kind: 'waived', devices: ids('BAD'), reason: 'Label.', operatorId: OP });
  expect(waiting(scenario)).toEqual([]);
  const other = oneFailed();
  other.rescan('BAD');
  answers(other, 'BAD', B, B);
  expect(waiting(other)).toEqual([]);
});

it('waits for no guest, and notes nothing of a device that did not fail', () => {
  const scenario = oneFailed();
  scenario.report(reportOf('GUEST', [port('eth0', 'e0:18:7d:2e:ca:6b')], { bootId: 'g' }));
  scenario.mes('GUEST', expects(['eth0', 'e0:18:7d:2e:ca:6c']));
  expect(scenario.device('GUEST').status).toBe('fail');
  expect(waiting(scenario)).toEqual(['BAD']);
  acknowledge(scenario, 'GOOD', 'GUEST', 'NOBODY');
  expect([scenario.device('GOOD').acknowledged, scenario.device('GUEST').acknowledged]).toEqual([null, null]);
});

it('is refused for what stood on the screen and is not so any more', () => {
  const scenario = oneFailed();
  const check = (sn: string, attempt: number) => () =>
    failureAcknowledged([{ id: sn as DeviceId, attempt }], OP).check(scenario.session);
  expect(check('BAD', 1)).not.toThrow();
  for (const refused of [check('BAD', 2), check('GOOD', 1), check('NOBODY', 1)])
    expect(refused).toThrow('does not wait to be acknowledged any more');
  acknowledge(scenario, 'BAD');
  expect(check('BAD', 1)).toThrow('BAD does not wait');
});
