import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EventPayload } from '../../protocol/ipc';
import type { Texts } from '../../protocol/texts/text';

export type NoticeLevel = EventPayload<'notice.raised'>['level'];

/** One line that the operator must see. `topic`: a newer notice of the same topic takes its place. */
export interface Notice {
  readonly id: number;
  readonly level: NoticeLevel;
  /** What main says stays in codes, so that it is shown in the language of the moment. */
  readonly what: string | Texts;
  readonly topic: string;
}

interface Notices {
  readonly list: readonly Notice[];
}

/** Notices kept at once; the oldest go first. */
const KEPT = 20;

export interface NoticeBoard {
  readonly store: StoreApi<Notices>;
  readonly raise: (level: NoticeLevel, what: string | Texts, topic?: string) => void;
  readonly dismiss: (id: number) => void;
  readonly dismissTopic: (topic: string) => void;
  /** Notes, and what a look-up came to; warnings and errors of the console itself stay. */
  readonly dismissPassing: () => void;
}

/** Topics of what a scanned or typed code came to. */
const LOOK_UPS: ReadonlySet<string> = new Set(['look-up', 'registry-look-up']);

/** Whether a notice says that a code which somebody scanned or typed is not taken. */
export function isRefusedCode({ level, topic }: Notice): boolean {
  return level !== 'info' && LOOK_UPS.has(topic);
}

export function createNoticeBoard(): NoticeBoard {
  const store = createStore<Notices>(() => ({ list: [] }));
  let last = 0;
  return {
    store,
    raise: (level, what, topic = typeof what === 'string' ? what : JSON.stringify(what)) => {
      last += 1;
      const notice: Notice = { id: last, level, what, topic };
      store.setState(({ list }) => ({ list: [...list.filter((other) => other.topic !== topic), notice].slice(-KEPT) }));
    },
    dismiss: (id) => store.setState(({ list }) => ({ list: list.filter((notice) => notice.id !== id) })),
    dismissTopic: (topic) => store.setState(({ list }) => ({ list: list.filter((notice) => notice.topic !== topic) })),
    dismissPassing: () =>
      store.setState(({ list }) => ({ list: list.filter(({ level, topic }) => level !== 'info' && !LOOK_UPS.has(topic)) })),
  };
}
