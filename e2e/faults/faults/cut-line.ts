import type { Fault } from '../fault';
import { pause } from '../rig/wait';

/** Cables are pulled between console and broker, and between agents and broker; at times nobody can connect for a while. */
export const cutLine: Fault = {
  name: 'network-cut',
  title: 'network cut between console, agents and broker',
  weight: 20,
  times: { short: 4, long: 200 },
  run: async (rig, times) => {
    const [consoleLine, agentLine] = [await rig.openLine(), await rig.openLine()];
    const rack = await rig.openRack({ amqpUrl: agentLine.url });
    await rig.openFactory([rack]);
    const console = await rig.openConsole({ amqpUrl: consoleLine.url });
    for (let time = 1; time <= times; time += 1) {
      const plan = rig.plan(`cut-${time}`, rack.oracle);
      const lines = rig.random.pick([[consoleLine], [agentLine], [consoleLine, agentLine]]);
      await rig.scanThrough(
        console,
        rack,
        plan,
        async () => {
          if (rig.random.below(2) === 0) {
            for (const line of lines) line.cut();
            return;
          }
          for (const line of lines) line.become('down');
          await pause(rig.random.below(1_500));
          for (const line of lines) line.become('well');
        },
        1 + rig.random.below(25),
      );
    }
  },
};
