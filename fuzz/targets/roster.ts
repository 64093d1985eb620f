import { parseRoster } from '../../main/domain/roster';
import { SerialNumber } from '../../protocol/ids';
import { isPlaceholderSerial } from '../../protocol/serial';
import type { Target } from '../engine/target';
import { about, hasUnseen, keep, keepSentence } from './checks';
import { bytesOf, lenientText } from './input-text';

const KINDS = ['never closed', 'no serial', 'characters', 'control', 'placeholder', 'already', 'at most', 'more lines'];

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
  ],
  seeds: () =>
    [
      'Q186I15901\nQ186I15815\n',
      'rack;serial number;note\r\n1;Q186I15901;"left; top"\r\n2;"Q186 ""I"" 15815";\r\n',
      '\uFEFF# line 4\r\nsn\tmac\r\nA1\te0:18:7d:2e:ca:68\r\nA1\t\r\n\r\n,\r\nN/A\r\n',
      'A1,"not closed\nB2',
    ].map(bytesOf),
  run(bytes) {
    const { serials, problems } = parseRoster(lenientText(bytes));
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
    for (const { sentence, text, line } of problems) {
      keepSentence(sentence);
      keep(text.length <= 200 && line >= 1, 'a problem names its line');
    }
    const written = ['serial', ...serials].map((sn) => `"${sn.replaceAll('"', '""')}"`).join('\n');
    keep(isSame(parseRoster(written).serials, serials), 'an accepted roster, written as CSV, reads as itself', () =>
      JSON.stringify(serials.slice(0, 5)),
    );
    const kinds = KINDS.filter((words) => problems.some(({ sentence }) => sentence.includes(words)));
    return `${about(serials.length)} ${about(problems.length)} ${kinds.join()}`;
  },
};

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}
