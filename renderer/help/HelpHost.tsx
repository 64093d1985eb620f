import { useState } from 'react';
import { useShortcuts } from '../keys/use-shortcuts';
import { messages } from '../messages';
import { useAct } from '../store/acts';
import { KeySheet, type KeySheetProps } from './KeySheet';

/** What the window says of itself, over every screen: its keys. */
export function HelpHost({ at }: Pick<KeySheetProps, 'at'>) {
  const [open, setOpen] = useState<'keys' | null>(null);
  useShortcuts();
  useAct('keySheet', messages.keySheet.title, () => setOpen('keys'));
  return open === 'keys' ? <KeySheet at={at} onClose={() => setOpen(null)} /> : null;
}
