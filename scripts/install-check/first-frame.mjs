import { readFileSync } from 'node:fs';

/** Words of the header of an X window dump, of four bytes each: how long it is, and where the picture is described. */
const HEADER = { bytes: 0, height: 5, bytesPerLine: 12, colourTable: 19 };
const COLOUR_ENTRY_BYTES = 12;

/**
 * How many different colours a picture of 32 bits a pixel has. An empty window has one or two; text alone brings hundreds,
 * for its edges are smoothed.
 *
 * @param {string} file an X window dump
 * @returns {number}
 */
export function coloursIn(file) {
  const dump = readFileSync(file);
  /** @param {number} word */
  const header = (word) => dump.readUInt32BE(word * 4);
  const begin = header(HEADER.bytes) + header(HEADER.colourTable) * COLOUR_ENTRY_BYTES;
  const end = begin + header(HEADER.height) * header(HEADER.bytesPerLine);
  const colours = new Set();
  for (let at = begin; at + 4 <= end; at += 4) colours.add(dump.readUInt32LE(at));
  return colours.size;
}
