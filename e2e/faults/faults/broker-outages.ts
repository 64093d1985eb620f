import type { Fault } from '../fault';
import type { Harness } from '../harness/harness';
import { pause } from '../harness/wait';

/**
 * RabbitMQ says that a durable queue is there up to two seconds before the queue's name is on its disk (3.10.8 and 4.0.5 alike). Killed in
 * those, it loses the queue with all that it confirmed into it, and no console can know of that.
 */
const QUEUE_ON_DISK_MS = 3_000;

/** Killed, it may lose everything that it has not written to disk. */
export const killedBroker: Fault = {
  name: 'broker-killed',
  title: 'broker killed (kill -9) and started again',
  weight: 40,
  times: { short: 2, long: 40 },
  run: (harness, times) => outages(harness, times, 'kill'),
};

export const restartedBroker: Fault = {
  name: 'broker-restarted',
  title: 'broker restarted in good order',
  weight: 30,
  times: { short: 1, long: 40 },
  run: (harness, times) => outages(harness, times),
};

async function outages(harness: Harness, times: number, how?: 'kill'): Promise<void> {
  const rack = await harness.openRack({ spreadMs: 1_500 });
  await harness.openFactory([rack]);
  const console = await harness.openConsole();
  await pause(QUEUE_ON_DISK_MS);
  for (let time = 1; time <= times; time += 1) {
    const plan = harness.plan(`outage-${time}`, rack.oracle);
    await harness.scanThrough(
      console,
      rack,
      plan,
      async () => {
        await harness.broker.down(how);
        await pause(harness.random.below(1_500));
        await harness.broker.up();
      },
      1 + harness.random.below(25),
    );
  }
}
