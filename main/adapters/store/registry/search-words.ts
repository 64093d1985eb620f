import type { DeviceRecord } from '../../../domain/registry/model';

/** What a device is found by, for the index of words. */
export function wordsOf(
  { model, manufacturer, serialNumber, hid }: Pick<DeviceRecord, 'model' | 'manufacturer' | 'serialNumber' | 'hid'>,
  tags: readonly string[],
): string {
  return [model, manufacturer, serialNumber, hid, ...tags].filter((text) => text !== null).join(' ');
}

/** What the index takes for part of a word; all else is between words. */
const BETWEEN = /[^\p{L}\p{N}\p{M}\p{Co}]+/gu;

/**
 * The question for the index: every word begins a word of the device. Null when the text has nothing that can be looked for.
 * What is between the letters and digits of a word (`74:2f:68`) separates words that must follow each other.
 */
export function matchOf(text: string): string | null {
  const words = text.split(/\s+/u).flatMap((word) => {
    const plain = word.replaceAll(BETWEEN, ' ').trim();
    return plain === '' ? [] : [`"${plain}"*`];
  });
  return words.length === 0 ? null : words.join(' ');
}
