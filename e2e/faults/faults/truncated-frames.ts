import type { Fault } from '../fault';

/** So that what follows soon shows the gap: on an idle line, heartbeats of eight bytes are all that comes. */
const MAX_CUT = 32;

/** The end of a frame never arrives: the stream goes on with the next one, or ends. */
export const truncatedFrames: Fault = {
  name: 'truncated-frames',
  title: 'truncated AMQP frames',
  weight: 25,
  times: { short: 4, long: 200 },
  run: async (harness, times) => {
    const [consoleLine, agentLine] = [await harness.openLine(), await harness.openLine()];
    const rack = await harness.openRack({ amqpUrl: agentLine.url });
    await harness.openFactory([rack]);
    const console = await harness.openConsole({ amqpUrl: consoleLine.url });
    for (let time = 1; time <= times; time += 1) {
      const plan = harness.plan(`truncated-${time}`, rack.oracle);
      const line = time % 2 === 0 ? agentLine : consoleLine;
      await harness.scanThrough(
        console,
        rack,
        plan,
        async () => {
          const before = line.truncated();
          line.truncateNext(
            harness.random.pick(['client', 'server']),
            harness.random.pick(['goOn', 'end']),
            1 + harness.random.below(MAX_CUT),
          );
          await harness.until('a frame to cut short', () => line.truncated() > before);
        },
        1 + harness.random.below(20),
      );
    }
  },
};
