import { useEffect, useRef, useState } from 'react';
import { messages } from '../messages';
import { listed } from '../text/listed';
import { headlineOf } from '../scan/band/headline';
import { useFacts } from '../store/console-context';

/** While a scan runs the totals are told at most this often, ms; its end at once. */
const EVERY_MS = 5_000;

/** Tells a screen reader how the scan stands: totals, never single results. */
export function Announcer() {
  const session = useFacts((facts) => facts.session);
  const [said, setSaid] = useState('');
  const lastAt = useRef(0);
  let sentence = '';
  if (session !== null) {
    const { title, parts } = headlineOf(session);
    sentence = parts.length === 0 ? title : messages.announce.totals({ title, parts: listed(parts.map(({ text }) => text)) });
  }
  const atOnce = session?.phase !== 'scanning';
  useEffect(() => {
    const wait = atOnce ? 0 : Math.max(0, lastAt.current + EVERY_MS - Date.now());
    const timer = window.setTimeout(() => {
      lastAt.current = Date.now();
      setSaid(sentence);
    }, wait);
    return () => window.clearTimeout(timer);
  }, [sentence, atOnce]);
  return <output className="hidden-text">{said}</output>;
}
