import { csvText } from '../../main/domain/records/csv';
import { MEBIBYTE } from '../engine/hostile';
import type { Target } from '../engine/target';
import { about, keep } from './checks';
import { keepCsv } from './csv-cells';
import { bytesOf, lenientText } from './input-text';

/** Between cells and between lines of an input: signs that no cell needs. */
const CELL = '\u001f';
const LINE = '\u001e';

export const csvExport: Target = {
  name: 'csv-export',
  reads: 'cells of an export, whatever is in them',
  tokens: [CELL, LINE, '=', '+', '-', '@', '\t', '\r', '\n', '"', ',', "'", ' ', '＝', '\u202e'],
  seeds: () =>
    [
      ['SN1', 'pass', 'e0:18:7d:2e:ca:68'].join(CELL),
      ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1'].join(CELL),
      ['says "no"', 'a,b', 'two\nlines', ''].join(CELL) + LINE + LINE,
    ].map(bytesOf),
  run(bytes) {
    const rows = lenientText(bytes.subarray(0, MEBIBYTE))
      .split(LINE)
      .map((line) => line.split(CELL));
    const cells = keepCsv(csvText(rows));
    keep(
      cells.length === rows.length && cells.every((row, index) => row.length === rows[index]?.length),
      'an export has every cell, and no other',
    );
    const plain = rows.every((row, line) => row.every((cell, column) => cells[line]?.[column] === cell));
    return `${about(rows.length)} ${about(rows[0]?.length ?? 0)} ${plain}`;
  },
};
