import { inWords } from '../../../messages/testing/in-words';
import { describe, expect, it } from 'vitest';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import { expects, port, reportOf } from '../testing/reports';
import { recount, Scenario } from '../testing/scenario';
import { openContests } from './state';
import { english } from '../../../messages/english';
import { reasonFor } from './session-changes';

const A = 'e0:18:7d:2e:ca:68';
const B = 'e0:18:7d:2e:ca:69';

interface Answer {
  readonly bootId: string | null;
  readonly ip: string | null;
  readonly macs: readonly string[];
}

const ANSWERS: readonly Answer[] = [null, 'boot 1', 'boot 2'].flatMap((bootId) =>
  [null, '10.0.0.1', '10.0.0.2'].flatMap((ip) => [[A], [A, B]].map((macs) => ({ bootId, ip, macs }))),
);

const reportAs = (sn: string, { bootId, ip, macs }: Answer, attempt: number | null = null): HardwareReport =>
  reportOf(
    sn,
    macs.map((mac, at) => port(`eth${at}`, mac)),
    { bootId, ip, attempt },
  );

/** "from the same unit if their boot ids are equal. If one of them has no boot id, both must have the same IP address (where both name one) and the same addresses" */
function isOneUnit(one: Answer, other: Answer): boolean {
  if (one.bootId !== null && other.bootId !== null) return one.bootId === other.bootId;
  return (one.ip === null || other.ip === null || one.ip === other.ip) && one.macs.join() === other.macs.join();
}

/** "told apart by their boot ids; those that have none by IP address and addresses of physical ports together" */
function haveOneKey(one: Answer, other: Answer): boolean {
  if (one.bootId !== null || other.bootId !== null) return one.bootId === other.bootId;
  return one.ip === other.ip && one.macs.join() === other.macs.join();
}

const PAIRS = ANSWERS.flatMap((one) => ANSWERS.map((other) => [one, other] as const));

describe('two answers of every kind: one unit or two, as docs/verdicts.md says', () => {
  it('without serial number', () => {
    for (const [one, other] of PAIRS) {
      const scenario = new Scenario(null);
      scenario.report(reportAs('None', one));
      scenario.report(reportAs('Default string', other));
      const isOne = haveOneKey(one, other);
      const { noSerial, duplicates } = scenario.session.counts;
      expect({ one, other, noSerial, duplicates }).toEqual({ one, other, noSerial: isOne ? 1 : 2, duplicates: isOne ? 1 : 0 });
      expect(recount(scenario.session)).toEqual(scenario.session.counts);
    }
  });

  it('with one serial number: another unit makes a conflict', () => {
    for (const [one, other] of PAIRS) {
      const scenario = new Scenario(null);
      scenario.report(reportAs('SN1', one));
      scenario.report(reportAs('SN1', other));
      const { status } = scenario.device('SN1');
      expect({ one, other, status }).toEqual({ one, other, status: isOneUnit(one, other) ? 'reported' : 'conflict' });
    }
  });

  it('first without and then with its serial number, or the other way round: another unit contests', () => {
    for (const [one, other] of PAIRS) {
      const pictures = new Set<string>();
      for (const order of ['one first', 'other first', 'MES first']) {
        const scenario = new Scenario(null);
        if (order === 'one first') scenario.report(reportAs('None', one));
        scenario.report(reportAs('SN1', other));
        if (order === 'other first') scenario.report(reportAs('None', one));
        scenario.mes('SN1', expects(...other.macs.map((mac, at) => [`eth${at}`, mac] as const)));
        if (order === 'MES first') scenario.report(reportAs('None', one));
        expect(scenario.device('SN1').status).toBe('pass');
        pictures.add(JSON.stringify([scenario.session.counts, openContests(scenario.device('SN1'))]));
        const { contested } = scenario.session.counts;
        expect({ order, one, other, contested }).toEqual({ order, one, other, contested: isOneUnit(one, other) ? 0 : 1 });
      }
      expect(pictures.size).toBe(1);
    }
  });
});

describe('a unit without serial number that was asked again', () => {
  const NAMED: Answer = { bootId: 'boot 1', ip: '10.0.0.1', macs: [A] };
  const asked = (answer: Answer): { scenario: Scenario; id: string } => {
    const scenario = new Scenario(['OTHER']);
    scenario.report(reportAs('None', answer));
    scenario.close();
    const [id = ''] = [...scenario.session.devices.keys()].slice(-1);
    scenario.rescan(id);
    return { scenario, id };
  };

  it('and was silent is late when it answers in the round of another', () => {
    const { scenario } = asked(NAMED);
    scenario.close();
    scenario.rescan('OTHER');
    scenario.report(reportAs('None', NAMED));
    expect(scenario.session.counts).toMatchObject({ late: 1, duplicates: 0 });
    expect(inWords(scenario.session.aside)).toMatchObject([
      { kind: 'late', reason: 'Answered after its scan had ended; it was not asked in this one.' },
    ]);
  });

  it('is late with its answer to the scan before', () => {
    const { scenario } = asked(NAMED);
    scenario.report(reportAs('None', NAMED, 1));
    expect(scenario.session.counts).toMatchObject({ late: 1, duplicates: 0 });
    scenario.report(reportAs('None', NAMED, 2));
    scenario.report(reportAs('None', NAMED, 2));
    expect(scenario.session.counts).toMatchObject({ late: 1, duplicates: 1 });
  });

  it.each([
    { ...NAMED, bootId: null },
    { ...NAMED, bootId: `b${'o'.repeat(300)}t` },
  ])('in records of version 0.1.0, by the key that it had there', (answer) => {
    const scenario = new Scenario(null);
    scenario.report(reportAs('None', answer));
    scenario.close();
    scenario.rescan(`?${(answer.bootId ?? '10.0.0.1').slice(0, 250)}`);
    expect(scenario.statuses()).toContain(' waiting');
    scenario.report(reportAs('None', answer));
    expect(scenario.session.counts).toMatchObject({ noSerial: 1, duplicates: 0, late: 0 });
  });
});

describe('units with long names', () => {
  const many = (last: number): readonly string[] => [
    ...Array.from(
      { length: 300 },
      (_, at) => `e0:18:7d:00:${at < 256 ? '00' : '01'}:${(at % 256).toString(16).padStart(2, '0')}`,
    ),
    `fc:fe:00:00:00:0${last}`,
  ];

  it.each<[string, (last: number) => Answer]>([
    ['boot ids that differ at the end only', (last) => ({ bootId: `${'b'.repeat(500)}${last}`, ip: null, macs: [A] })],
    ['hundreds of ports, of which one differs', (last) => ({ bootId: null, ip: null, macs: many(last) })],
  ])('are two units, with bounded keys: %s', (_what, answer) => {
    const scenario = new Scenario(null);
    scenario.report(reportAs('SN1', answer(1)));
    scenario.report(reportAs('None', answer(2)));
    scenario.report(reportAs('None', answer(3)));
    scenario.report(reportAs('None', answer(3)));
    expect(scenario.session.counts).toMatchObject({ noSerial: 2, duplicates: 1 });
    for (const id of scenario.session.devices.keys()) expect(id.length).toBeLessThanOrEqual(300);
    scenario.close();
    scenario.report(reportAs('SN1', answer(4)));
    scenario.report(reportAs('SN1', answer(5)));
    expect(scenario.device('SN1').claims.size).toBe(3);
  });
});

it('a serial number with a character that cannot be seen: the reason says so and shows it', () => {
  const scenario = new Scenario(null);
  scenario.report(reportAs('Q186\u200bI15815', { bootId: 'boot 1', ip: null, macs: [A] }));
  const [device] = [...scenario.session.devices.values()];
  expect(device === undefined ? '' : english(reasonFor(device))).toBe(
    'Reports a serial number with a character that cannot be seen: "Q186\\u200bI15815".',
  );
});
