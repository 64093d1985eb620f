import type { Fault } from '../fault';
import { startAgents } from '../harness/agents-process';
import { ORDINARY_FAULTS, withHeartbeat } from '../harness/harness';
import { pause } from '../harness/wait';

/** Longer than the broker waits for heartbeats (10 s, twice). */
const ASLEEP_MS = 25_000;

/** Devices sleep while they answer, so long that the broker gives them up, and go on when they wake up. */
export const suspendedAgents: Fault = {
  name: 'suspended-agents',
  title: 'devices suspended for 25 s',
  weight: 55,
  times: { short: 1, long: 30 },
  run: async (harness, times) => {
    const rack = await startAgents({
      amqpUrl: withHeartbeat(harness.broker.url),
      count: 40,
      macs: 4,
      seed: 1 + harness.random.below(1_000_000),
      spreadMs: 2_000,
      helloIntervalMs: 5_000,
      faults: ORDINARY_FAULTS,
    });
    harness.keepBooksOf(rack);
    await harness.openFactory([rack]);
    const console = await harness.openConsole({ scan: { idleMs: 120_000 } });
    for (let time = 1; time <= times; time += 1) {
      const plan = harness.plan(`devices-asleep-${time}`, rack.oracle);
      await harness.scanThrough(
        console,
        rack,
        plan,
        async () => {
          rack.signal('SIGSTOP');
          await pause(ASLEEP_MS);
          rack.signal('SIGCONT');
        },
        1 + harness.random.below(15),
      );
    }
  },
};
