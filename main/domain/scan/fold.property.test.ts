import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verbatim } from '../../../protocol/texts/text';
import { deviceIdOf, OperatorId, serialNumber, type DeliveryKey } from '../../../protocol/ids';
import { DeliveryState, PairSettlement } from '../../../protocol/model';
import type { MesAnswer } from '../../../protocol/device-info';
import type { HardwareReport } from '../../../protocol/wire/read-report';
import type { ScanEvent } from './events';
import { expects, port, reportOf, scanStarted } from '../testing/reports';
import { recount, sumOf } from '../testing/scenario';
import { applyEvent, startSession } from './fold';
import type { ScanSession } from './state';
import { deviceDetails } from './views';

interface Step {
  readonly event: ScanEvent;
  readonly report: HardwareReport | null;
}

const SERIALS = ['SN1', 'SN2', 'SN3', 'SN4', 'Default string'];
const MACS = ['e0:18:7d:2e:ca:68', 'e0:18:7d:2e:ca:69', 'e0:18:7d:2e:ca:6a', '00:00:00:00:00:00', 'nonsense'];
const PORTS = ['enp4s0', 'enp5s0'];

const sn = fc.constantFrom(...SERIALS);
const realSn = fc.constantFrom(...SERIALS.slice(0, 4));
const pairOfMacs = fc.tuple(fc.constantFrom(...MACS), fc.constantFrom(...MACS));
const attempt = fc.constantFrom(null, 1, 2, 3);
const reportStep = fc
  .record({ sn, macs: pairOfMacs, boot: fc.constantFrom(null, 'a', 'b'), attempt, id: fc.uuid() })
  .map(({ sn: serial, macs, boot, attempt: count, id }): Step => {
    const ports = macs.map((mac, index) => port(PORTS[index] ?? '', mac));
    return { event: { kind: 'reportReceived', reportId: id }, report: reportOf(serial, ports, { bootId: boot, attempt: count }) };
  });
const answer: fc.Arbitrary<MesAnswer> = fc.oneof(
  pairOfMacs.map(([first, second]): MesAnswer => expects(['enp4s0', first], ['enp5s0', second])),
  fc.constantFrom<MesAnswer>({ kind: 'notRegistered' }, { kind: 'couldNotCheck', reason: verbatim('MES did not answer.') }),
);
const mesStep = fc
  .record({ sn: realSn, attempt: fc.constantFrom(1, 2, 3), answer })
  .map(({ sn: serial, ...rest }): Step => ({ event: { kind: 'mesAnswered', sn: serialNumber(serial), ...rest }, report: null }));
const rescanStep = fc.subarray(SERIALS.slice(0, 4), { minLength: 1 }).map(
  (ids): Step => ({
    event: { kind: 'rescanAsked', devices: ids.map((id) => deviceIdOf(serialNumber(id))), operatorId: OperatorId.parse('op') },
    report: null,
  }),
);
const KEYS = ['k1', 'k2'].map((key) => key as DeliveryKey);
const some = fc.subarray(SERIALS.slice(0, 4), { minLength: 1 });
const operatorId = OperatorId.parse('op');
const pairStep = fc
  .record({
    kind: fc.constantFrom('confirm', 'answer', 'settle'),
    names: some,
    key: fc.constantFrom(...KEYS),
    state: fc.constantFrom(...DeliveryState.options),
    as: fc.constantFrom(...PairSettlement.shape.as.options),
  })
  .map(({ kind, names, key, state, as }): Step => {
    const serials = names.map(serialNumber);
    const rejected = Object.fromEntries(names.slice(1).map((name) => [name, 'why']));
    if (kind === 'confirm') return { event: { kind: 'pairConfirmed', digest: 'd', serials, key, operatorId }, report: null };
    if (kind === 'answer')
      return { event: { kind: 'pairAnswered', key, state, rejected, reason: verbatim('Why.') }, report: null };
    return { event: { kind: 'pairSettled', devices: serials.map(deviceIdOf), as, reason: 'why', operatorId }, report: null };
  });
const otherStep = fc.constantFrom<Step>(
  { event: { kind: 'scanClosed', reason: 'idle' }, report: null },
  { event: { kind: 'reopened' }, report: null },
  { event: { kind: 'staleFiled', reportId: 'stale' }, report: reportOf('SN1', []) },
);
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: reportStep },
    { weight: 6, arbitrary: mesStep },
    { weight: 2, arbitrary: rescanStep },
    { weight: 2, arbitrary: pairStep },
    otherStep,
  ),
  { maxLength: 60 },
);
const roster = fc.option(fc.subarray(SERIALS.slice(0, 4), { minLength: 1 }), { nil: null });

function fold(names: readonly string[] | null, list: readonly Step[], check?: (session: ScanSession) => void): ScanSession {
  const { session } = startSession(scanStarted(names), 1);
  for (const [index, { event, report }] of list.entries()) {
    applyEvent(session, event, index + 2, report);
    check?.(session);
  }
  return session;
}

function picture(session: ScanSession): unknown {
  return { counts: session.counts, phase: session.phase, devices: Array.from(session.devices.values(), deviceDetails) };
}

describe('any interleaving of reports, MES answers, rescans, closes and restarts', () => {
  it('keeps the arithmetic closed and the counts true after every event', () => {
    fc.assert(
      fc.property(roster, steps, (names, list) => {
        fold(names, list, (session) => {
          expect(session.counts).toEqual(recount(session));
          expect(sumOf(session.counts)).toBe(session.counts.expected);
          expect(session.counts.expected).toBe(names?.length ?? session.counts.expected);
          expect(session.phase === 'closed' ? session.counts.waiting : 0).toBe(0);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('folds to the same session again: what a restart shows is what was there', () => {
    fc.assert(
      fc.property(roster, steps, (names, list) => {
        expect(picture(fold(names, list))).toEqual(picture(fold(names, list)));
      }),
      { numRuns: 200 },
    );
  });

  it('a device passes only when MES expects exactly the readable addresses that it has', () => {
    fc.assert(
      fc.property(roster, steps, (names, list) => {
        for (const device of fold(names, list).devices.values()) {
          if (device.status !== 'pass') continue;
          const wanted =
            device.answer?.kind === 'expected' ? device.answer.interfaces.map(({ name, mac }) => `${name} ${mac}`) : [];
          expect(device.report?.interfaces.map(({ name, mac }) => `${name} ${mac}`).toSorted()).toEqual(wanted.toSorted());
          expect(wanted.join(' ')).not.toMatch(/nonsense|00:00:00:00:00:00/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('a verdict on a shared MAC does not depend on who came first', () => {
    const device = fc.record({ macs: pairOfMacs, wanted: pairOfMacs });
    fc.assert(
      fc.property(
        fc.array(device, { minLength: 2, maxLength: 4 }),
        fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
        (devices, dice) => {
          const events = devices.flatMap(({ macs, wanted }, index): Step[] => {
            const serial = serialNumber(SERIALS[index] ?? '');
            return [
              {
                event: { kind: 'reportReceived', reportId: `r${index}` },
                report: reportOf(
                  serial,
                  macs.map((mac, at) => port(PORTS[at] ?? '', mac)),
                ),
              },
              {
                event: {
                  kind: 'mesAnswered',
                  sn: serial,
                  attempt: 1,
                  answer: expects(['enp4s0', wanted[0]], ['enp5s0', wanted[1]]),
                },
                report: null,
              },
            ];
          });
          const shuffled = interleave(events, dice);
          const verdicts = (session: ScanSession): string[] =>
            devices.map((_, index) => {
              const found = session.devices.get(deviceIdOf(serialNumber(SERIALS[index] ?? '')));
              return found?.comparison?.kind === 'judged'
                ? found.comparison.interfaces.map(({ name, verdict, contested }) => `${name} ${verdict} ${contested}`).join(', ')
                : '';
            });
          expect(verdicts(fold(null, shuffled))).toEqual(verdicts(fold(null, events)));
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** Mixes the devices' event pairs, each pair in its own order. */
function interleave(events: readonly Step[], dice: readonly number[]): Step[] {
  const queues = Array.from({ length: events.length / 2 }, (_, index) => events.slice(index * 2, index * 2 + 2));
  const mixed: Step[] = [];
  while (queues.some((queue) => queue.length > 0)) {
    const left = queues.filter((queue) => queue.length > 0);
    const next = left[(dice[mixed.length] ?? 0) % left.length]?.shift();
    if (next !== undefined) mixed.push(next);
  }
  return mixed;
}
