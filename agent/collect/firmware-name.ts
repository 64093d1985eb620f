import { isPlaceholderSerial } from '../../protocol/serial';

const MAX_CHARACTERS = 128;
/** Names that firmware ships where a product's own should be. */
const NO_NAME = /^(?:system (?:product name|manufacturer|version)|product name|default string|to be filled.*|all series)$/i;
/** Numbered stand-ins for what a memory module should say: `Manufacturer00`, `A1_PartNum0`, `Array1_PartNumber0`, `ModulePartNumber00`. */
const NUMBERED =
  /^(?:[a-z]+\d+[_-])?(?:module)?(?:manufacturer|manufacture|part ?num(?:ber)?|ser(?:ial)? ?num(?:ber)?|asset ?tag(?: ?num(?:ber)?)?|dimm)[ _-]?\d*$/i;

/** A name or serial number of firmware; undefined for what stands there instead of one. */
export function nameOf(text: string | null | undefined): string | undefined {
  const name = (text ?? '').trim().slice(0, MAX_CHARACTERS);
  return isPlaceholderSerial(name) || NO_NAME.test(name) || NUMBERED.test(name) ? undefined : name;
}
