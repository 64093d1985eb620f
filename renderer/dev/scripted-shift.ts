import type { CommandInput, CommandName, CommandOutput, IpcReply } from '../../protocol/ipc';
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
    'shift.selfTest': () => {
      const why = verbatim('Port selftest2 is missing: its address 00:00:5e:00:53:12 was not found.');
      last = { at: now(), person: '4711', fault: 'missingPort', outcome: 'caught', what: [text('shift.caught', { why })] };
      return view();
    },
  };
}
