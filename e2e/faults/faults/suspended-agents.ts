import type { Fault } from '../fault';
import { startAgents } from '../rig/agents-process';
import { ORDINARY_FAULTS, withHeartbeat } from '../rig/rig';
import { pause } from '../rig/wait';

/** Longer than the broker waits for heartbeats (10 s, twice). */
const ASLEEP_MS = 25_000;

/** Devices sleep while they answer, so long that the broker gives them up, and go on when they wake up. */
export const suspendedAgents: Fault = {
  name: 'suspended-agents',
  title: 'devices suspended for 25 s',
  weight: 55,
  times: { short: 1, long: 30 },
  run: async (rig, times) => {
    const rack = await startAgents({
      amqpUrl: withHeartbeat(rig.broker.url),
      count: 40,
      macs: 4,
      seed: 1 + rig.random.below(1_000_000),
      spreadMs: 2_000,
      helloIntervalMs: 5_000,
      faults: ORDINARY_FAULTS,
    });
    rig.keepBooksOf(rack);
    await rig.openFactory([rack]);
    const console = await rig.openConsole({ scan: { idleMs: 120_000 } });
    for (let time = 1; time <= times; time += 1) {
      const plan = rig.plan(`devices-asleep-${time}`, rack.oracle);
      await rig.scanThrough(
        console,
        rack,
        plan,
        async () => {
          rack.signal('SIGSTOP');
          await pause(ASLEEP_MS);
          rack.signal('SIGCONT');
        },
        1 + rig.random.below(15),
      );
    }
  },
};
