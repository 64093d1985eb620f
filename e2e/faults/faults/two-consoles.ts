import { REPORT_QUEUE } from '../../../protocol/topology';
import type { Fault } from '../fault';
import { openHandRack } from '../rig/hand-publisher';
import { operate, untilWhole } from '../rig/operator';

/**
 * Two consoles scan at the same time on one broker. Half of the devices answer to the shared work queue, where either console
 * takes them by accident; in the middle of it one of the two is killed and opened again.
 */
export const twoConsoles: Fault = {
  name: 'two-consoles',
  title: 'two consoles on one broker, one of them killed',
  weight: 20,
  times: { short: 2, long: 60 },
  run: async (rig, times) => {
    const rack = await rig.openRack({ count: 20, faults: { wrongMac: 2, unregistered: 1 } });
    const byHand = await openHandRack(rig.broker.url, { count: 20, macs: 3, seed: 7, faults: { wrongMac: 2, swapped: 1 } });
    rig.keepBooksOf(byHand);
    await rig.openFactory([rack, byHand]);
    const consoles = [await rig.openConsole(), await rig.openConsole()];
    const oracle = [...rack.oracle, ...byHand.oracle];
    for (let time = 1; time <= times; time += 1) {
      const sides = consoles.map((console, index) => ({ console, plan: rig.plan(`rack-${index}-${time}`, oracle) }));
      const scans = Promise.all(sides.map(({ console, plan }) => operate(console, plan)));
      const failed = scans.then(
        () => null,
        (error: unknown) => error,
      );
      for (const { console, plan } of sides) await rig.untilOpen(console, plan, failed);
      const unlucky = rig.random.pick(sides);
      const reports = rig.random.shuffle(sides.flatMap(({ plan }) => byHand.reports(plan.operation)));
      for (const [index, report] of reports.entries()) {
        await byHand.publish(REPORT_QUEUE, report);
        if (index === 12) await unlucky.console.kill();
      }
      const overAt = performance.now();
      await unlucky.console.open();
      // Devices of this kind answer again when the reopened console asks everyone again.
      for (const report of byHand.reports(unlucky.plan.operation)) await byHand.publish(REPORT_QUEUE, report);
      for (const { console, plan } of sides) await untilWhole(console, plan);
      rig.recovered(overAt);
      await scans;
    }
  },
};
