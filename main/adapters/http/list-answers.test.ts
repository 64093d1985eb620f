import { expect, it } from 'vitest';
import * as z from 'zod';
import answers from '../../../protocol/fixtures/list-answers.json';
import { serialNumber } from '../../../protocol/ids';
import { withEachSerial } from '../../domain/delivery/outbox-policy';
import { readPostOutcome } from './post-outcome';

/**
 * What a list of so many devices, answered with a status and a body, comes to. `@{3}` stands for the third serial number, `@{1-3}` for the first
 * three as JSON texts, and `@<1-3:…>` for an object of each, with its serial number and what is written there.
 */
const Row = z.tuple([z.number(), z.number(), z.string()]);
const Answers = z.record(z.string(), z.record(z.string(), z.array(Row)));
type Row = z.infer<typeof Row>;

const SERIALS = Array.from({ length: 30 }, (_, index) => serialNumber(`QX-${4001 + index}K`));
const KINDS = Object.entries(Answers.parse(answers)).flatMap(([verdict, kinds]) =>
  Object.entries(kinds).map(([kind, rows]) => [verdict, kind, rows] as const),
);

function between(from: string, to: string): readonly string[] {
  return SERIALS.slice(Number(from) - 1, Number(to));
}

function written(body: string): string {
  return body
    .replaceAll(/@<(\d+)-(\d+):(.*?)>/g, (_, from: string, to: string, rest: string) =>
      between(from, to)
        .map((sn) => `{"sn":"${sn}",${rest}}`)
        .join(','),
    )
    .replaceAll(/@\{(\d+)-(\d+)\}/g, (_, from: string, to: string) =>
      between(from, to)
        .map((sn) => `"${sn}"`)
        .join(','),
    )
    .replaceAll(/@\{(\d+)\}/g, (_, index: string) => SERIALS[Number(index) - 1] ?? '');
}

function verdictOf([sent, status, body]: Row): string {
  const serials = SERIALS.slice(0, sent);
  const message = JSON.stringify({ snArray: serials, operationId: `OP-${sent}` });
  return withEachSerial(readPostOutcome('pair', status, written(body), null, message), { kind: 'pair', serials }).kind;
}

it.each(KINDS)('%s: %s', (verdict, _kind, rows) => {
  const others = rows.filter((row) => verdictOf(row) !== verdict);
  expect(others.map((row) => [...row, verdictOf(row)])).toEqual([]);
});
