import { english } from '../../messages/english';
import type { Picker } from '../engine/choice';
import { Trace } from '../engine/trace';
import { wrongAtTheEnd } from '../invariants/at-the-end';
import type { Plan } from '../plan';
import type { Console } from '../world/console';
import type { Disk } from '../world/disk';
import type { Violation } from '../world/surroundings';
import { World } from '../world/world';

/** Everything comes to its end within so many more things, or never. */
const MAX_STEPS_TO_REST = 1_500;

const BUSY = 'something that a program does';
/** What is on its way to a window is there within this time. */
const PATCH_MS = 100;

/** What one run came to. */
export interface Outcome {
  readonly violation: Violation | null;
  /** What happened until everything was left to come to its end. */
  readonly names: readonly string[];
  /** What happened in all, for people to read. */
  readonly all: readonly string[];
  readonly digest: string;
  readonly scans: number;
  readonly steps: number;
  readonly crashes: number;
  readonly acknowledged: number;
}

/** Lets a world go as the picker says, and then to its end; stops at the first thing that is not as it must be. */
export async function runPlan(plan: Plan, picker: Picker, disks: readonly Disk[], seed: string): Promise<Outcome> {
  const world = new World(plan, disks);
  const trace = new Trace();
  let names: readonly string[] = [];
  for (;;) {
    const choice = world.violations.length > 0 ? null : picker.pick(world.choices());
    if (choice === null) break;
    await world.step(choice, trace);
  }
  names = [...trace.names];
  const reasons = new Map<string, number>();
  for (let step = 0; world.violations.length === 0; step += 1) {
    const left = underWay(world);
    if (left === null) {
      world.violations.push(...(await wrongAtTheEnd(world, seed)));
      break;
    }
    // A periodic look at the records is none of it.
    if (left !== BUSY) reasons.set(left, (reasons.get(left) ?? 0) + 1);
    if (step === MAX_STEPS_TO_REST) {
      const [[most] = [left]] = [...reasons].toSorted(([, a], [, b]) => b - a);
      world.violations.push({
        invariant: 'comes-to-rest',
        sentence: `After ${step} more steps this is still under way: ${most}.`,
      });
      break;
    }
    const first = world.firstInCalm();
    if (first === null) break;
    await world.step(first, trace);
  }
  for (const console of world.consoles) await console.leave();
  return {
    violation: world.violations[0] ?? null,
    names,
    all: trace.names,
    digest: trace.digest(),
    scans: world.scans,
    steps: world.steps,
    crashes: world.crashes,
    acknowledged: world.acknowledged.length,
  };
}

/** Null when every scan is closed, every message is where it belongs, and nobody waits for anybody; else what is still under way. */
function underWay(world: World): string | null {
  const { consoles, broker, devices, mes, factory, time } = world;
  if (!mes.isIdle) return 'a look-up';
  if (!factory.isIdle) return 'a POST';
  if (!broker.isEmpty) return 'a message in a queue';
  if (!devices.every((device) => device.isIdle)) return 'an answer of a device';
  for (const console of consoles) {
    const what = underWayIn(console);
    if (what !== null) return what === BUSY ? BUSY : `${what} of console ${console.name}`;
  }
  return time.quietForMs <= PATCH_MS ? 'a timer' : null;
}

function underWayIn({ program, isIdle, witness }: Console): string | null {
  if (program === null || !isIdle) return BUSY;
  const { engine, signIn, patches } = program.app;
  if (engine.failure !== null) return `a failure (${english(engine.failure)})`;
  if (engine.session?.phase === 'scanning') return 'a scan';
  if (signIn.shut) return 'the sign-in';
  if (witness.disk.full || witness.disk.unreadable) return 'a disk';
  if (witness.heldCount() > 0) return 'a message that is held';
  if (!program.window.isUpToDate(patches.seq)) return 'a patch';
  const open = witness.deliveries().find(({ state }) => state === 'queued' || state === 'sending');
  return open === undefined ? null : `a ${open.kind} that is ${open.state}`;
}
