import { useState } from 'react';
import { messages } from '../messages';
import { useAct } from '../store/acts';
import { Palette } from './Palette';

/** The palette, over every screen. */
export function PaletteHost() {
  const [open, setOpen] = useState(false);
  useAct('palette', messages.palette.title, () => setOpen(true));
  return open ? <Palette onClose={() => setOpen(false)} /> : null;
}
