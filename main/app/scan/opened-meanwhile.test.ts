import { verbatim } from '../../../protocol/texts/text';
import { expect, it } from 'vitest';
import { OperationId, type DeviceId } from '../../../protocol/ids';
import { AppError } from '../../domain/errors';
import { pairSheet } from '../../domain/delivery/pair-sheet';
import type { PostOutcome } from '../../domain/ports/factory';
import { systemIdentities } from '../../identities';
import { A, B, C, OPERATION, PairRig, PERSON } from '../testing/pair-rig';

const OTHER = OperationId.parse('other');
const IDS = ['A1'] as DeviceId[];
const REFUSED: PostOutcome = { kind: 'rejected', status: 409, reason: verbatim('Not now.') };
/** After so many turns something is asked while an operation is opened: before it is read, while it is, and after. */
const TURNS = [0, 1, 2, 3, 4, 6, 9, 14, 24, 'opened'] as const;

/** Until so many turns are over, or until the operation is open and the window, which is told of it later, still shows the former. */
async function pass(turns: (typeof TURNS)[number], opening: Promise<unknown>): Promise<void> {
  if (turns === 'opened') await opening;
  else for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
}

interface Act {
  /** Brings the open operation, whichever it is, to where the act may be done. */
  readonly prepare: (rig: PairRig) => Promise<void>;
  /** Asked of the operation on the screen. */
  readonly act: (rig: PairRig, shown: OperationId) => Promise<unknown>;
}

const nothing = async (): Promise<void> => undefined;
const fails = async (rig: PairRig): Promise<void> => {
  await rig.engine.rescan(rig.session.operationId, IDS, PERSON);
  await rig.report('A1', 'A1', B);
  await rig.mes('A1', A);
  await rig.engine.finish(rig.session.operationId, PERSON);
};
const ACTS: Readonly<Record<string, Act>> = {
  rescan: { prepare: nothing, act: ({ engine }, shown) => engine.rescan(shown, IDS, PERSON) },
  waive: { prepare: fails, act: ({ engine }, shown) => engine.waive(shown, IDS, 'why', PERSON) },
  'clear a contest': {
    prepare: async (rig) => {
      await rig.answer({ operationId: rig.session.operationId, sn: 'A1', bootId: 'rival', mac: B });
    },
    act: ({ engine, session }, shown) => {
      const seen = session.devices.get('A1' as DeviceId)?.contests.map(({ key }) => key) ?? [];
      return engine.clearContest(shown, [{ id: 'A1' as DeviceId, seen }], PERSON);
    },
  },
  'settle a refused pair': {
    prepare: async (rig) => {
      rig.outcome = REFUSED;
      await rig.confirm();
      await rig.quiet();
    },
    act: ({ engine }, shown) => engine.settlePair(shown, IDS, 'done', 'why', PERSON),
  },
  confirm: { prepare: nothing, act: (rig, shown) => rig.confirm(shown) },
};

/** An operation that looks like the one that comes after it. */
async function first({ prepare }: Act): Promise<PairRig> {
  const rig = await PairRig.inMemory();
  await rig.outbox.start();
  await rig.scan(OPERATION, { A1: A, X9: C });
  await prepare(rig);
  return rig;
}

it.each(Object.keys(ACTS))('%s: done in the operation that stood on the screen, or in none', async (name) => {
  const one = ACTS[name] as Act;
  const outcomes = new Set<string>();
  for (const turns of TURNS) {
    const rig = await first(one);
    await rig.scan(OTHER, { A1: A, X9: C });
    await one.prepare(rig);
    const eventsIn = async (operationId: OperationId) => (await rig.store.loadEvents(operationId)).length;
    const [inFirst, inOther] = [await eventsIn(OPERATION), await eventsIn(OTHER)];
    const opening = rig.engine.open(OPERATION);
    await pass(turns, opening);
    const outcome = await one.act(rig, OTHER).then(
      () => 'done',
      (error: unknown) => (error instanceof AppError ? error.code : 'failed'),
    );
    // Who asks for a rescan before another operation is opened keeps that one from being opened.
    await opening.catch(() => undefined);
    const done = { first: (await eventsIn(OPERATION)) - inFirst, other: (await eventsIn(OTHER)) > inOther };
    expect({ turns, outcome, ...done }).toEqual({ turns, outcome, first: 0, other: outcome === 'done' });
    outcomes.add(outcome);
    await rig.end();
  }
  expect([...outcomes].toSorted()).toEqual(['done', 'notAllowedNow']);
});

it('finish: a scan that goes on when it is opened is not ended by who finished another one', async () => {
  for (const turns of TURNS) {
    const rig = await PairRig.inMemory();
    await rig.outbox.start();
    await rig.scan(OPERATION, { A1: A, X9: C });
    await rig.scan(OTHER, { A1: A });
    await rig.engine.open(OPERATION);
    await rig.engine.rescan(rig.session.operationId, ['X9'] as DeviceId[], PERSON);
    await rig.restart();
    expect(rig.session.operationId).toBe(OTHER);
    const opening = rig.engine.open(OPERATION);
    await pass(turns, opening);
    await expect(rig.engine.finish(OTHER, PERSON)).rejects.toMatchObject({ code: 'notAllowedNow' });
    await opening;
    expect(rig.session.phase).toBe('scanning');
    await rig.end();
  }
});

it('what is confirmed says of which operation it is', async () => {
  const rig = await PairRig.inMemory();
  await rig.outbox.start();
  const digest = (): string => pairSheet(rig.session, (list) => systemIdentities.digest(list)).digest;
  const seen = new Set<string>();
  for (const [operationId, mode] of [
    [OPERATION, 0],
    [OTHER, 0],
    ['burn', 1],
  ] as const) {
    await rig.scan(operationId, { A1: A }, mode);
    seen.add(digest());
  }
  expect(seen.size).toBe(3);
  await rig.end();
});
