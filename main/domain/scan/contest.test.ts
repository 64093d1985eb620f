import { describe, expect, it } from 'vitest';
import { verbatim } from '../../../protocol/texts/text';
import { OperatorId } from '../../../protocol/ids';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import { pairSheet } from '../delivery/pair-sheet';
import { expects, port, reportOf } from '../testing/reports';
import { recount, Scenario } from '../testing/scenario';
import { isContested, type ScanSession } from './state';
import { openContests } from '../testing/in-words';

const A = 'e0:18:7d:2e:ca:68';
const B = 'e0:18:7d:2e:ca:69';
const C = 'e0:18:7d:2e:ca:6a';
const D = 'e0:18:7d:2e:ca:6b';

const unit = (sn: string, boot: string, macs: readonly string[], attempt = 1): HardwareReport =>
  reportOf(
    sn,
    macs.map((mac, at) => port(`eth${at}`, mac)),
    { bootId: boot, attempt },
  );
const should = (...macs: readonly string[]) => expects(...macs.map((mac, at) => [`eth${at}`, mac] as const));

/** A person clears all that stands on the screen of this device. */
function clear(scenario: Scenario, sn: string): void {
  const device = scenario.device(sn);
  scenario.apply({
    kind: 'contestCleared',
    devices: [device.id],
    operatorId: OperatorId.parse('op-7'),
    seen: [{ device: device.id, keys: openContests(device).map(({ key }) => key) }],
  });
}

/** A device that passes with two ports, on a roster with others. */
function goodAmong(...others: readonly string[]): Scenario {
  const scenario = new Scenario(['GOOD', ...others]);
  scenario.report(unit('GOOD', 'g', [A, B]));
  scenario.mes('GOOD', should(A, B));
  return scenario;
}

const sheetOf = (session: ScanSession): string[] => pairSheet(session, (serials) => serials.join()).serials;

/** Passed, and held out of Pair until a person looks. */
function isHeld(scenario: Scenario, sn = 'GOOD'): boolean {
  const { session } = scenario;
  expect(session.counts).toEqual(recount(session));
  return scenario.device(sn).status === 'pass' && isContested(scenario.device(sn)) && !sheetOf(session).includes(sn);
}

/** Passed, and on the Pair sheet. */
function isFree(scenario: Scenario, sn = 'GOOD'): boolean {
  return openContests(scenario.device(sn)).length === 0 && sheetOf(scenario.session).includes(sn);
}

/** Each of these speaks against GOOD again, whatever was cleared before. */
const CLAIMS: Readonly<Record<string, (scenario: Scenario) => void>> = {
  'another device at the first port': (scenario) => scenario.report(unit('R1', 'r1', [A])),
  'another device at the second port': (scenario) => scenario.report(unit('R2', 'r2', [B])),
  'the same address at another port of a device': (scenario) => scenario.report(unit('R3', 'r3', [D, A])),
  'a unit without serial number': (scenario) => scenario.report(unit('Default string', 'n', [A])),
  'another unit without serial number': (scenario) => scenario.report(unit('', 'n2', [A])),
  'two units of one serial number': (scenario) => {
    scenario.report(unit('X', 'x1', [B]));
    scenario.report(unit('X', 'x2', [C]));
  },
  'a guest': (scenario) => scenario.report(unit('GUEST', 'guest', [B])),
};

describe('what a person cleared is exactly what was seen', () => {
  for (const [first, claim] of Object.entries(CLAIMS)) {
    for (const [second, another] of Object.entries(CLAIMS)) {
      if (first === second) continue;
      it(`${first}, cleared; then ${second}`, () => {
        const scenario = goodAmong('R1', 'R2', 'R3', 'X');
        claim(scenario);
        expect(isHeld(scenario)).toBe(true);
        clear(scenario, 'GOOD');
        expect(isFree(scenario)).toBe(true);
        another(scenario);
        expect(isHeld(scenario)).toBe(true);
        clear(scenario, 'GOOD');
        expect(isFree(scenario)).toBe(true);
      });
    }
  }

  it.each([
    ['at another port of its own', [D, A]],
    ['with the other address too', [A, B]],
    ['with the other address alone', [B]],
  ])('the same rival, asked again: %s', (_how, macs) => {
    const scenario = goodAmong('R1');
    scenario.report(unit('R1', 'r1', [A]));
    clear(scenario, 'GOOD');
    scenario.close();
    scenario.rescan('R1');
    scenario.report(unit('R1', 'r1', [A], 2));
    expect(isFree(scenario)).toBe(true);
    scenario.close();
    scenario.rescan('R1');
    scenario.report(unit('R1', 'r1', macs, 3));
    expect(isHeld(scenario)).toBe(true);
    clear(scenario, 'GOOD');
    expect(isFree(scenario)).toBe(true);
  });

  it('late claimants of the serial number, one after the other', () => {
    const scenario = goodAmong();
    scenario.close();
    for (const boot of ['late 1', 'late 2', 'late 3']) {
      scenario.report(unit('GOOD', boot, [C]));
      expect(isHeld(scenario)).toBe(true);
      clear(scenario, 'GOOD');
      expect(isFree(scenario)).toBe(true);
    }
  });

  it('a late answer of another device with the address', () => {
    const scenario = goodAmong();
    scenario.close();
    scenario.report(unit('LATE', 'l', [C, B]));
    expect(isHeld(scenario)).toBe(true);
  });

  it('what came between the look and the click is not cleared', () => {
    const scenario = goodAmong('R1', 'R2');
    scenario.report(unit('R1', 'r1', [A]));
    const seen = openContests(scenario.device('GOOD')).map(({ key }) => key);
    scenario.report(unit('R2', 'r2', [B]));
    const { id } = scenario.device('GOOD');
    scenario.apply({
      kind: 'contestCleared',
      devices: [id],
      operatorId: OperatorId.parse('op-7'),
      seen: [{ device: id, keys: seen }],
    });
    expect(isHeld(scenario)).toBe(true);
    expect(openContests(scenario.device('GOOD')).map(({ what }) => what)).toEqual(['eth1: R2 (eth0) reports this MAC too.']);
  });

  it('a claim cannot be cleared before it is made', () => {
    const told = goodAmong('R1', 'R2');
    told.report(unit('R1', 'r1', [A]));
    told.report(unit('R2', 'r2', [B]));
    const keys = openContests(told.device('GOOD')).map(({ key }) => key);
    expect(keys).toHaveLength(2);
    const scenario = goodAmong('R1', 'R2');
    scenario.report(unit('R1', 'r1', [A]));
    const { id } = scenario.device('GOOD');
    scenario.apply({
      kind: 'contestCleared',
      devices: [id],
      operatorId: OperatorId.parse('op-7'),
      seen: [{ device: id, keys }],
    });
    expect(isFree(scenario)).toBe(true);
    scenario.report(unit('R2', 'r2', [B]));
    expect(isHeld(scenario)).toBe(true);
  });

  it('a unit that was restarted between two scans of it is no other unit', () => {
    const scenario = goodAmong();
    scenario.close();
    scenario.rescan('GOOD');
    scenario.report(unit('GOOD', 'g after its restart', [A, B], 2));
    scenario.mes('GOOD', should(A, B));
    scenario.close();
    expect(isFree(scenario)).toBe(true);
  });

  it('a rescan of the device has all of it looked at again', () => {
    const scenario = goodAmong('R1');
    scenario.report(unit('R1', 'r1', [A]));
    clear(scenario, 'GOOD');
    scenario.rescan('GOOD');
    scenario.report(unit('GOOD', 'g', [A, B], 2));
    scenario.mes('GOOD', should(A, B));
    expect(isHeld(scenario)).toBe(true);
  });
});

describe('what a rescan takes away is not forgotten', () => {
  it.each(['unplugged', 'with another card'])('the twin of a device is rescanned %s', (how) => {
    const scenario = new Scenario(['S1', 'S2']);
    for (const sn of ['S1', 'S2']) {
      scenario.report(unit(sn, sn, [A]));
      scenario.mes(sn, should(A));
    }
    expect(scenario.statuses()).toBe('S1 fail, S2 fail');
    scenario.close();
    scenario.rescan('S2');
    if (how === 'with another card') {
      scenario.report(unit('S2', 'S2 again', [C], 2));
      scenario.mes('S2', should(A));
    }
    scenario.close('idle');
    expect(isHeld(scenario, 'S1')).toBe(true);
  });

  it('of two units of one serial number one is unplugged, and the other passes', () => {
    const scenario = new Scenario(['X']);
    scenario.report(unit('X', 'x1', [A]));
    scenario.report(unit('X', 'x2', [B]));
    scenario.close();
    scenario.rescan('X');
    scenario.report(unit('X', 'x1', [A], 2));
    scenario.mes('X', should(A));
    expect(isHeld(scenario, 'X')).toBe(true);
    clear(scenario, 'X');
    expect(isFree(scenario, 'X')).toBe(true);
  });

  it('a rival becomes a conflict, and its unit still has the address', () => {
    const scenario = goodAmong('X');
    scenario.report(unit('X', 'x1', [A]));
    scenario.report(unit('X', 'x2', [C]));
    scenario.close();
    expect(isHeld(scenario)).toBe(true);
  });

  it('a unit that reports first without and then with its serial number is no rival of itself', () => {
    const scenario = new Scenario(null);
    scenario.report(unit('Default string', 'g', [A]));
    scenario.report(unit('GOOD', 'g', [A]));
    scenario.mes('GOOD', should(A));
    expect(isFree(scenario)).toBe(true);
  });
});

describe('the order of what came', () => {
  /** Every order of the steps in which each device's MES answer stands behind its report. */
  function orders(steps: readonly string[]): string[][] {
    if (steps.length === 0) return [[]];
    return steps.flatMap((step, at) => orders(steps.filter((_, other) => other !== at)).map((rest) => [step, ...rest]));
  }

  const STEPS: Readonly<Record<string, (scenario: Scenario) => void>> = {
    'GOOD reports': (scenario) => scenario.report(unit('GOOD', 'g', [A, B])),
    'GOOD answer': (scenario) => scenario.mes('GOOD', should(A, B)),
    'R reports': (scenario) => scenario.report(unit('R', 'r', [B])),
    'R answer': (scenario) => scenario.mes('R', should(B)),
    'no serial': (scenario) => scenario.report(unit('None', 'n', [A])),
    'X1 reports': (scenario) => scenario.report(unit('X', 'x1', [A])),
    'X2 reports': (scenario) => scenario.report(unit('X', 'x2', [B])),
  };

  it('does not show in verdicts, contests or counts', () => {
    const possible = orders(Object.keys(STEPS)).filter((order) =>
      ['GOOD', 'R'].every((sn) => order.indexOf(`${sn} reports`) < order.indexOf(`${sn} answer`)),
    );
    expect(possible).toHaveLength(1_260);
    const pictures = new Set<string>();
    for (const order of possible) {
      const scenario = new Scenario(['GOOD', 'R', 'X']);
      for (const step of order) STEPS[step]?.(scenario);
      const { counts, contested, devices } = scenario.session;
      const shown = Array.from(devices.values(), ({ id, status, comparison, contests, claims }) => ({
        id,
        status,
        comparison,
        contests,
        claims: [...claims.keys()].toSorted(),
      }));
      const byId = shown.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      pictures.add(JSON.stringify({ counts, contested: [...contested].toSorted(), byId }));
    }
    expect(pictures.size).toBe(1);
  });
});

describe('what was claimed once in an operation', () => {
  const late = (scenario: Scenario, boot: string, mac: string, attempt = 1): void =>
    void scenario.report(unit('SN', boot, [mac], attempt));
  const answers = (scenario: Scenario, boot: string, mac: string, attempt = 1): void => {
    late(scenario, boot, mac, attempt);
    scenario.mes('SN', should(A));
  };

  it.each<[string, (scenario: Scenario) => void]>([
    [
      'late, while the scan of another goes on',
      (s) => (s.close(), s.rescan('SN', 'Z'), answers(s, 'y', A, 2), late(s, 'x', B, 1)),
    ],
    [
      'late; it answers the rescan, the first is unplugged',
      (s) => (answers(s, 'y', B), s.close(), late(s, 'x', A), s.rescan('SN'), answers(s, 'x', A, 2)),
    ],
    ['to the scan before, while this one waits', (s) => (s.close(), s.rescan('SN'), late(s, 'x', B, 1), answers(s, 'y', A, 2))],
    ['late, of a device that was silent', (s) => (s.close(), late(s, 'x', B), s.rescan('SN'), answers(s, 'y', A, 2))],
    [
      'during the rescan of another',
      (s) => (s.close(), s.rescan('Z'), late(s, 'x', B), s.close(), s.rescan('SN'), answers(s, 'y', A, 2)),
    ],
  ])('another unit claimed the serial number %s', (_when, told) => {
    const scenario = new Scenario(['SN', 'Z']);
    told(scenario);
    scenario.close();
    expect(isHeld(scenario, 'SN')).toBe(true);
  });

  it.each<[string, (scenario: Scenario) => void]>([
    ['rescanned and silent', (s) => (s.close(), s.rescan('Q'), s.close())],
    ['in conflict', (s) => s.report(unit('Q', 'q2', [B]))],
    [
      'rescanned while MES is down',
      (s) => (
        s.close(),
        s.rescan('Q'),
        s.report(unit('Q', 'q', [B], 2)),
        s.mes('Q', { kind: 'couldNotCheck', reason: verbatim('MES is down.') })
      ),
    ],
  ])('MES gave the address to another device, which is %s', (_how, then) => {
    const scenario = new Scenario(['P', 'Q']);
    for (const [sn, mac] of [
      ['P', A],
      ['Q', B],
    ] as const) {
      scenario.report(unit(sn, sn, [mac]));
      scenario.mes(sn, should(A));
    }
    expect(isHeld(scenario, 'P')).toBe(true);
    then(scenario);
    expect(isHeld(scenario, 'P')).toBe(true);
  });

  it('a card on the plant list that MES gives to both: the twin is unplugged', () => {
    const scenario = new Scenario(['P', 'Q'], { serviceNics: ['e0:18:7d'] });
    for (const sn of ['P', 'Q']) {
      scenario.report(unit(sn, sn, [A]));
      scenario.mes(sn, should(A));
    }
    scenario.close();
    scenario.rescan('Q');
    scenario.close();
    expect(isHeld(scenario, 'P')).toBe(true);
  });
});
