import { CircleAlert, Info, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import { useStore } from 'zustand';
import { messages } from '../messages';
import { useConsole } from '../store/console-context';
import type { Notice, NoticeLevel } from '../store/notices';
import { Outside } from '../text/Outside';
import { say } from '../text/say';
import './notices.css';

/** A mere note goes by itself after this long, ms; warnings and errors stay until somebody has read them. */
const NOTE_MS = 8_000;
/** More notices than this are counted, not shown. */
const SHOWN = 3;

const LEVEL_ICON: Readonly<Record<NoticeLevel, LucideIcon>> = { info: Info, warning: TriangleAlert, error: CircleAlert };

/** What the operator must see now, newest first. `at`: the corner of the screen where they cover nothing that is needed. */
export function Notices({ at }: { readonly at: 'top' | 'bottom' }) {
  const { notices } = useConsole();
  const list = useStore(notices.store, (state) => state.list);
  return (
    <div className={`notices at-${at}`} role="alert" data-react-aria-top-layer="true" aria-label={messages.names.notices}>
      {list
        .slice(-SHOWN)
        .toReversed()
        .map((notice) => (
          <NoticeLine key={notice.id} notice={notice} />
        ))}
      {list.length > SHOWN ? <p className="notices-more">{messages.notice.more({ count: list.length - SHOWN })}</p> : null}
    </div>
  );
}

function NoticeLine({ notice }: { readonly notice: Notice }) {
  const { notices } = useConsole();
  const { id, level, what } = notice;
  useEffect(() => {
    if (level !== 'info') return undefined;
    const timer = window.setTimeout(() => notices.dismiss(id), NOTE_MS);
    return () => window.clearTimeout(timer);
  }, [notices, id, level]);
  const Icon = LEVEL_ICON[level];
  return (
    <div className={`notice ${level}`}>
      <Icon aria-hidden size={22} />
      <p>
        <span className="hidden-text">{messages.label({ label: messages.notice.level[level] })} </span>
        <Outside text={typeof what === 'string' ? what : say(what)} />
      </p>
      <Button className="notice-close" aria-label={messages.notice.dismiss} onPress={() => notices.dismiss(id)}>
        <X aria-hidden size={20} />
      </Button>
    </div>
  );
}
