import type { Fault } from '../fault';
import { pause } from '../harness/wait';

/** Longer than the broker and its clients wait for each other's heartbeats (10 s, twice). */
const LONGER_THAN_HEARTBEATS_MS = 22_000;

/** Packets are swallowed and nobody is told: each side believes that the other is there, until heartbeats are missed. */
export const halfOpenLine: Fault = {
  name: 'half-open',
  title: 'half-open connections (packets swallowed)',
  weight: 60,
  times: { short: 1, long: 30 },
  run: async (harness, times) => {
    const [consoleLine, agentLine] = [await harness.openLine(), await harness.openLine()];
    const rack = await harness.openRack({ amqpUrl: agentLine.url, spreadMs: 1_500 });
    await harness.openFactory([rack]);
    const console = await harness.openConsole({ amqpUrl: consoleLine.url });
    for (let time = 1; time <= times; time += 1) {
      const plan = harness.plan(`half-open-${time}`, rack.oracle);
      await harness.scanThrough(
        console,
        rack,
        plan,
        async () => {
          consoleLine.become('swallow');
          await pause(harness.random.below(400));
          agentLine.become('swallow');
          await pause(LONGER_THAN_HEARTBEATS_MS);
          consoleLine.become('well');
          agentLine.become('well');
        },
        1 + harness.random.below(20),
      );
    }
  },
};
