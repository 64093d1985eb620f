import { storedText } from '../../../domain/records/stored-text';

const HEX = /^(?:[\da-f]{2})+$/;

/**
 * What a serial number is found by, however it is written: its small letters and digits, those of a MAC address as bytes. Null when
 * it has none.
 */
export function serialKey(text: string): string | Uint8Array | null {
  const key = text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (key === '') return null;
  return HEX.test(key) ? new Uint8Array(Buffer.from(key, 'hex')) : storedText(key);
}

/** SQL that makes of a column with small letters and digits what is stored of it. */
export function serialKeySql(column: string): string {
  return `iif(length(${column}) % 2 = 0 and ${column} not glob '*[^0-9a-f]*', unhex(${column}), ${column})`;
}
