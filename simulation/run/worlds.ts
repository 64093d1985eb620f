import { randomPicker } from '../engine/pickers';
import { makePlan } from '../plan';
import type { Disk } from '../world/disk';
import { count, type Counts } from './counts';
import { type Failure, shortest } from './failure';
import { type Outcome, runPlan } from './run-plan';

/** One world in so many is run twice. */
const TWICE_EVERY = 50;

/** The world of one seed. */
export function runWorld(seed: number, disks: readonly Disk[]): Promise<Outcome> {
  const plan = makePlan(String(seed));
  return runPlan(plan, randomPicker(String(seed), plan.steps), disks, String(seed));
}

/**
 * Runs one world and counts it.
 * @param asFound whether a failure stays as it was found
 * @returns what went wrong, in its shortest form unless it is to stay; or null
 */
export async function tryWorld(seed: number, disks: readonly Disk[], counts: Counts, asFound = false): Promise<Failure | null> {
  const outcome = await runWorld(seed, disks);
  counts.worlds += 1;
  count(counts, outcome);
  const { violation, names } = outcome;
  const scenario = { seed: String(seed), plan: makePlan(String(seed)), names };
  if (violation !== null && asFound) return { ...scenario, violation, foundIn: names.length };
  if (violation !== null) return shortest(scenario, violation, disks);
  if (seed % TWICE_EVERY !== 0) return null;
  const again = await runWorld(seed, disks);
  counts.repeated += 1;
  if (again.digest === outcome.digest) return null;
  const differs = {
    invariant: 'same-again',
    sentence: `World ${seed} went another way the second time: ${firstDifference(outcome, again)}`,
  };
  return { ...scenario, violation: differs, foundIn: names.length };
}

function firstDifference(one: Outcome, other: Outcome): string {
  const place = one.all.findIndex((name, index) => other.all[index] !== name);
  return place === -1 ? 'the same happened, and came to something else' : `"${one.all[place]}" and "${other.all[place]}"`;
}
