import { english } from '../../messages/english';
import { decodeRoster } from '../../main/app/scan/roster-file';
import { AppError } from '../../main/domain/errors';
import { parseRoster, rosterRules } from '../../main/domain/roster/roster';
import { SerialNumber } from '../../protocol/ids';
import type { ParsedRoster } from '../../protocol/parsed-roster';
import { rosterText } from '../../protocol/labels/roster-text';
import { isPlaceholderSerial } from '../../protocol/serial';
import { DEFAULT_SETTINGS } from '../../protocol/settings';
import type { Target } from '../engine/target';
import { about, hasUnseen, keep, keepSentence } from './checks';
import { bytesOf, lenientText } from './input-text';

const KINDS = [
  'never closed',
  'no serial',
  'characters',
  'cannot be seen',
  'formula',
  'answer to a mail',
  'placeholder',
  'already',
  'at most',
  'more lines',
  'rounded',
  'too narrow',
  'decimal',
  'error of the spreadsheet',
  'footer of',
  'several texts',
  'several blanks',
  'another field',
  'web address',
  'not a list',
  'bullet',
  'above the header',
  'columns',
  'swallowed',
  'remark',
  'No column',
  'a range',
  'so it is no roster',
];

export const roster: Target = {
  name: 'roster',
  reads: 'roster files and pasted rosters',
  tokens: [
    'sn',
    'Serial No.',
    'serial_number',
    '#',
    '"',
    '""',
    ',',
    ';',
    '\t',
    '\n',
    '\r\n',
    '\r',
    'SN1',
    'Q186I15901',
    '0000000',
    'N/A',
    'x"',
    ' "',
    '|',
    'sep=;',
    'Seriennummer',
    '序列号',
    '1,23457E+11',
    '="0001"',
    '#N/A',
    '# ',
    'Total',
    '8939010102358470000',
    'SN:A1,PN:2',
    '(21)',
    'https://a.b/c',
    '*A1*',
    ']C1',
    'Page 1 of 2',
    'A-1..A-9',
    ' # ',
    '---',
    'S/N:',
    '“A1”',
    'Chassis SN',
  ],
  seeds: () =>
    [
      'Q186I15901\nQ186I15815\n',
      'rack;serial number;note\r\n1;Q186I15901;"left; top"\r\n2;"Q186 ""I"" 15815";\r\n',
      '\uFEFF# line 4\r\nsn\tmac\r\nA1\te0:18:7d:2e:ca:68\r\nA1\t\r\n\r\n,\r\nN/A\r\n',
      'A1,"not closed\nB2',
      'sep=;\r\nDelivery;;\r\nPos;Seriennummer;Menge\r\n1;A1;"2,5"\r\n;;\r\nTotal;;1\r\n',
    ].map(bytesOf),
  run(bytes) {
    inAnyEncoding(bytes);
    const { serials, problems, notes } = parseRoster(lenientText(bytes));
    for (const note of notes) keepSentence(english(note));
    keep(serials.length <= 20_000, 'a roster has at most 20000 devices');
    keep(problems.length <= 200, 'at most 200 problems are named');
    keep(new Set(serials).size === serials.length, 'no device is on a roster twice');
    for (const sn of serials) {
      const read = SerialNumber.safeParse(sn);
      keep(
        read.success && read.data === sn,
        'no accepted serial number has more than 128 characters or space around it',
        () => sn,
      );
      keep(!hasUnseen(sn) && !isPlaceholderSerial(sn), 'an accepted serial number is one', () => JSON.stringify(sn));
    }
    for (const { reason, text, line } of problems) {
      keepSentence(english(reason));
      keep(text.length <= 200 && line >= 1, 'a problem names its line');
    }
    keep(isSame(parseRoster(rosterText(serials)).serials, serials), 'an accepted roster, written as CSV, reads as itself', () =>
      JSON.stringify(serials.slice(0, 5)),
    );
    const kinds = KINDS.filter((words) => problems.some(({ reason }) => english(reason).includes(words)));
    return `${about(serials.length)} ${about(problems.length)} ${kinds.join()}`;
  },
};

/** A file of whatever bytes is a roster or refused with one sentence. */
function inAnyEncoding(bytes: Uint8Array): ParsedRoster | null {
  try {
    return decodeRoster(bytes, 'rack.csv', rosterRules(DEFAULT_SETTINGS.labels, ['0042'])).roster;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    keepSentence(error.message);
    return null;
  }
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}
