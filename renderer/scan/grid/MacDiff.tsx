import { visibleText } from '../../text/visible-text';
import { diffMac } from './mac-diff';

/** A found address with the octets that differ from the expected one marked: heavier and underlined, not only coloured. */
export function MacDiff({ expected, found }: { readonly expected: string | null; readonly found: string }) {
  const parts = expected === null ? [{ text: found, wrong: false }] : diffMac(expected, found);
  return (
    <bdi className="mono">
      {parts.map(({ text, wrong }, index) =>
        wrong ? (
          // An address is drawn again as a whole: position is what identifies an octet.
          <mark key={index} className="marked">
            {visibleText(text)}
          </mark>
        ) : (
          visibleText(text)
        ),
      )}
    </bdi>
  );
}
