/** So many steps are done before others get their turn. */
const STEPS = 500;

/** Runs what has many steps without holding up everything else: reports, the window and the closing of a scan come in between. */
export async function inSlices<Value>(steps: Generator<unknown, Value, undefined>): Promise<Value> {
  for (let done = 1; ; done += 1) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (done % STEPS === 0)
      await new Promise<void>((resolve) => {
        setImmediate(resolve);
      });
  }
}
