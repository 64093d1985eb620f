import { useCallback, useState } from 'react';
import { useShortcuts } from '../keys/use-shortcuts';
import { messages } from '../messages';
import { useIsPractice } from '../practice/use-practice';
import { useAct } from '../store/acts';
import { useConsole } from '../store/console-context';
import type { HelpTopic } from '../store/help-topic';
import { AboutSheet } from './AboutSheet';
import { HelpSheet } from './HelpSheet';
import { KeySheet, type KeySheetProps } from './KeySheet';
import { Tour } from './Tour';
import { topicOf } from './topic-of-screen';

type Open = { readonly kind: 'keys' | 'about' } | { readonly kind: 'help'; readonly topic: HelpTopic };

/** What the window says of itself, over every screen: the guides, and its keys. */
export function HelpHost({ at }: Pick<KeySheetProps, 'at'>) {
  const console = useConsole();
  const [open, setOpen] = useState<Open | null>(null);
  const [tour, setTour] = useState(false);
  const endTour = useCallback(() => setTour(false), []);
  useShortcuts();
  useAct('keySheet', messages.keySheet.title, () => setOpen({ kind: 'keys' }));
  useAct('help', messages.help.title, () => setOpen({ kind: 'help', topic: topicOf(at, console) }));
  useAct('about', messages.about.title, () => setOpen({ kind: 'about' }));
  const practice = useIsPractice();
  useAct('tour', messages.tour.title, () => setTour(true), { offered: practice });
  const close = (): void => setOpen(null);
  return (
    <>
      <Opened open={open} at={at} onClose={close} />
      {tour ? <Tour onClose={endTour} /> : null}
    </>
  );
}

function Opened({ open, at, onClose }: KeySheetProps & { readonly open: Open | null }) {
  switch (open?.kind) {
    case 'keys':
      return <KeySheet at={at} onClose={onClose} />;
    case 'about':
      return <AboutSheet onClose={onClose} />;
    case 'help':
      return <HelpSheet topic={open.topic} onClose={onClose} />;
    default:
      return null;
  }
}
