import { verbatim } from '../../../protocol/texts/text';
import { expect, it } from 'vitest';
import { OperationId, type DeliveryKey, type DeviceId, serialNumber } from '../../../protocol/ids';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import type { PostOutcome } from '../../domain/ports/factory';
import { AppError } from '../../domain/errors';
import { A, B, C, OPERATION, PairRig, PERSON, UNKNOWN } from '../testing/pair-rig';

const A1 = 'A1' as DeviceId;
const REFUSED: PostOutcome = { kind: 'rejected', status: 409, reason: verbatim('Not now.') };
const nothing = async (): Promise<void> => undefined;
const refused = async (rig: PairRig): Promise<void> => {
  rig.outcome = REFUSED;
  await rig.confirm();
};
const keyOf = async (rig: PairRig): Promise<DeliveryKey | null> =>
  (await rig.store.openDeliveries(OPERATION, 100)).find(({ kind }) => kind === 'pair')?.key ?? null;

interface Act {
  readonly prepare: (rig: PairRig) => Promise<void>;
  readonly act: (rig: PairRig, pair: DeliveryKey | null) => Promise<unknown>;
}

/** Whatever a person can ask of scans and their messages, save finishing: no records are read while a scan runs. */
const ACTS: Readonly<Record<string, Act>> = {
  start: {
    prepare: nothing,
    act: ({ engine }) =>
      engine.start({
        operationId: OperationId.parse('new'),
        operatorId: PERSON,
        scanMode: 0,
        roster: [serialNumber('A1')],
        policy: DEFAULT_SETTINGS.scan,
      }),
  },
  open: { prepare: nothing, act: ({ engine }) => engine.open('before') },
  rescan: { prepare: nothing, act: ({ engine }) => engine.rescan(OPERATION, [A1], PERSON) },
  waive: {
    prepare: async (rig) => {
      await rig.engine.rescan(OPERATION, [A1], PERSON);
      await rig.report('A1', 'A1', B);
      await rig.mes('A1', A);
      await rig.engine.finish(OPERATION, PERSON);
    },
    act: ({ engine }) => engine.waive(OPERATION, [A1], 'why', PERSON),
  },
  'clear a contest': {
    prepare: async (rig) => void (await rig.answer({ operationId: OPERATION, sn: 'A1', bootId: 'rival', mac: B })),
    act: ({ engine, session }) => {
      const seen = session.devices.get(A1)?.contests.map(({ key }) => key) ?? [];
      return engine.clearContest(OPERATION, [{ id: A1, seen }], PERSON);
    },
  },
  confirm: { prepare: nothing, act: (rig) => rig.confirm(OPERATION) },
  'settle a refused pair': {
    prepare: refused,
    act: ({ engine }) => engine.settlePair(OPERATION, [A1], 'done', 'why', PERSON),
  },
  'send again': { prepare: refused, act: ({ deliveries }, pair) => deliveries.resend(pair as DeliveryKey) },
  'take out of a refused pair': {
    prepare: refused,
    act: ({ deliveries }, pair) => deliveries.edit(pair as DeliveryKey, { kind: 'takeOut', serials: ['A1'] }),
  },
  'settle a pair of damaged records': {
    prepare: async (rig) => {
      rig.outcome = UNKNOWN;
      await rig.confirm();
      await rig.quiet();
      await rig.scan('after', { X9: C });
      await rig.damageRecords();
      await rig.restart();
    },
    act: ({ deliveries }, pair) => deliveries.settle(pair as DeliveryKey, true, 'why'),
  },
};

/** What stands in the records, and what went out. */
async function whatIs(rig: PairRig): Promise<unknown> {
  const deliveries = (await rig.store.openDeliveries(OPERATION, 100)).filter(({ kind }) => kind === 'pair');
  return {
    open: rig.session.operationId,
    phase: rig.session.phase,
    started: (await rig.store.listOperations(10)).length,
    events: await rig.store.loadEvents(OPERATION).then(
      ({ length }) => length,
      () => 'damaged',
    ),
    pairs: deliveries.map(({ key, state }) => `${key} ${state}`),
    posts: rig.posts.length,
  };
}

it.each(Object.keys(ACTS))(
  '%s, asked while records are being read: not done once another person, or nobody, stands there',
  { timeout: 30_000 },
  async (name) => {
    const { prepare, act } = ACTS[name] as Act;
    const outcomes: unknown[] = [];
    for (const then of [PERSON, null, 'another'] as const) {
      const rig = await PairRig.open();
      await rig.outbox.start();
      await rig.scan('before', { X9: C });
      await rig.scan(OPERATION, { A1: A, A2: C });
      await prepare(rig);
      await rig.quiet();
      const before = await whatIs(rig);
      const pair = await keyOf(rig);
      const reading = rig.engine.open('nowhere').catch(() => undefined);
      for (let turn = 0; turn < 9; turn += 1) await Promise.resolve();
      const asked = act(rig, pair).then(
        () => 'done',
        (error: unknown) => (error instanceof AppError ? error.code : String(error)),
      );
      for (let turn = 0; turn < 3; turn += 1) await Promise.resolve();
      rig.person = then;
      await reading;
      const outcome = await asked;
      await rig.quiet();
      const isAsBefore = JSON.stringify(await whatIs(rig)) === JSON.stringify(before);
      outcomes.push([outcome, isAsBefore]);
      await rig.end();
    }
    expect(outcomes).toEqual([
      ['done', false],
      ['notSignedIn', true],
      ['notSignedIn', true],
    ]);
  },
);
