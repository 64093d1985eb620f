import { ArrowRight, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ScanNotice } from '../../../protocol/model';
import { messages } from '../../messages';
import { useFacts } from '../../store/console-context';
import { say } from '../../text/say';
import { Outside } from '../../text/Outside';
import './rack-notice.css';

const NOTHING: readonly ScanNotice[] = [];
/** How soon after the pointer has left the grid a change is shown, ms. */
const LOOK_EVERY_MS = 250;
/** A pointer that lies still for so long in the grid, ms, is at no work there: it may lie where Start was pressed. */
const POINTER_RESTS_MS = 2_000;
const POINTER_EVENTS = ['pointermove', 'pointerdown', 'wheel'] as const;
const GRID = '[role="treegrid"]';

/** What concerns many devices at once, said once, above the grid. The grid does not move while the pointer is at work in it. */
export function RackNotices() {
  const notices = useFacts(({ session }) => session?.notices ?? NOTHING);
  const [shown, setShown] = useState(notices);
  const moves = notices.length !== shown.length;
  useEffect(() => {
    if (!moves) return undefined;
    let lastMove = performance.now();
    const onPointer = (): void => {
      lastMove = performance.now();
    };
    const grid = document.querySelector(GRID);
    for (const kind of POINTER_EVENTS) grid?.addEventListener(kind, onPointer, { passive: true });
    const timer = window.setInterval(() => {
      const away = document.querySelector(`${GRID}:hover`) === null;
      if (away || performance.now() - lastMove > POINTER_RESTS_MS) setShown(notices);
    }, LOOK_EVERY_MS);
    return () => {
      window.clearInterval(timer);
      for (const kind of POINTER_EVENTS) grid?.removeEventListener(kind, onPointer);
    };
  }, [moves, notices]);
  // Other words in the same room move nothing.
  const lines = moves ? shown : notices;
  return lines.map(({ kind, what, nextAction }) => (
    <section key={kind} className="rack-notice" aria-label={messages.rackNotice}>
      <TriangleAlert aria-hidden size={26} />
      <p>
        <b>
          <Outside text={say(what)} />
        </b>
        {nextAction.length === 0 ? null : (
          <span>
            <ArrowRight aria-hidden size={18} strokeWidth={2.6} /> <Outside text={say(nextAction)} />
          </span>
        )}
      </p>
    </section>
  ));
}
