import { readMac, withoutSeparators } from './mac-address';
import { err, ok, type Result } from './result';
import { text as textOf, type Text } from './texts/text';
import { visibleText } from './visible-text';

/** One entry of a plant's list of adapters: a whole address by its key (of InfiniBand the GUID), or the octets that it begins with. */
export interface MacListEntry {
  readonly kind: 'address' | 'leadingOctets';
  /** In normal form: `00:e0:4c:68:00:11`, `00:e0:4c`. */
  readonly key: string;
}

/** Three to five octets, separated or not, and whatever stands for the rest of the address: nothing, `*`, `xx`. */
const LEADING_OCTETS = /^((?:[0-9a-f]{2}){3,5})(?:\*|x)*$/;

/**
 * Reads an entry of a list of adapters: a MAC address, an InfiniBand address or GUID, or three to five leading octets (`00:e0:4c`,
 * `00-E0-4C-*`). Fails with what is wrong with the entry, by name.
 */
export function readMacListEntry(text: string): Result<MacListEntry, Text> {
  const mac = readMac(text);
  if (mac.kind === 'mac') return isCard(mac.key) ? ok({ kind: 'address', key: mac.key }) : err(noCard(text));
  const octets = LEADING_OCTETS.exec(withoutSeparators(text))?.[1];
  if (octets === undefined) return err(textOf('value.noMacNorOctets', { text: visibleText(text, 60) }));
  const key = (octets.match(/../g) ?? []).join(':');
  return isCard(key) ? ok({ kind: 'leadingOctets', key }) : err(noCard(text));
}

/** Reads an entry of a list of whole addresses. Fails with what is wrong with the entry, by name. */
export function readWholeAddress(text: string): Result<string, Text> {
  const mac = readMac(text);
  if (mac.kind === 'mac') return ok(mac.key);
  const shown = visibleText(text, 60);
  return err(
    mac.hint === null
      ? textOf('value.noWholeMac', { text: shown })
      : textOf('value.noWholeMacHint', { text: shown, hint: mac.hint }),
  );
}

/** Zeros and ones are what a card shows that has no address. */
function isCard(key: string): boolean {
  return !/^(?:[0:]+|[f:]+)$/.test(key);
}

function noCard(text: string): Text {
  return textOf('value.noCard', { text: visibleText(text, 60) });
}
