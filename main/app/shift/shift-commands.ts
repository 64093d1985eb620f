import type { Handover } from '../../../protocol/handover';
import type { CommandRows, CommandsOf } from '../command-row';
import type { SelfTestService } from './self-test';

export interface ShiftCommandServices {
  readonly selfTest: SelfTestService;
  readonly handover: () => Promise<Handover>;
}

export const SHIFT_COMMANDS: CommandRows<CommandsOf<'shift'>, ShiftCommandServices> = {
  'shift.view': { role: 'operator', weight: 'light', handle: async ({ selfTest }) => selfTest.view() },
  'shift.handover': { role: 'operator', weight: 'heavy', handle: async ({ handover }) => handover() },
  'shift.selfTest': { role: 'operator', weight: 'light', handle: async ({ selfTest }) => selfTest.run() },
};
