import { REPORT_QUEUE } from '../../../protocol/topology';
import type { Fault } from '../fault';
import { openHandRack } from '../harness/hand-publisher';
import { countAll } from '../harness/left-in-queues';
import { operate, untilWhole } from '../harness/operator';
import { pause } from '../harness/wait';

/**
 * Two consoles scan at the same time on one broker. Half of the devices answer to the shared work queue, where either console
 * takes them by accident; in the middle of it one of the two is killed and opened again.
 */
export const twoConsoles: Fault = {
  name: 'two-consoles',
  title: 'two consoles on one broker, one of them killed',
  weight: 20,
  times: { short: 2, long: 60 },
  run: async (harness, times) => {
    const rack = await harness.openRack({ count: 20, faults: { wrongMac: 2, unregistered: 1 } });
    const shared = await openHandRack(harness.broker.url, { count: 20, macs: 3, seed: 7, faults: { wrongMac: 2, swapped: 1 } });
    harness.keepBooksOf(shared);
    await shared.answerOn(REPORT_QUEUE, () => harness.random.below(800));
    await harness.openFactory([rack, shared]);
    // Who was taken for silent because the other console had its answer is scanned again.
    const scan = { idleMs: 8_000 };
    const consoles = [await harness.openConsole({ scan }), await harness.openConsole({ scan })];
    const oracle = [...rack.oracle, ...shared.oracle];
    for (let time = 1; time <= times; time += 1) {
      const before = (await shared.confirmed()).size;
      const sides = consoles.map((console, index) => ({ console, plan: harness.plan(`rack-${index}-${time}`, oracle) }));
      const scans = Promise.all(sides.map(({ console, plan }) => operate(console, plan)));
      const failed = scans.then(
        () => null,
        (error: unknown) => error,
      );
      for (const { console, plan } of sides) await harness.untilOpen(console, plan, failed);
      const unlucky = harness.random.pick(sides);
      await harness.until('some answers', async () => (await shared.confirmed()).size >= before + 10, failed);
      await unlucky.console.kill();
      await pause(harness.random.below(1_000));
      const overAt = performance.now();
      await unlucky.console.open();
      for (const { console, plan } of sides) await untilWhole(console, plan);
      harness.recovered(overAt);
      await scans;
    }
    await harness.until(
      'every answer in the shared queue to be acknowledged',
      async () => (await countAll(harness.broker, REPORT_QUEUE)) === 0,
    );
  },
};
