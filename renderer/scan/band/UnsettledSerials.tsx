import { messages } from '../../messages';
import { unsettledPair } from '../../store/buckets';
import { useConsole } from '../../store/console-context';
import { Outside } from '../../text/Outside';
import { say } from '../../text/say';
import { visibleText } from '../../text/visible-text';

/** No more serial numbers than this are named. */
const NAMED = 4;
/** Letters of a line, and of the two lines that a window of 900 px has room for in large type. */
const LINE = 44;
const TWO_LINES = 92;
/** "and 12 more" */
const MORE = 12;
/** A letter of a serial number is wider than one of a sentence; before the next there is a space. */
const SERIAL_LETTER = 1.35;

/** Which devices Pair did not take: a single one with its reason; several behind the reason where it is the same one, so that they never cut it. */
export function UnsettledSerials() {
  const { rows } = useConsole();
  const open = rows.all().filter((row) => unsettledPair(row) !== null);
  const reasons = new Set(open.map(({ pairReason }) => say(pairReason)));
  const [why = ''] = reasons.size === 1 ? reasons : [];
  const serial = (Math.max(0, ...open.map(({ sn }) => sn.length)) + 1) * SERIAL_LETTER;
  const room = Math.floor((TWO_LINES - MORE - widthOf(why)) / serial);
  const named = open.slice(0, Math.max(open.length === 1 ? 1 : 0, Math.min(NAMED, room)));
  const long = widthOf(why) + named.length * serial > LINE;
  const more = open.length - named.length;
  const reason = why === '' ? null : <Outside text={why} />;
  return (
    <p className={`band-parts unsettled${long ? ' long' : ''}`} title={visibleText(why)}>
      {open.length === 1 ? null : reason}
      {named.map(({ id, sn }) => (
        <span key={id}>
          {' '}
          <Outside text={sn} mono />
        </span>
      ))}
      {named.length > 0 && more > 0 ? ` ${messages.headline.andMore({ count: more })}` : null}
      {open.length === 1 ? <> {reason}</> : null}
    </p>
  );
}

/** In letters of a Latin sentence. */
function widthOf(text: string): number {
  return text.length + (text.match(/[\u2E80-\u9FFF\uFF00-\uFFEF]/gu)?.length ?? 0);
}
