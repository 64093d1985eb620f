import { useCallback } from 'react';
import { devicesState } from '../registry/list/devices-state';
import { canRun, runAct, type ActId } from '../store/acts';
import { useConsole } from '../store/console-context';
import { goTo } from '../store/screen';
import type { Option } from './options';

/** Acts that do something at once; the others only show what can be done. */
const AT_ONCE: ReadonlySet<ActId> = new Set([
  'startScan',
  'finish',
  'rescan',
  'rescanSilent',
  'saveReport',
  'saveTable',
  'exportLog',
  'exportEvidence',
  'signOut',
]);

/** Whether choosing it does more than show something. */
export function isWeighty(option: Option): boolean {
  return option.kind === 'act' && AT_ONCE.has(option.act.id);
}

/** Does what a line of the palette names: by the button that does it, or by going there. Nothing is confirmed by it. */
export function useChoose(): (option: Option) => void {
  const { view, draft, askOrTell } = useConsole();
  const show = useCallback(() => {
    draft.setState({ wanted: false });
    goTo('scan');
  }, [draft]);
  const openOperation = useCallback(
    async (operationId: string) => {
      if ((await askOrTell('operation.open', { operationId })) !== undefined) show();
    },
    [askOrTell, show],
  );
  return useCallback(
    (option) => {
      switch (option.kind) {
        case 'act':
          if (canRun(option.act.id)) runAct(option.act.id);
          return;
        case 'serial':
          show();
          view.goTo(option.slot);
          return;
        case 'operation':
          void openOperation(option.line.operationId);
          return;
        case 'device':
          devicesState.open(option.device.id);
      }
    },
    [view, show, openOperation],
  );
}
