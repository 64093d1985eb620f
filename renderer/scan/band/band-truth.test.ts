import { describe, expect, it } from 'vitest';
import type { DeviceRow, DeviceStatus, PairOutcome, PairSettlement, SessionView } from '../../../protocol/model';
import { sessionOf } from '../../dev/counted';
import { makeDevice } from '../../dev/made-devices';
import { headlineOf } from './headline';

/** One device as docs/verdicts.md tells them apart. */
interface Kind {
  readonly status: DeviceStatus;
  readonly guest: boolean;
  readonly contested?: true;
  readonly pair?: PairOutcome;
  readonly settled?: PairSettlement['as'];
}

const PASSED: readonly Omit<Kind, 'guest'>[] = [
  { status: 'pass' },
  { status: 'pass', contested: true },
  { status: 'pass', pair: 'queued' },
  { status: 'pass', pair: 'accepted' },
  ...(['rejected', 'unknown'] as const).flatMap((pair) => [
    { status: 'pass' as const, pair },
    { status: 'pass' as const, pair, settled: 'sendAgain' as const },
    { status: 'pass' as const, pair, settled: 'done' as const },
  ]),
];
const OTHERS = ['fail', 'waived', 'couldNotCheck', 'notRegistered', 'conflict', 'noAnswer'] as const;
const KINDS: readonly Kind[] = [
  ...[false, true].flatMap((guest) => [...PASSED, ...OTHERS.map((status) => ({ status }))].map((kind) => ({ ...kind, guest }))),
  { status: 'noSerial', guest: true },
];

/** Every group of up to three devices. */
function* groups(): Generator<readonly Kind[]> {
  yield [];
  for (const [one, first] of KINDS.entries()) {
    yield [first];
    for (const [other, second] of KINDS.slice(one).entries()) {
      yield [first, second];
      for (const third of KINDS.slice(one + other)) yield [first, second, third];
    }
  }
}

function rowsOf(group: readonly Kind[]): readonly DeviceRow[] {
  return group.map(({ status, guest, contested = false, pair = null, settled }, number) => {
    const pairSettled = settled === undefined ? null : { as: settled, reason: 'why', operatorId: '4711', at: 1 };
    return makeDevice(number, { status, change: { guest, contested, pair, pairSettled } }).row;
  });
}

/** The closed scan of these devices. */
const closedScan = (rows: readonly DeviceRow[], late: number): SessionView => sessionOf(rows, {}, { late });

/** What every title claims, written from docs/verdicts.md: counted from the devices, not from the counts. */
function claims(
  rows: readonly DeviceRow[],
  late: number,
): readonly (readonly [RegExp, (numbers: readonly number[]) => boolean])[] {
  const listed = rows.filter(({ guest, status }) => !guest && status !== 'noSerial');
  const of = (among: readonly DeviceRow[], is: (row: DeviceRow) => boolean): number => among.filter((row) => is(row)).length;
  const passes = of(listed, ({ status }) => status === 'pass');
  const needs = of(listed, ({ status, contested }) => (status === 'pass' ? contested : status !== 'waived'));
  const paired = of(rows, ({ pair }) => pair === 'accepted');
  const open = (outcome: PairOutcome): number => of(rows, ({ pair, pairSettled }) => pair === outcome && pairSettled === null);
  // A guest is there because it answered.
  const answered = rows.filter(({ status, guest }) => guest || status !== 'noAnswer');
  const answeredOnList = of(listed, ({ status }) => status !== 'noAnswer');
  const all = (is: (row: DeviceRow) => boolean): boolean => listed.length > 0 && listed.every((row) => is(row));
  return [
    [
      /^(?:All (\d+) paired|The device is paired)$/,
      ([count = 1]) => count === listed.length && all(({ pair }) => pair === 'accepted'),
    ],
    [
      /^(?:All (\d+) passed|The device passed)$/,
      ([count = 1]) => count === listed.length && all(({ status }) => status === 'pass'),
    ],
    [/^(\d+) of (\d+) needs? attention$/, ([needy, expected]) => needy === needs && expected === listed.length],
    [/^(\d+) passed, (\d+) waived$/, ([pass, waived]) => pass === passes && waived === listed.length - passes && needs === 0],
    [
      /^(\d+) paired, (\d+) refused$/,
      ([taken, refused]) => taken === paired && refused === open('rejected') && open('unknown') === 0,
    ],
    [
      /^(\d+) paired, (\d+) unknown$/,
      ([taken, unknown]) => taken === paired && unknown === open('unknown') && open('rejected') === 0,
    ],
    [
      /^(\d+) paired, (\d+) refused, (\d+) unknown$/,
      ([taken, refused, unknown]) => taken === paired && refused === open('rejected') && unknown === open('unknown'),
    ],
    [/^No device answered$/, () => answered.length === 0 && late === 0],
    [/^No device answered in time$/, () => answered.length === 0 && late > 0],
    [/^No device on the list answered$/, () => listed.length > 0 && answeredOnList === 0 && answered.length > 0],
    [/^Look at the units beside the sum$/, () => listed.length === 0 && rows.length > 0],
  ];
}

describe('the band', () => {
  it('says nothing false in its title, whatever became of up to three devices', () => {
    const wrong: string[] = [];
    for (const group of groups()) {
      const rows = rowsOf(group);
      for (const late of [0, 1]) {
        const { title } = headlineOf(closedScan(rows, late));
        const claim = claims(rows, late).find(([pattern]) => pattern.test(title));
        const numbers = (claim?.[0].exec(title) ?? [])
          .slice(1)
          .flatMap((digits) => (digits === undefined ? [] : [Number(digits)]));
        if (claim?.[1](numbers) !== true) wrong.push(`${title}: ${JSON.stringify(group)}, late ${late}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
