import { describe, expect, it } from 'vitest';
import type { DeviceRow, DeviceStatus, PairOutcome, PairSettlement, SessionView } from '../../../protocol/model';
import { sessionOf } from '../../dev/counted';
import { makeDevice } from '../../dev/made-devices';
import { messages } from '../../messages';
import { headlineOf } from './headline';
import { nextStepOf, type Around } from './next-step';

const UP = { state: 'up' as const, reason: [], since: 0 };

/** One device as docs/verdicts.md tells them apart. */
interface Kind {
  readonly status: DeviceStatus;
  readonly guest: boolean;
  readonly contested?: true;
  readonly pair?: PairOutcome;
  readonly settled?: PairSettlement['as'];
  /** A list of another operation keeps it back. */
  readonly elsewhere?: true;
  /** It fails by names of ports alone. */
  readonly names?: true;
}

const PASSED: readonly Omit<Kind, 'guest'>[] = [
  { status: 'pass' },
  { status: 'pass', elsewhere: true },
  { status: 'pass', contested: true },
  { status: 'pass', pair: 'queued' },
  { status: 'pass', pair: 'accepted' },
  ...(['rejected', 'unknown'] as const).flatMap((pair) => [
    { status: 'pass' as const, pair },
    { status: 'pass' as const, pair, settled: 'sendAgain' as const },
    { status: 'pass' as const, pair, settled: 'done' as const },
  ]),
];
const FAILED: readonly Omit<Kind, 'guest'>[] = [{ status: 'fail' }, { status: 'fail', names: true }];
const OTHERS = ['waived', 'couldNotCheck', 'notRegistered', 'conflict', 'noAnswer'] as const;
const KINDS: readonly Kind[] = [
  ...[false, true].flatMap((guest) =>
    [...PASSED, ...FAILED, ...OTHERS.map((status) => ({ status }))].map((kind) => ({ ...kind, guest })),
  ),
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
function closedScan(group: readonly Kind[], rows: readonly DeviceRow[], late: number): SessionView {
  const failed = group.filter(({ status }) => status === 'fail');
  return sessionOf(rows, { onlyNamesFail: failed.length > 0 && failed.every(({ names }) => names === true) }, { late });
}

type Sheet = NonNullable<Around['sheet']>;

/** May be sent if no list of another operation has it. */
function mayGo({ status, guest, contested, pair, settled }: Kind, pairGuests: boolean): boolean {
  const sent = pair !== undefined && settled !== 'sendAgain';
  return status === 'pass' && contested !== true && !sent && (!guest || pairGuests);
}

function sheetOf(group: readonly Kind[], rows: readonly DeviceRow[], pairGuests: boolean): Sheet {
  const sheet: { serials: string[]; heldBack: Sheet['heldBack'] } = { serials: [], heldBack: [] };
  for (const [number, kind] of group.entries()) {
    const row = rows[number];
    if (row === undefined || (kind.pair !== undefined && kind.settled !== 'sendAgain')) continue;
    const held = {
      id: row.id,
      sn: row.sn,
      why: [],
      ...(kind.guest && kind.status !== 'noSerial' ? { guest: true as const } : {}),
    };
    if (!mayGo(kind, pairGuests)) sheet.heldBack.push(held);
    else if (kind.elsewhere === true) sheet.heldBack.push({ ...held, elsewhere: { operationId: 'op-1', state: 'mayBeTaken' } });
    else sheet.serials.push(row.sn);
  }
  return sheet;
}

/** Whether the one thing to do is true of these devices and, where it says that all is done, nothing is left. */
function isTrueStep(step: string, group: readonly Kind[], pairGuests: boolean): boolean {
  const words = messages.headline.next;
  const listed = group.filter(({ guest }) => !guest);
  const among = (status: DeviceStatus): number => listed.filter((kind) => kind.status === status).length;
  const open = (pair: PairOutcome): number => group.filter((kind) => kind.pair === pair && kind.settled === undefined).length;
  const go = group.filter((kind) => mayGo(kind, pairGuests));
  const ready = go.filter(({ elsewhere }) => elsewhere !== true).length;
  const settle = messages.pair.look({ count: open('rejected') + open('unknown') });
  const button = messages.pair.button.pair({ count: ready });
  const answered = group.filter(({ guest, status }) => guest || status !== 'noAnswer');
  // Policy stays with the scan: where guests are not paired, none was sent.
  const sent = ({ pair, settled }: Kind): boolean => pair !== undefined && settled !== 'sendAgain';
  const outside = (kind: Kind): boolean =>
    kind.guest && kind.status !== 'noSerial' && !sent(kind) && !(kind.status === 'pass' && pairGuests);
  const claims: readonly (readonly [string, boolean])[] = [
    [words.refused({ button: settle }), open('rejected') > 0],
    [words.unknown.pair({ button: settle }), open('unknown') > 0],
    [words.underWay.pair, open('queued') > 0],
    [words.nobody, answered.length === 0],
    [words.otherList, listed.length > 0 && answered.every(({ guest }) => guest) && answered.length > 0],
    [words.conflict, among('conflict') > 0],
    [words.renamed, among('fail') > 0 && group.every(({ status, names }) => status !== 'fail' || names === true)],
    [words.fail({ count: among('fail') }), among('fail') > 0],
    [words.couldNotCheck, among('couldNotCheck') > 0],
    [words.notRegistered({ count: among('notRegistered') }), among('notRegistered') > 0],
    [words.noAnswer({ count: among('noAnswer') }), among('noAnswer') > 0],
    [words.contested, group.some(({ contested }) => contested === true)],
    [words.noSerial, group.some(({ status }) => status === 'noSerial')],
    [words.guests, group.some((kind) => outside(kind))],
    [words.pair({ button }), ready > 0],
    [words.elsewhere.mayBeTaken({ operation: 'op-1' }), go.some(({ elsewhere }) => elsewhere === true)],
  ];
  const told = claims.find(([sentence]) => sentence === step);
  return told === undefined ? step === words.done && claims.every(([, isSo]) => !isSo) : told[1];
}

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
        const { title } = headlineOf(closedScan(group, rows, late));
        const claim = claims(rows, late).find(([pattern]) => pattern.test(title));
        const numbers = (claim?.[0].exec(title) ?? [])
          .slice(1)
          .flatMap((digits) => (digits === undefined ? [] : [Number(digits)]));
        if (claim?.[1](numbers) !== true) wrong.push(`${title}: ${JSON.stringify(group)}, late ${late}`);
      }
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  it.each([[false], [true]])('says nothing false of what to do, where guests are paired: %s', (pairGuests) => {
    const wrong: string[] = [];
    for (const group of groups()) {
      const rows = rowsOf(group);
      const underWay = group.some(({ pair }) => pair === 'queued');
      const around = {
        connections: { broker: UP, mes: UP },
        target: 'pair' as const,
        sheet: sheetOf(group, rows, pairGuests),
        underWay,
      };
      const step = nextStepOf(closedScan(group, rows, 0), around);
      if (!isTrueStep(step, group, pairGuests)) wrong.push(`${step}: ${JSON.stringify(group)}`);
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});
