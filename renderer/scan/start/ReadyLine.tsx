import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { messages } from '../../messages';
import { Outside } from '../../text/Outside';

export type ReadyTone = 'good' | 'wait' | 'bad' | 'idle';

interface ReadyLineProps {
  readonly Icon: LucideIcon;
  readonly tone: ReadyTone;
  readonly name: string;
  readonly word: string;
  readonly note: string;
  /** A button beside the word. */
  readonly act?: ReactNode;
  readonly children?: ReactNode;
}

/** One thing that a scan depends on, and how it stands. */
export function ReadyLine({ Icon, tone, name, word, note, act = null, children }: ReadyLineProps) {
  return (
    <li className={`ready-line ${tone}`}>
      <Icon aria-hidden />
      <span>
        {messages.label({ label: name })} <b>{word}</b> {act}
        {children}
        {note === '' ? null : (
          <span className="ready-note">
            <Outside text={note} />
          </span>
        )}
      </span>
    </li>
  );
}
