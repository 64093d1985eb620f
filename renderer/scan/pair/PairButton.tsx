import { Flame, Link2, OctagonX } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { messages } from '../../messages';
import { useAct } from '../../store/acts';
import { useTarget } from '../../store/target';
import type { SheetState } from './pair-state';
import { PairSheetDialog } from './PairSheetDialog';

interface PairButtonProps {
  readonly state: SheetState;
  /** False: what is shown is past, and pairing is not what comes next. */
  readonly prominent: boolean;
}

/** Opens the sheet of what would go to Pair (or burn), or of what it did not take. There only when the scan is closed. */
export function PairButton({ state, prominent }: PairButtonProps) {
  const [open, setOpen] = useState(false);
  const shown = useTarget();
  const target = state.sheet?.target ?? shown;
  const ready = state.sheet?.serials.length ?? 0;
  const sent = state.sheet?.sent.length ?? 0;
  const refused = state.sheet?.refused.length ?? 0;
  const Icon = refused > 0 ? OctagonX : target === 'burn' ? Flame : Link2;
  const label =
    refused > 0
      ? messages.pair.look({ count: refused })
      : ready > 0
        ? messages.pair.button[target]({ count: ready })
        : sent > 0
          ? messages.pair.sheet[target]
          : messages.pair.nothing[target];
  const look = refused > 0 ? ' settle' : ready > 0 ? (prominent ? ' primary' : '') : sent > 0 ? '' : ' no-pair';
  const show = (): void => setOpen(true);
  useAct('pair', label, show);
  return (
    <>
      <Button className={`button big${look}`} onPress={show}>
        <Icon aria-hidden size={26} />
        {label}
      </Button>
      {open ? <PairSheetDialog {...state} target={target} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
