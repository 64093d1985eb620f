import { FlaskConical } from 'lucide-react';
import { messages } from '../messages';
import { useShownWords } from '../text/shown-words';
import './practice.css';

/** Above every screen in practice, whatever becomes of the screen, and never covered. */
export function SimulationMark({ onLeave }: { readonly onLeave: () => void }) {
  useShownWords();
  return (
    <aside className="simulation" aria-label={messages.practice.mark}>
      <FlaskConical aria-hidden size={22} />
      <b>{messages.practice.mark}</b>
      <span className="simulation-lead">{messages.practice.lead}</span>
      <button type="button" className="simulation-leave" onClick={onLeave}>
        {messages.practice.leave}
      </button>
    </aside>
  );
}
