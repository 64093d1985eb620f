import type { Fault } from '../fault';
import type { Rig } from '../rig/rig';
import { operate, untilWhole } from '../rig/operator';
import { pause } from '../rig/wait';

/** RabbitMQ short of memory or disk stops reading from everyone who publishes, until the shortage is over. */
export const memoryAlarm: Fault = {
  name: 'memory-alarm',
  title: 'broker short of memory (connections blocked)',
  weight: 20,
  times: { short: 2, long: 40 },
  run: (rig, times) =>
    alarms(rig, times, ['set_vm_memory_high_watermark', 'absolute', '1MB'], ['set_vm_memory_high_watermark', '0.4'], 'memory'),
};

export const diskAlarm: Fault = {
  name: 'disk-alarm',
  title: 'broker short of disk (connections blocked)',
  weight: 20,
  times: { short: 2, long: 40 },
  run: (rig, times) => alarms(rig, times, ['set_disk_free_limit', '900000GB'], ['set_disk_free_limit', '50MB'], 'disk'),
};

async function alarms(rig: Rig, times: number, raise: readonly string[], end: readonly string[], name: string): Promise<void> {
  const rack = await rig.openRack({ spreadMs: 4_000 });
  await rig.openFactory([rack]);
  const console = await rig.openConsole();
  rig.atTheEnd(async () => void (await rig.broker.ctl(end)));
  for (let time = 1; time <= times; time += 1) {
    const plan = rig.plan(`alarm-${time}`, rack.oracle);
    const isRaised = async (): Promise<boolean> => (await rig.broker.ctl(['list_connections', 'state'])).includes('block');
    if (time % 2 === 0) {
      // Before the scan: not even its command gets through until the shortage is over.
      await rig.broker.ctl(raise);
      const scan = operate(console, plan);
      const failed = scan.then(
        () => null,
        (error: unknown) => error,
      );
      await rig.until(`the connections to be blocked for want of ${name}`, isRaised, failed);
      await rig.broker.ctl(end);
      const overAt = performance.now();
      await untilWhole(console, plan);
      rig.recovered(overAt);
      await scan;
      continue;
    }
    await rig.scanThrough(
      console,
      rack,
      plan,
      async () => {
        await rig.broker.ctl(raise);
        await rig.until(`the connections to be blocked for want of ${name}`, isRaised);
        await pause(1_000);
        await rig.broker.ctl(end);
      },
      3,
    );
  }
}
