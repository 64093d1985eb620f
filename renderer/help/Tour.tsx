import { X } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { messages } from '../messages';
import { sentenceOf, stepNow, TOUR } from './tour-steps';
import { usePlaceBeside } from './use-place-beside';
import './tour.css';

/** How often it looks whether the screen has changed, ms. */
const LOOK_MS = 200;
const FIRST = { beside: 'main', side: 'below' } as const;

/** Walks a newcomer through one scan of the simulated rack: one sentence beside the thing that it is about. Nothing waits for it. */
export function Tour({ onClose }: { readonly onClose: () => void }) {
  const [at, setAt] = useState(0);
  const card = useRef<HTMLElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  const id = useId();
  const step = TOUR[at];
  const place = usePlaceBeside(card, step ?? FIRST);
  useEffect(() => {
    const timer = window.setInterval(() => {
      setAt((before) => stepNow(before, (selector) => document.querySelector(selector) !== null));
    }, LOOK_MS);
    return () => window.clearInterval(timer);
  }, []);
  useEffect(() => next.current?.focus(), []);
  useLeaveByEscape(onClose);
  if (step === undefined) return null;
  const last = at === TOUR.length - 1;
  return (
    <aside ref={card} className="tour" aria-labelledby={id} style={place ?? { visibility: 'hidden' }}>
      <p id={id} aria-live="polite">
        <b>{messages.tour.step({ index: at + 1, count: TOUR.length })}</b> {sentenceOf(step)}
      </p>
      <div className="tour-acts">
        <Button ref={next} className="button primary" onPress={() => (last ? onClose() : setAt(at + 1))}>
          {last ? messages.tour.done : messages.tour.next}
        </Button>
        <Button className="button icon plain" aria-label={messages.tour.leave} onPress={onClose}>
          <X aria-hidden size={22} />
        </Button>
      </div>
    </aside>
  );
}

function useLeaveByEscape(leave: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('.shade, .popover') !== null) return;
      leave();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [leave]);
}
