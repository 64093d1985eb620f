import { useState } from 'react';
import type { PairSheet } from '../../../protocol/pair-sheet';
import { messages } from '../../messages';
import { useConsole, useShownOperation } from '../../store/console-context';
import { useHelpTopic } from '../../store/help-topic';
import { useTarget } from '../../store/target';
import { visibleText } from '../../text/visible-text';
import { DecisionSheet } from './DecisionSheet';

interface SettleSheetProps {
  /** Devices that Pair refused, or may have taken; at least one. */
  readonly devices: readonly Pick<PairSheet['refused'][number], 'id' | 'sn'>[];
  /** What became of all of them. */
  readonly outcome: PairSheet['refused'][number]['outcome'];
  readonly onClose: () => void;
}

/** A person decides what becomes of devices that Pair did not take, with a reason. */
export function SettleSheet({ devices, outcome, onClose }: SettleSheetProps) {
  const { ask } = useConsole();
  useHelpTopic('refused');
  // Of the operation that these devices stood in, whichever is opened under the sheet.
  const [operation] = useState(useShownOperation());
  const target = useTarget();
  const words = messages.pair.settle;
  const isUnknown = outcome === 'unknown';
  return (
    <DecisionSheet
      title={(isUnknown ? words.titleUnknown : words.title)({ count: devices.length })}
      subtitle={<span className="mono">{devices.length === 1 ? visibleText(devices[0]?.sn ?? '') : null}</span>}
      ways={isUnknown ? words.asUnknown[target] : words.as}
      reasonHelp={isUnknown ? words.reasonUnknownHelp : words.reasonHelp}
      onDecide={async (as, reason) => {
        const reply = await ask('pair.settle', { operation, ids: devices.map(({ id }) => id), as, reason });
        return reply.ok ? '' : reply.error.sentence;
      }}
      onClose={onClose}
    >
      {devices.length === 1 ? null : <p className="mono">{devices.map(({ sn }) => visibleText(sn)).join(', ')}</p>}
    </DecisionSheet>
  );
}
