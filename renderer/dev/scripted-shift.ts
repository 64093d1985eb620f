import type { CommandInput, CommandName, CommandOutput, IpcReply } from '../../protocol/ipc';
import type { Handover } from '../../protocol/handover';
import type { ShiftView } from '../../protocol/self-test';
import { text, verbatim } from '../../protocol/texts/text';
import { ok } from './scripted-reply';

export type ShiftCommand = Extract<CommandName, `shift.${string}`>;
type Handlers = { readonly [N in ShiftCommand]: (input: CommandInput<N>) => IpcReply<CommandOutput<N>> };

/** A shift without a self-test until one is run, which is caught. */
export function scriptedShift(now: () => number, rule: () => ShiftView['rule']): Handlers {
  const since = now() - 3_600_000;
  let last: ShiftView['last'] = null;
  const view = () => ok<ShiftView>({ since, rule: rule(), last });
  return {
    'shift.view': view,
    'shift.handover': () => ok(scriptedHandover(since, now(), last)),
    'shift.selfTest': () => {
      const why = verbatim('Port selftest2 is missing: its address 00:00:5e:00:53:12 was not found.');
      last = { at: now(), person: '4711', fault: 'missingPort', outcome: 'caught', what: [text('shift.caught', { why })] };
      return view();
    },
  };
}

/** Something of everything that a shift may leave. */
function scriptedHandover(since: number, until: number, selfTest: ShiftView['last']): Handover {
  const line = { closedAt: since + 900_000, operatorId: '4711', station: 'Line 2 · ST-03', guests: 0 };
  return {
    since,
    until,
    selfTest,
    operations: [
      {
        ...line,
        position: 3,
        operationId: 'BI-20261121-214502',
        startedAt: since + 800_000,
        devices: { pass: 20, fail: 4 },
        onHold: 2,
        leftOver: { target: 'pair', notPaired: 18, refused: 0, unknown: 0 },
        undelivered: 0,
      },
      {
        ...line,
        position: 2,
        operationId: 'BI-20261121-201130',
        startedAt: since + 400_000,
        devices: { pass: 24 },
        onHold: 0,
        leftOver: { target: 'pair', notPaired: 0, refused: 1, unknown: 2 },
        undelivered: 1,
      },
    ],
    lookedAt: null,
    messages: [
      {
        operationId: 'BI-20261121-201130',
        kind: 'pair',
        state: 'unknown',
        summary: [text('delivery.pair', { devices: 24, edited: [] })],
        problem: verbatim('No answer came in time. It may have been taken.'),
        createdAt: since + 1_000_000,
      },
    ],
    quarantined: { all: 5, ofShift: 2 },
    decisions: [
      {
        seq: 812,
        at: since + 950_000,
        person: '0815',
        action: [text('audit.waived')],
        subject: verbatim('BI-20261121-214502'),
        before: verbatim('Q186I15841'),
        after: verbatim('label misprinted'),
      },
    ],
  };
}
