import { FlaskConical } from 'lucide-react';
import { messages } from '../messages';
import { useActs } from '../store/acts';
import { useShownWords } from '../text/shown-words';
import './practice.css';

/** Above every screen in practice, whatever becomes of the screen, and never covered. */
export function SimulationMark({ onLeave }: { readonly onLeave: () => void }) {
  useShownWords();
  const tour = useActs().get('tour');
  return (
    <aside className="simulation" aria-label={messages.practice.mark}>
      <FlaskConical aria-hidden size={22} />
      <b>{messages.practice.mark}</b>
      <span className="simulation-lead">{messages.practice.lead}</span>
      {tour === undefined ? null : (
        <button type="button" className="simulation-leave" onClick={tour.run}>
          {tour.label}
        </button>
      )}
      <button type="button" className="simulation-leave" onClick={onLeave}>
        {messages.practice.leave}
      </button>
    </aside>
  );
}
