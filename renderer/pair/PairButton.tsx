import { Flame, Link2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { messages } from '../messages';
import { useFacts } from '../store/console-context';
import { usePairSheet } from './pair-state';
import { PairSheetDialog } from './PairSheetDialog';

/** Opens the sheet of what would go to Pair (or burn). There only when the scan is closed. */
export function PairButton() {
  const [open, setOpen] = useState(false);
  const burn = useFacts(({ session }) => session?.scanMode === 1);
  const state = usePairSheet();
  const target = state.sheet?.target ?? (burn ? 'burn' : 'pair');
  const ready = state.sheet?.serials.length ?? 0;
  const sent = state.sheet?.sent.length ?? 0;
  const Icon = target === 'burn' ? Flame : Link2;
  const label =
    ready > 0 ? messages.pair.button[target](ready) : sent > 0 ? messages.pair.sheet[target] : messages.pair.nothing[target];
  return (
    <>
      <Button className={ready > 0 ? 'button big primary' : 'button big'} onPress={() => setOpen(true)}>
        <Icon aria-hidden size={26} />
        {label}
      </Button>
      {open ? <PairSheetDialog {...state} target={target} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
