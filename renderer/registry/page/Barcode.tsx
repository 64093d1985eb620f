import { visibleText } from '../../text/visible-text';
import { code128, fitsCode128 } from './code-128';
import { deviceMessages } from '../messages';

/** Modules of blank that a reader needs at both ends. */
const QUIET = 10;

/** A text as a Code 128 barcode, dark on white whatever the theme; what does not fit is said so. */
export function Barcode({ text }: { readonly text: string }) {
  const { tags } = deviceMessages;
  if (!fitsCode128(text)) return <p className="dim">{tags.cannot({ tag: visibleText(text) })}</p>;
  const widths = code128(text);
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const bars = barsOf(widths);
  return (
    <svg
      className="barcode"
      viewBox={`0 0 ${whole + 2 * QUIET} 30`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      role="img"
      aria-label={tags.barcodeOf({ tag: visibleText(text) })}
    >
      <rect className="barcode-ground" width={whole + 2 * QUIET} height="30" />
      {bars.map(({ start, width }) => (
        <rect key={start} className="barcode-bar" x={start} width={width} height="30" />
      ))}
    </svg>
  );
}

/** Where each bar begins and how wide it is, in modules. */
function barsOf(widths: readonly number[]): readonly { readonly start: number; readonly width: number }[] {
  let at = QUIET;
  return widths.flatMap((width, index) => {
    const start = at;
    at += width;
    return index % 2 === 0 ? [{ start, width }] : [];
  });
}
