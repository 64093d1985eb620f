import { HeldOutput } from './held-output.mjs';

/**
 * @typedef {import('./stages.mjs').Stage} Stage
 * @typedef {import('./stages.mjs').StageResult & { readonly name: string, readonly took: number }} StageRun
 */

/**
 * Runs stages: those that go beside all others begin at once, one that goes beside another begins with it, the rest go one after another.
 * What each prints is shown whole and in the order of the stages, whichever ends first.
 *
 * @param {readonly Stage[]} stages
 * @param {import('./held-output.mjs').Output} output
 * @param {(stage: Stage) => string} headingOf
 * @returns {Promise<readonly StageRun[]>} in the order of the stages
 */
export async function runStages(stages, output, headingOf) {
  const begun = new Map(stages.filter(({ beside }) => beside === 'all').map((stage) => [stage, begin(stage)]));
  const runs = [];
  for (const stage of stages) {
    output.stdout.write(headingOf(stage));
    for (const each of stages)
      if (!begun.has(each) && (each === stage || each.beside === stage.name)) begun.set(each, begin(each));
    const { printed, ended } = begun.get(stage) ?? begin(stage);
    printed.showOn(output);
    runs.push(await ended);
  }
  return runs;
}

/** @param {Stage} stage */
function begin(stage) {
  const printed = new HeldOutput();
  const ended = timed(stage, printed);
  // It may fail before anybody waits for it.
  ended.catch(() => undefined);
  return { printed, ended };
}

/**
 * @param {Stage} stage
 * @param {HeldOutput} printed
 * @returns {Promise<StageRun>}
 */
async function timed(stage, printed) {
  const begun = performance.now();
  const result = await stage.run(printed);
  return { name: stage.name, took: performance.now() - begun, ...result };
}
