import { verbatim, NO_TEXT } from '../../../protocol/texts/text';
import { expect, it } from 'vitest';
import type { DeviceId, DeliveryKey } from '../../../protocol/ids';
import type { PostOutcome } from '../../domain/ports/factory';
import { A, B, C, NOT_SENT, PairRig, PERSON, UNKNOWN } from '../testing/pair-rig';

const REFUSED: PostOutcome = { kind: 'rejected', status: 409, reason: verbatim('Not now.') };
const OPERATIONS = ['op-0', 'op', 'op-2'] as const;
type Operation = (typeof OPERATIONS)[number];
const WAYS = ['waiting', 'unknown', 'refused', 'sending'] as const;

interface Step {
  readonly what: 'pass' | 'fail' | 'silent' | 'interrupted' | 'rival' | 'stranger' | 'own';
  readonly where: Operation;
}
/** What happens to A1 of a list that was confirmed in `op`, between an older operation and a newer one. */
interface World {
  readonly steps: readonly Step[];
  /** After which of the steps the console is started again; it opens the newest operation. */
  readonly restartAfter: number;
  readonly way: (typeof WAYS)[number];
}

const VERDICTS: readonly Step[] = (['pass', 'fail', 'silent'] as const).flatMap((what) =>
  (['op-0', 'op-2'] as const).map((where) => ({ what, where })),
);
const CUTS: readonly Step[] = OPERATIONS.map((where) => ({ what: 'interrupted', where }));
const ANSWERS: readonly Step[] = (['rival', 'stranger', 'own'] as const).flatMap((what) =>
  OPERATIONS.map((where) => ({ what, where })),
);

function* worlds(): Generator<World> {
  const shapes = [
    [VERDICTS, VERDICTS],
    [VERDICTS, ANSWERS],
    [ANSWERS, VERDICTS],
    [CUTS, ANSWERS],
    [VERDICTS, CUTS, ANSWERS],
    [CUTS, ANSWERS, VERDICTS],
    [VERDICTS, VERDICTS, ANSWERS],
    [VERDICTS, ANSWERS, VERDICTS],
  ];
  const all = shapes.flatMap((shape) =>
    shape.reduce<readonly (readonly Step[])[]>(
      (begun, next) => begun.flatMap((steps) => next.map((step) => [...steps, step])),
      [[]],
    ),
  );
  const isThere = (steps: readonly Step[]): boolean =>
    steps.every(
      ({ what, where }, place) =>
        where !== 'op-2' || what === 'pass' || what === 'fail' || steps.slice(0, place).some((one) => one.where === 'op-2'),
    );
  for (const steps of all.filter(isThere))
    for (const way of WAYS)
      for (let restartAfter = 0; restartAfter <= steps.length; restartAfter += 1) yield { steps, restartAfter, way };
}

/** Says from docs/verdicts.md alone whether the list may go out in the end. */
class Oracle {
  readonly #verdict = new Map<Operation, 'pass' | 'against'>([
    ['op', 'pass'],
    ['op-0', 'pass'],
  ]);
  readonly #held = new Set<Operation>();
  readonly #answered = new Set<Operation>(['op', 'op-0']);
  #scanning: Operation | null = null;
  #latest: Operation = 'op';

  tell({ what, where }: Step): void {
    if (what === 'pass' || what === 'fail' || what === 'silent') {
      if (this.#scanning === where) this.#scanning = null;
      if (what === 'silent') this.#answered.delete(where);
      else {
        this.#answered.add(where);
        this.#verdict.set(where, what === 'pass' ? 'pass' : 'against');
        this.#latest = where;
      }
    } else if (what === 'interrupted') this.#scanning = where;
    else if (what === 'rival' && this.#scanning === where && this.#answered.has(where)) {
      // Two units claim one serial number while it is being scanned: neither counts.
      this.#verdict.set(where, 'against');
      this.#latest = where;
      this.#held.add(where);
    } else if (what !== 'own') this.#held.add(where);
  }

  get goes(): boolean {
    return ['op' as const, this.#latest].every((where) => this.#verdict.get(where) === 'pass' && !this.#held.has(where));
  }
}

async function comesTrue(rig: PairRig, { what, where }: Step): Promise<void> {
  const isNew = (await rig.store.findOperation(where)) === null;
  const open = async (): Promise<void> => {
    if (rig.engine.session?.phase === 'scanning') await rig.engine.finish(rig.session.operationId, PERSON);
    await rig.engine.open(where);
  };
  if (what === 'rival' || what === 'stranger' || what === 'own') {
    const mac = what === 'rival' ? B : A;
    const [sn, bootId] = { rival: ['A1', 'rival'], stranger: ['Z9', 'stranger'], own: ['A1', 'A1'] }[what] as [string, string];
    await rig.answer({ operationId: where, sn, bootId, mac });
  } else if (what === 'interrupted') {
    await open();
    await rig.engine.rescan(rig.session.operationId, [where === 'op' ? 'A3' : 'X9'] as DeviceId[], PERSON);
    await rig.restart();
  } else {
    if (rig.engine.session?.phase === 'scanning') await rig.engine.finish(rig.session.operationId, PERSON);
    if (isNew) await rig.scan(where, { A1: what === 'pass' ? A : B, X9: C });
    else {
      await open();
      await rig.engine.rescan(rig.session.operationId, ['A1'] as DeviceId[], PERSON);
      if (what !== 'silent') {
        await rig.report('A1', 'A1', what === 'pass' ? A : B);
        await rig.mes('A1', A);
      }
      await rig.engine.finish(rig.session.operationId, PERSON);
    }
  }
}

/** Confirms the list, lets it come to where it stands, lets things happen, and then lets it go out if it may. */
async function isTaken({ steps, restartAfter, way }: World): Promise<boolean> {
  const rig = await PairRig.inMemory();
  await rig.scan('op-0', { A1: A, X9: C });
  rig.outcome = way === 'unknown' ? UNKNOWN : way === 'refused' ? REFUSED : NOT_SENT;
  const key: DeliveryKey = await rig.confirmed();
  rig.outcome = NOT_SENT;
  if (way === 'sending') {
    await rig.outbox.stop();
    const sending = { key, state: 'sending', attempts: 2, problem: NO_TEXT, nextTryAt: null, settledAt: null } as const;
    await rig.store.commit({ deliveryUpdates: [sending] });
    await rig.restart();
  }
  for (const [place, step] of steps.entries()) {
    if (place === restartAfter) await rig.restart();
    await comesTrue(rig, step);
  }
  if (restartAfter === steps.length) await rig.restart();
  await rig.up();
  if (way !== 'waiting') await rig.again(key).catch(() => undefined);
  await rig.time();
  await rig.quiet();
  const taken = rig.posts.some((post) => post.taken);
  await rig.end();
  return taken;
}

/** All of them take minutes; these are as many as fit into seconds, spread over all. */
const EVERY = 131;

it('a confirmed list goes out in exactly the small worlds in which it may', { timeout: 3_600_000 }, async () => {
  const wrong: unknown[] = [];
  for (const [place, world] of [...worlds()].entries()) {
    if (place % EVERY !== 0) continue;
    const oracle = new Oracle();
    for (const step of world.steps) oracle.tell(step);
    const taken = await isTaken(world);
    if (taken !== oracle.goes)
      wrong.push(JSON.stringify({ taken, ...world, steps: world.steps.map(({ what, where }) => `${what} ${where}`) }));
  }
  expect(wrong).toEqual([]);
});
