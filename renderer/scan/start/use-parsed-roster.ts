import { verbatim, type Texts } from '../../../protocol/texts/text';
import { useEffect, useState } from 'react';
import type { ParsedRoster } from '../../../protocol/parsed-roster';
import type { Reply } from '../../../messages/reply-in-words';
import { useConsole } from '../../store/console-context';

/** Typing rests this long before the list is read, ms. */
const REST_MS = 200;

/** What main reads from a roster's text; undefined for an empty text and until the answer has come. */
export function useParsedRoster(text: string): ParsedRoster | undefined {
  const { ask } = useConsole();
  const [parsed, setParsed] = useState<{ readonly text: string; readonly roster: ParsedRoster }>();
  useEffect(() => {
    if (text.trim() === '') return undefined;
    let current = true;
    const show = (reply: Reply<ParsedRoster>): void => {
      if (current) setParsed({ text, roster: reply.ok ? reply.value : unread(verbatim(reply.error.sentence)) });
    };
    const timer = window.setTimeout(() => void ask('roster.parse', { text }).then(show), REST_MS);
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [ask, text]);
  return parsed?.text === text ? parsed.roster : undefined;
}

function unread(reason: Texts): ParsedRoster {
  return { serials: [], problems: [{ line: 0, text: '', reason }], notes: [] };
}
