import { english } from '../../messages/english';
import { faultIn } from '../../protocol/testing/one-sentence';
import { readMac } from '../../protocol/mac-address';
import { BrokenPromise } from '../engine/target';

/** Promises that several parsers give. */

/** What stands in a text and cannot be seen, or turns its neighbours around: said here once more, apart from the product's own list. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

export function hasUnseen(text: string): boolean {
  return UNSEEN.test(text);
}

/** @param promise fixed words; `detail` is put together only when it is broken */
export function keep(kept: boolean, promise: string, detail: () => string = () => ''): asserts kept {
  if (!kept) throw new BrokenPromise(promise, detail());
}

/** What people read is one sentence of a bearable length in which every character can be seen. */
export function keepSentence(sentence: string): void {
  const fault = faultIn(sentence);
  keep(fault === '', 'an error is one sentence that can be read', () => fault);
}

const PLAIN_PROTOTYPES = new Set<object | null>([Object.prototype, Array.prototype, Map.prototype, Set.prototype, null]);

/** What was read is data and nothing else: plain objects, finite numbers, no getters, nothing that an input brought along as a prototype. */
export function keepPlain(value: unknown, depth = 0): void {
  keep(depth < 64, 'what was read does not nest without end');
  if (typeof value === 'number') keep(Number.isFinite(value), 'every number that was read is finite', () => String(value));
  if (typeof value !== 'object' || value === null) return;
  const prototype: unknown = Object.getPrototypeOf(value);
  keep(
    typeof prototype === 'object' && PLAIN_PROTOTYPES.has(prototype),
    'what was read has no prototype that came with the input',
    () => JSON.stringify(prototype) ?? '',
  );
  const inner: readonly unknown[] = value instanceof Map ? [...value.keys(), ...value.values()] : Object.values(value);
  for (const one of inner) keepPlain(one, depth + 1);
}

/** What was read survives being stored as JSON and read back. */
export function keepStorable(value: unknown): void {
  const text = JSON.stringify(value);
  keep(JSON.stringify(JSON.parse(text)) === text, 'what was read can be stored as JSON and read back', () => text);
}

/** An address in normal form is one, stays the same when read again, and has the digits that were given. */
export function keepMac(raw: string): void {
  const mac = readMac(raw);
  if (mac.kind === 'unreadable') {
    keep(mac.raw === raw, 'an unreadable address is kept as it was');
    const hint = mac.hint === null ? '' : english(mac.hint);
    keep(!hasUnseen(hint), 'a hint can be read', () => hint);
    return;
  }
  keep(/^[0-9a-f]{2}(?::[0-9a-f]{2})*$/.test(mac.text), 'an address that was read is in normal form', () => mac.text);
  keep(mac.octets === 6 || mac.octets === 20, 'an address has 6 or 20 octets');
  keep(mac.text.length === mac.octets * 3 - 1, 'an address has as many octets as it says');
  const again = readMac(mac.text);
  keep(again.kind === 'mac' && again.text === mac.text, 'an address in normal form reads as itself');
  const digits = raw
    .trim()
    .toLowerCase()
    .replaceAll(/(^|[:\-.])0x/g, '$1')
    .replaceAll(/[^0-9a-f]/g, '');
  keep(
    mac.text.replaceAll(':', '') === digits,
    'no digit of an address is lost or made up',
    () => `${JSON.stringify(raw)} became ${mac.text}`,
  );
}

/** An error without the texts of the input in it: what kind of error it is. */
export function kindOf(sentence: string): string {
  return sentence
    .replaceAll(/"[^"]*"|'[^']*'/g, '…')
    .replaceAll(/`([^`.]*)[^`]*`/g, '$1')
    .replaceAll(/\d+/g, '#')
    .replace(/\b(action|answered with|not known|unknown keys?|[Uu]nknown option)\b.*/s, '$1')
    .slice(0, 70);
}

/** `few`, `many` and the like: so that numbers do not make a new outcome each. */
export function about(count: number): string {
  return count < 4 ? String(count) : count < 16 ? 'several' : count < 256 ? 'many' : 'very many';
}
