import type { Fault } from '../fault';

/** So that what follows soon shows the gap: on an idle line, heartbeats of eight bytes are all that comes. */
const MAX_CUT = 32;

/** The end of a frame never arrives: the stream goes on with the next one, or ends. */
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
          line.truncateNext(
            rig.random.pick(['client', 'server']),
            rig.random.pick(['goOn', 'end']),
            1 + rig.random.below(MAX_CUT),
          );
          await rig.until('a frame to cut short', () => line.truncated() > before);
        },
        1 + rig.random.below(20),
      );
    }
  },
};
