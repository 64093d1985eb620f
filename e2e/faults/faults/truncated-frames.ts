import type { Fault } from '../fault';

/** Half of what is on the line never arrives: in the middle of a frame the stream goes on with something else, or ends. */
export const truncatedFrames: Fault = {
  name: 'truncated-frames',
  title: 'truncated AMQP frames',
  weight: 25,
  times: { short: 4, long: 200 },
  run: async (rig, times) => {
    const [consoleLine, agentLine] = [await rig.openLine(), await rig.openLine()];
    const rack = await rig.openRack({ amqpUrl: agentLine.url });
    await rig.openFactory([rack]);
    const console = await rig.openConsole({ amqpUrl: consoleLine.url });
    for (let time = 1; time <= times; time += 1) {
      const plan = rig.plan(`truncated-${time}`, rack.oracle);
      const line = time % 2 === 0 ? agentLine : consoleLine;
      await rig.scanThrough(
        console,
        rack,
        plan,
        async () => {
          const before = line.truncated();
          line.truncateNext(rig.random.pick(['client', 'server']), rig.random.pick(['goOn', 'end']));
          await rig.until('bytes to cut short', () => line.truncated() > before);
        },
        1 + rig.random.below(20),
      );
    }
  },
};
