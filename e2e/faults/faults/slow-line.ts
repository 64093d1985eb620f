import type { Fault } from '../fault';
import { pause } from '../harness/wait';

/** Every byte between console, agents and broker comes late, and the delay changes. */
export const slowLine: Fault = {
  name: 'network-delay',
  title: 'network delay between console, agents and broker',
  weight: 15,
  times: { short: 2, long: 60 },
  run: async (harness, times) => {
    const [consoleLine, agentLine] = [await harness.openLine(), await harness.openLine()];
    const rack = await harness.openRack({ amqpUrl: agentLine.url });
    await harness.openFactory([rack]);
    const console = await harness.openConsole({ amqpUrl: consoleLine.url });
    for (let time = 1; time <= times; time += 1) {
      const plan = harness.plan(`slow-${time}`, rack.oracle);
      for (const line of [consoleLine, agentLine]) line.delayBy(100);
      await harness.scanThrough(console, rack, plan, async () => {
        for (const delay of [400, 50, 250]) {
          for (const line of [consoleLine, agentLine]) line.delayBy(delay + harness.random.below(100));
          await pause(300);
        }
        for (const line of [consoleLine, agentLine]) line.delayBy(0);
      });
    }
  },
};
