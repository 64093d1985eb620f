import { expect, it } from 'vitest';
import { expects, port, reportOf } from '../testing/reports';
import { Scenario } from '../testing/scenario';
import { isContested } from './state';

const MAC = 'e0:18:7d:2e:ca:68';
const answer = (bootId: string, attempt: number) => reportOf('A1', [port('eth0', MAC)], { bootId, attempt });
/** When a message comes once more. */
const PLACES = ['at once', 'after the scan', 'when it is asked again', 'after the next answer', 'in the end'] as const;

/** A device that passes, is asked again, was started again meanwhile, and passes again. */
function deviceAskedAgain(again: (scenario: Scenario, place: (typeof PLACES)[number]) => void, rules?: number): Scenario {
  const scenario = new Scenario(['A1'], {}, rules);
  for (const [attempt, bootId] of [
    [1, 'one'],
    [2, 'two'],
  ] as const) {
    if (attempt === 2) scenario.rescan('A1');
    if (attempt === 2) again(scenario, 'when it is asked again');
    scenario.apply({ kind: 'reportReceived', reportId: bootId, sha256: bootId }, answer(bootId, attempt));
    scenario.mes('A1', expects(['eth0', MAC]));
    again(scenario, attempt === 1 ? 'at once' : 'after the next answer');
    scenario.close('complete');
    again(scenario, attempt === 1 ? 'after the scan' : 'in the end');
  }
  return scenario;
}

it.each(PLACES)('an answer that counted and is delivered once more %s is repeated, and speaks against nobody', (when) => {
  const { session } = deviceAskedAgain((scenario, place) => {
    if (place === when) scenario.apply({ kind: 'reportReceived', reportId: 'again', sha256: 'one' }, answer('one', 1));
  });
  const [device] = session.devices.values();
  expect([device?.status, device !== undefined && isContested(device)]).toEqual(['pass', false]);
  expect(session.counts).toMatchObject({ pass: 1, contested: 0, late: 0, duplicates: 1 });
});

it.each(PLACES.slice(2))('another answer of the unit of before that comes %s speaks against the one that counts now', (when) => {
  const { session } = deviceAskedAgain((scenario, place) => {
    if (place === when) scenario.apply({ kind: 'reportReceived', reportId: 'another', sha256: 'another' }, answer('one', 1));
  });
  expect(session.counts).toMatchObject({ pass: 1, contested: 1, late: 1, duplicates: 0 });
});

/** What was shown of it: late, and against the unit that counts by then where that is another one. */
const BEFORE_RULE_2 = {
  'at once': { late: 0, duplicates: 1, contested: 0 },
  'after the scan': { late: 1, duplicates: 0, contested: 0 },
  'when it is asked again': { late: 1, duplicates: 0, contested: 1 },
  'after the next answer': { late: 1, duplicates: 0, contested: 1 },
  'in the end': { late: 1, duplicates: 0, contested: 1 },
} as const;

it.each(PLACES)('a scan of before this rule comes to what was shown of it, one answer delivered once more %s', (when) => {
  const { session } = deviceAskedAgain((scenario, place) => {
    if (place === when) scenario.apply({ kind: 'reportReceived', reportId: 'again', sha256: 'one' }, answer('one', 1));
  }, 1);
  expect(session.counts).toMatchObject({ pass: 1, ...BEFORE_RULE_2[when] });
});

/** A unit that answers, one that claims the same serial number, and a unit without serial number; then each message comes again. */
function messagesOfAConflict(first: 'one' | 'two', when: 'in the scan' | 'after it', rules?: number) {
  const scenario = new Scenario(['A1'], {}, rules);
  const bare = reportOf('N/A', [port('eth0', 'e0:18:7d:2e:ca:99')], { bootId: 'bare', attempt: 1 });
  const messages = [first, first === 'one' ? 'two' : 'one'].map((bootId) => [bootId, answer(bootId, 1)] as const);
  const all = [...messages, ['bare', bare] as const];
  const deliver = (): void => {
    for (const [sha256, report] of all) scenario.apply({ kind: 'reportReceived', reportId: sha256, sha256 }, report);
  };
  deliver();
  if (when === 'in the scan') deliver();
  scenario.close('complete');
  if (when === 'after it') deliver();
  return scenario.session;
}

it.each([
  ['one', 'in the scan'],
  ['two', 'in the scan'],
  ['one', 'after it'],
  ['two', 'after it'],
] as const)(
  'messages of two that claim one serial number (%s first) and of a unit without come again %s: all are repeated',
  (first, when) => {
    const { counts, devices } = messagesOfAConflict(first, when);
    expect(counts).toMatchObject({ conflict: 1, noSerial: 1, late: 0, duplicates: 3 });
    expect(Array.from(devices.values(), ({ claims }) => claims.size)).toEqual([2, 0]);
  },
);

it('a scan of rules 2 keeps what it showed of them: after it only the answer that counted first was repeated', () => {
  expect(messagesOfAConflict('one', 'after it', 2).counts).toMatchObject({ conflict: 1, noSerial: 1, late: 2, duplicates: 1 });
});

it('a late answer that comes again speaks against nobody again, once a person has looked', () => {
  const scenario = deviceAskedAgain((at, place) => {
    if (place === 'after the next answer')
      at.apply({ kind: 'reportReceived', reportId: 'late', sha256: 'late' }, answer('late', 1));
  });
  const before = structuredClone(Array.from(scenario.session.devices.values(), ({ claims }) => [...claims.keys()]));
  scenario.apply({ kind: 'reportReceived', reportId: 'again', sha256: 'late' }, answer('late', 1));
  expect(Array.from(scenario.session.devices.values(), ({ claims }) => [...claims.keys()])).toEqual(before);
  expect(scenario.session.counts).toMatchObject({ late: 1, duplicates: 1 });
});
