import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../../protocol/ids';
import { expects, port, reportOf } from '../testing/reports';
import { recount, Scenario } from '../testing/scenario';
import { nextDeadline, toAskAgain } from './deadlines';
import { deviceDetails } from './views';

const A = 'e0:18:7d:2e:ca:68';
const ids = (...names: readonly string[]) => names as readonly DeviceId[];

/** The scan that waits for SN2, with the setting that is asked for. */
function silent(noAnswerRetries: number, rules?: number): Scenario {
  const scenario = new Scenario(['SN1', 'SN2'], { noAnswerRetries, idleMs: 1_000 }, rules);
  scenario.report(reportOf('SN1', [port('eth0', A)], { attempt: 1 }));
  scenario.mes('SN1', expects(['eth0', A]));
  return scenario;
}

const again = (scenario: Scenario) => scenario.apply({ kind: 'askedAgain', devices: toAskAgain(scenario.session) });

describe('a second try for whoever has not answered', () => {
  it("is nobody's where the plant does not want it", () => {
    expect(toAskAgain(silent(0).session)).toEqual([]);
  });

  it('asks the silent one alone, as its next attempt, and silence is counted again', () => {
    const scenario = silent(1);
    expect(toAskAgain(scenario.session)).toEqual(ids('SN2'));
    const before = scenario.effects.length;
    again(scenario);
    expect(scenario.effects.slice(before)).toEqual([{ kind: 'askDevice', device: 'SN2', sn: 'SN2', attempt: 2 }]);
    expect(scenario.session).toMatchObject({ phase: 'scanning', round: 1 });
    expect(nextDeadline(scenario.session)).toEqual({ at: scenario.now + 1_000, reason: 'idle' });
    expect(scenario.session.counts).toEqual(recount(scenario.session));
    expect(toAskAgain(scenario.session)).toEqual([]);
  });

  it('keeps that it passed on the second scan, with the first one that nobody answered', () => {
    const scenario = silent(1);
    again(scenario);
    scenario.report(reportOf('SN2', [port('eth0', 'e0:18:7d:2e:ca:70')], { attempt: 2 }));
    scenario.mes('SN2', expects(['eth0', 'e0:18:7d:2e:ca:70']));
    const { row, attempts } = deviceDetails(scenario.device('SN2'));
    expect(row).toMatchObject({ status: 'pass', attempt: 2 });
    expect(attempts.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 'noAnswer'],
      [2, 'pass'],
    ]);
    expect(nextDeadline(scenario.session)?.reason).toBe('complete');
  });

  const slow = (attempt: number, bootId = 'b2') => reportOf('SN2', [port('eth0', 'e0:18:7d:2e:ca:70')], { attempt, bootId });

  it('an answer to any of these attempts counts, and another of the same unit is repeated', () => {
    const scenario = silent(2);
    again(scenario);
    again(scenario);
    scenario.report(slow(1));
    scenario.report(slow(2));
    scenario.mes('SN2', expects(['eth0', 'e0:18:7d:2e:ca:70']));
    scenario.report(slow(3));
    expect(scenario.device('SN2')).toMatchObject({ status: 'pass', attempt: 3, contests: [] });
    expect(scenario.session.counts).toMatchObject({ late: 0, duplicates: 2, pass: 2 });
    const { attempts } = deviceDetails(scenario.device('SN2'));
    expect(attempts.map(({ attempt, status, reason }) => [attempt, status, reason[0]?.code ?? null])).toEqual([
      [1, 'noAnswer', 'device.answeredSlowly'],
      [2, 'noAnswer', 'device.noAnswer'],
      [3, 'pass', null],
    ]);
    expect(nextDeadline(scenario.session)?.reason).toBe('complete');
  });

  it('two units that answer different of these attempts are in conflict, whoever comes first', () => {
    for (const [first, second] of [
      [slow(1, 'one'), slow(2, 'two')],
      [slow(2, 'two'), slow(1, 'one')],
    ] as const) {
      const scenario = silent(1);
      again(scenario);
      scenario.report(first);
      scenario.report(second);
      expect(scenario.statuses()).toBe('SN1 pass, SN2 conflict');
      expect(scenario.session.counts).toMatchObject({ late: 0, conflict: 1 });
    }
  });

  it('an answer from before a person had it scanned again is late', () => {
    const scenario = silent(1);
    again(scenario);
    scenario.close('idle');
    scenario.rescan('SN2');
    again(scenario);
    scenario.report(slow(2));
    expect(scenario.statuses()).toBe('SN1 pass, SN2 waiting');
    scenario.report(slow(3));
    expect(scenario.statuses()).toBe('SN1 pass, SN2 reported');
    expect(scenario.session.counts).toMatchObject({ late: 1 });
  });

  it('an answer of a unit without serial number to any of them counts, too', () => {
    const scenario = new Scenario(null, { noAnswerRetries: 1 });
    const nameless = (attempt: number) => reportOf('N/A', [port('eth0', A)], { attempt, bootId: 'bare' });
    scenario.report(nameless(1));
    scenario.close('idle');
    const [id] = scenario.session.devices.keys();
    scenario.rescan(String(id));
    again(scenario);
    scenario.report(nameless(2));
    expect(scenario.statuses()).toBe(`${id} noSerial`);
  });

  it('in a scan of older rules an answer to the first attempt is late, and the second still counts', () => {
    const scenario = silent(1, 5);
    again(scenario);
    scenario.report(slow(1));
    expect(scenario.device('SN2').status).toBe('waiting');
    scenario.report(slow(2));
    scenario.mes('SN2', expects(['eth0', 'e0:18:7d:2e:ca:70']));
    expect(scenario.device('SN2')).toMatchObject({ status: 'pass', contests: [] });
    expect(scenario.session.counts).toMatchObject({ late: 1, pass: 2 });
  });

  it('is made so often, and again once a person has asked for a rescan', () => {
    const scenario = silent(2);
    again(scenario);
    again(scenario);
    expect(toAskAgain(scenario.session)).toEqual([]);
    scenario.close('idle');
    expect(scenario.statuses()).toBe('SN1 pass, SN2 noAnswer');
    scenario.rescan('SN2');
    expect(toAskAgain(scenario.session)).toEqual(ids('SN2'));
    expect(scenario.device('SN2').attempt).toBe(4);
  });

  it('what is known of why it has not answered stays', () => {
    const scenario = silent(1);
    scenario.apply({ kind: 'answeredOther', sn: scenario.device('SN2').sn ?? ('' as never), of: 'BI-1' as never });
    again(scenario);
    scenario.close('idle');
    expect(deviceDetails(scenario.device('SN2')).row.reason).toMatchObject([{ code: 'device.answeredElsewhere' }]);
  });

  it('after a restart who was asked again is asked for that answer', () => {
    const scenario = silent(1);
    again(scenario);
    const before = scenario.effects.length;
    scenario.apply({ kind: 'reopened' });
    expect(scenario.effects.slice(before)).toEqual([
      { kind: 'askEveryone' },
      { kind: 'askDevice', device: 'SN2', sn: 'SN2', attempt: 2 },
    ]);
  });
});
