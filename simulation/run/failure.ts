import { scriptPicker } from '../engine/pickers';
import { shrink } from '../engine/shrink';
import type { Plan } from '../plan';
import type { Disk } from '../world/disk';
import type { Violation } from '../world/surroundings';
import { type Outcome, runPlan } from './run-plan';

/** A world and what has to happen in it for something to go wrong; complete, and plain data. */
export interface Scenario {
  /** Of the world that it was found in; it also decides in which order a history is told again. */
  readonly seed: string;
  readonly plan: Plan;
  readonly names: readonly string[];
}

export interface Failure extends Scenario {
  readonly violation: Violation;
  /** Of which every order was being tried when it was found. */
  readonly form?: string;
  /** How much happened when it was found. */
  readonly foundIn: number;
}

const MAX_TRIES = 600;
/** A shorter form is looked for for so long, ms. */
const MAX_MS = 60_000;

export function replay({ plan, names, seed }: Scenario, disks: readonly Disk[]): Promise<Outcome> {
  return runPlan(plan, scriptPicker(names), disks, seed);
}

/** The shortest form of a failure that is found by leaving things out. */
export async function shortest(found: Scenario, violation: Violation, disks: readonly Disk[]): Promise<Failure> {
  let plan = found.plan;
  let last = violation;
  const until = performance.now() + MAX_MS;
  const fails = async (names: readonly string[], as: Plan): Promise<boolean> => {
    if (performance.now() > until) return false;
    const outcome = await replay({ ...found, plan: as, names }, disks);
    if (outcome.violation?.invariant !== violation.invariant) return false;
    last = outcome.violation;
    return true;
  };
  let names = await shrink(found.names, (shorter) => fails(shorter, plan), MAX_TRIES);
  const devices = await shrink(plan.devices, (fewer) => fails(names, { ...plan, devices: fewer }), MAX_TRIES);
  plan = { ...plan, devices };
  names = await shrink(names, (shorter) => fails(shorter, plan), MAX_TRIES);
  const [first] = plan.consoles;
  if (first !== undefined && plan.consoles.length > 1 && (await fails(names, { ...plan, consoles: [first] })))
    plan = { ...plan, consoles: [first] };
  // What is told is what the last one came to.
  await fails(names, plan);
  return { seed: found.seed, plan, names, violation: last, foundIn: found.names.length };
}

/** For people to read. */
export function tell({ seed, plan, names, violation, foundIn, form }: Failure): string {
  const devices = plan.devices.map(
    ({ name, serial, ports, agent }) =>
      `    ${name}: ${serial}, ${agent}, ${ports.map((port) => `${port.name} ${port.mac}`).join(', ')}`,
  );
  const book = Object.entries(plan.book).map(
    ([sn, ports]) => `    ${sn}: ${ports.map((port) => `${port.name} ${port.mac}`).join(', ')}`,
  );
  return [
    `FAULT ${violation.invariant}: ${violation.sentence}`,
    `  ${form === undefined ? `Seed ${seed}` : `Every order of ${form}`}; ${foundIn} things had happened, these ${names.length} are enough:`,
    ...names.map((name, index) => `    ${String(index + 1).padStart(3)}  ${name}`),
    '  Devices:',
    ...devices,
    '  MES:',
    ...book,
    ...(form === undefined ? [`  Again: npm run simulate:orders -- --seed ${seed}`] : []),
    '',
  ].join('\n');
}
