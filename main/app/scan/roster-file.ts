import { text } from '../../../protocol/texts/text';
import { open } from 'node:fs/promises';
import path from 'node:path';
import type { ParsedRoster } from '../../../protocol/parsed-roster';
import { AppError } from '../../domain/errors';
import { decoded, utf16Of } from '../files/text-encoding';
import { insteadOf, otherFormat } from '../../domain/roster/other-formats';
import { hasKnownHeader, atOnce, rosterSteps, type rosterRules } from '../../domain/roster/roster';
import { inSlices } from './in-slices';
import { unreadableFile } from '../files/unreadable-file';

const MAX_BYTES = 2 * 1024 * 1024;

type RosterRules = Partial<ReturnType<typeof rosterRules>>;

/** A roster as it was read from a file: its text, and what is in it. */
export interface RosterFile {
  readonly text: string;
  readonly roster: ParsedRoster;
}

/** Encodings of one country or another, where a file is neither UTF-8 nor UTF-16; the first that makes the header a known word is taken. */
const OLD_ENCODINGS = [
  ['windows-1252', 'Windows-1252 (ANSI)'],
  ['windows-1250', 'Windows-1250'],
  ['windows-1251', 'Windows-1251'],
  ['windows-1254', 'Windows-1254'],
  ['windows-1258', 'Windows-1258'],
  ['gb18030', 'GB18030'],
  ['shift_jis', 'Shift JIS'],
  ['big5', 'Big5'],
  ['euc-kr', 'EUC-KR'],
] as const;

/** What people choose by mistake, by the first bytes. */
const NO_TEXT: readonly (readonly [string, string])[] = [
  ['504b0304', 'excel'],
  ['d0cf11e0', 'oldExcel'],
  ['25504446', 'pdf'],
  ['89504e47', 'picture'],
  ['ffd8ff', 'picture'],
  ['1f8b', 'gzip'],
  ['377abcaf', 'sevenZip'],
  ['52617221', 'rar'],
];

/**
 * Reads a roster from a file: UTF-8, UTF-16, and other encodings as far as they are certain. Rejects with `badRoster` when there is no
 * such text; lines that cannot be used are problems of the roster.
 */
export async function readRosterFile(file: string, rules: RosterRules): Promise<RosterFile> {
  return inSlices(rosterFileSteps(await readBytes(file), path.basename(file), rules));
}

/** At most 2 MiB of a file. Rejects with `badRoster` when it is larger or cannot be read. */
async function readBytes(file: string): Promise<Uint8Array> {
  const name = path.basename(file);
  try {
    const handle = await open(file, 'r');
    try {
      // A pipe or a device has no size: what is read counts.
      const bytes = Buffer.alloc(MAX_BYTES + 1);
      let length = 0;
      for (;;) {
        const { bytesRead } = await handle.read(bytes, length, bytes.length - length, null);
        length += bytesRead;
        if (bytesRead === 0 || length === bytes.length) break;
      }
      if (length > MAX_BYTES)
        throw new AppError('badRoster', text('roster.tooLarge', { file: name, kib: String(MAX_BYTES / 1024) }));
      return bytes.subarray(0, length);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('badRoster', text('roster.unreadable', { why: unreadableFile(file, error) }), { cause: error });
  }
}

/** The same from bytes. Throws `badRoster` when they are no text. */
export function decodeRoster(bytes: Uint8Array, fileName: string, rules: RosterRules): RosterFile {
  return atOnce(rosterFileSteps(bytes, fileName, rules));
}

function* rosterFileSteps(bytes: Uint8Array, fileName: string, rules: RosterRules): Generator<undefined, RosterFile, undefined> {
  const begin = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  const [, what] = NO_TEXT.find(([magic]) => begin.startsWith(magic)) ?? [];
  if (what !== undefined) throw new AppError('badRoster', text('roster.noText', { file: fileName, what }));
  const unicode = utf16Of(bytes);
  if (unicode !== null) {
    refuseOtherFormat(unicode, fileName);
    const roster = yield* rosterSteps(unicode, rules);
    return { text: unicode, roster: { ...roster, notes: [[text('rosterNote.utf16')], ...roster.notes] } };
  }
  const utf8 = decoded(bytes, 'utf-8');
  if (utf8 !== null) {
    refuseOtherFormat(utf8, fileName);
    return { text: utf8, roster: yield* rosterSteps(utf8, rules) };
  }
  return yield* oldText(bytes, fileName, rules);
}

function refuseOtherFormat(list: string, fileName: string): void {
  const other = otherFormat(list);
  if (other !== null) throw new AppError('badRoster', text('roster.isInstead', { file: fileName, instead: insteadOf(other) }));
}

function* oldText(bytes: Uint8Array, fileName: string, rules: RosterRules): Generator<undefined, RosterFile, undefined> {
  const readings = OLD_ENCODINGS.flatMap(([encoding, name]) => {
    const read = decoded(bytes, encoding);
    return read === null ? [] : [{ name, text: read }];
  });
  const known = readings.find((reading) => hasKnownHeader(reading.text));
  const reading = known ?? readings[0];
  if (reading === undefined) throw new AppError('badRoster', text('roster.unknownEncoding', { file: fileName }));
  refuseOtherFormat(reading.text, fileName);
  const roster = yield* rosterSteps(reading.text, { ...rules, certain: false });
  const note =
    known === undefined
      ? text('rosterNote.guessed', { encoding: reading.name })
      : text('rosterNote.encoding', { encoding: reading.name });
  return { text: reading.text, roster: { ...roster, notes: [[note], ...roster.notes] } };
}
