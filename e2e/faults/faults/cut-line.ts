import type { Fault } from '../fault';
import { pause } from '../harness/wait';

/** Cables are pulled between console and broker, and between agents and broker; at times nobody can connect for a while. */
export const cutLine: Fault = {
  name: 'network-cut',
  title: 'network cut between console, agents and broker',
  weight: 20,
  times: { short: 4, long: 200 },
  run: async (harness, times) => {
    const [consoleLine, agentLine] = [await harness.openLine(), await harness.openLine()];
    const rack = await harness.openRack({ amqpUrl: agentLine.url });
    await harness.openFactory([rack]);
    const console = await harness.openConsole({ amqpUrl: consoleLine.url });
    for (let time = 1; time <= times; time += 1) {
      const plan = harness.plan(`cut-${time}`, rack.oracle);
      const lines = harness.random.pick([[consoleLine], [agentLine], [consoleLine, agentLine]]);
      await harness.scanThrough(
        console,
        rack,
        plan,
        async () => {
          if (harness.random.below(2) === 0) {
            for (const line of lines) line.cut();
            return;
          }
          for (const line of lines) line.become('down');
          await pause(harness.random.below(1_500));
          for (const line of lines) line.become('well');
        },
        1 + harness.random.below(25),
      );
    }
  },
};
