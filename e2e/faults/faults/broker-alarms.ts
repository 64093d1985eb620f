import type { Fault } from '../fault';
import type { Harness } from '../harness/harness';
import { operate, untilWhole } from '../harness/operator';
import { pause } from '../harness/wait';

/** RabbitMQ short of memory or disk stops reading from everyone who publishes, until the shortage is over. */
export const memoryAlarm: Fault = {
  name: 'memory-alarm',
  title: 'broker short of memory (connections blocked)',
  weight: 20,
  times: { short: 2, long: 40 },
  run: (harness, times) =>
    alarms(
      harness,
      times,
      ['set_vm_memory_high_watermark', 'absolute', '1MB'],
      ['set_vm_memory_high_watermark', '0.4'],
      'memory',
    ),
};

export const diskAlarm: Fault = {
  name: 'disk-alarm',
  title: 'broker short of disk (connections blocked)',
  weight: 20,
  times: { short: 2, long: 40 },
  run: (harness, times) => alarms(harness, times, ['set_disk_free_limit', '900000GB'], ['set_disk_free_limit', '50MB'], 'disk'),
};

async function alarms(
  harness: Harness,
  times: number,
  raise: readonly string[],
  end: readonly string[],
  name: string,
): Promise<void> {
  const rack = await harness.openRack({ spreadMs: 4_000 });
  await harness.openFactory([rack]);
  const console = await harness.openConsole();
  harness.atTheEnd(async () => void (await harness.broker.ctl(end)));
  for (let time = 1; time <= times; time += 1) {
    const plan = harness.plan(`alarm-${time}`, rack.oracle);
    const isRaised = async (): Promise<boolean> => (await harness.broker.ctl(['list_connections', 'state'])).includes('block');
    if (time % 2 === 0) {
      // Before the scan: not even its command gets through until the shortage is over.
      await harness.broker.ctl(raise);
      const scan = operate(console, plan);
      const failed = scan.then(
        () => null,
        (error: unknown) => error,
      );
      await harness.until(`the connections to be blocked for want of ${name}`, isRaised, failed);
      await harness.broker.ctl(end);
      const overAt = performance.now();
      await untilWhole(console, plan);
      harness.recovered(overAt);
      await scan;
      continue;
    }
    await harness.scanThrough(
      console,
      rack,
      plan,
      async () => {
        await harness.broker.ctl(raise);
        await harness.until(`the connections to be blocked for want of ${name}`, isRaised);
        await pause(1_000);
        await harness.broker.ctl(end);
      },
      3,
    );
  }
}
