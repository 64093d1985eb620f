import type { Fault } from '../fault';
import { pause } from '../harness/wait';

/** Longer than the broker waits for heartbeats (10 s, twice). */
const ASLEEP_MS = 25_000;

/** The laptop with the console sleeps in the middle of a scan, longer than a scan may be idle, and wakes up again. */
export const suspendedConsole: Fault = {
  name: 'suspended-console',
  title: "console's computer suspended for 25 s",
  weight: 55,
  times: { short: 1, long: 30 },
  run: async (harness, times) => {
    const rack = await harness.openRack({ spreadMs: 1_500 });
    await harness.openFactory([rack]);
    const console = await harness.openConsole({ scan: { idleMs: 12_000, maxMs: 120_000 } });
    for (let time = 1; time <= times; time += 1) {
      const plan = harness.plan(`asleep-${time}`, rack.oracle);
      await harness.scanThrough(
        console,
        rack,
        plan,
        async () => {
          console.signal('SIGSTOP');
          await pause(ASLEEP_MS);
          console.signal('SIGCONT');
        },
        1 + harness.random.below(20),
      );
      const { session } = await console.invoke('app.snapshot', {});
      if (session?.round !== 1) harness.broke('The scan was over when the computer woke up, before its answers were read.');
    }
  },
};
