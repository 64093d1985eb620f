import type { DeviceRecord } from '../../../../protocol/registry/model';

/** What a device is found by, for the index of words. */
export function wordsOf(
  { model, manufacturer, serialNumber, hid }: Pick<DeviceRecord, 'model' | 'manufacturer' | 'serialNumber' | 'hid'>,
  tags: readonly string[],
): string {
  return [model, manufacturer, serialNumber, hid, ...tags].filter((text) => text !== null).join(' ');
}

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/**
 * The question for the index: every word begins a word of the device. Null when the text has nothing that can be looked for.
 * What is between the letters and digits of a word (`74:2f:68`) separates words that must follow each other.
 */
export function matchOf(text: string): string | null {
  const words = text.split(/\s+/u).filter((word) => LETTER_OR_DIGIT.test(word));
  return words.length === 0 ? null : words.map((word) => `"${word.replaceAll('"', ' ').trim()}"*`).join(' ');
}
