import type { ControlInput } from '../../../simulator/factory/control-request';
import type { Fault } from '../fault';
import { operate, untilWhole } from '../harness/operator';
import type { ScanConsole } from '../harness/scan-console';

const MISBEHAVIOURS: readonly {
  readonly name: string;
  readonly title: string;
  readonly control: (seed: number) => ControlInput;
}[] = [
  {
    name: '500',
    title: 'answers 500',
    control: (seed) => ({ kind: 'status', status: 500, route: 'deviceInfo', share: 0.6, seed }),
  },
  { name: 'timeout', title: 'does not answer', control: (seed) => ({ kind: 'timeOut', route: 'deviceInfo', share: 0.4, seed }) },
  { name: 'garbage', title: 'answers garbage', control: (seed) => ({ kind: 'garbage', route: 'deviceInfo', share: 0.6, seed }) },
  {
    name: 'wrong-device',
    title: "answers with another device's record",
    control: (seed) => ({ kind: 'wrongDevice', share: 0.6, seed }),
  },
  {
    name: 'slow-drip',
    title: 'answers byte by byte',
    control: (seed) => ({ kind: 'drip', intervalMs: 40, route: 'deviceInfo', share: 0.4, seed }),
  },
];

/** MES misbehaves for a share of the rack during a whole scan; then it is well, and whoever could not be checked is scanned again. */
export const mesFaults: readonly Fault[] = MISBEHAVIOURS.map(({ name, title, control }) => ({
  name: `mes-${name}`,
  title: `MES ${title}`,
  weight: 8,
  times: { short: 1, long: 60 },
  run: async (harness, times) => {
    const rack = await harness.openRack({ spreadMs: 200 });
    const factory = await harness.openFactory([rack]);
    const console = await harness.openConsole({ api: { timeoutMs: 700, lookUpTries: 2 } });
    for (let time = 1; time <= times; time += 1) {
      let well = false;
      const plan = harness.plan(`mes-${name}-${time}`, rack.oracle, { mayRescan: () => well });
      factory.control(control(1 + harness.random.below(1_000_000)));
      const scan = operate(console, plan);
      const failed = scan.then(
        () => null,
        (error: unknown) => error,
      );
      await harness.until('the scan to end', async () => (await unchecked(console, plan.operation)) !== null, failed);
      const without = await unchecked(console, plan.operation);
      if (without === 0) harness.broke('Nobody was hit: every device got its verdict while MES misbehaved.');
      factory.control({ kind: 'clear' }, ...rack.factoryControls);
      const overAt = performance.now();
      well = true;
      await untilWhole(console, plan);
      harness.recovered(overAt);
      await scan;
    }
  },
}));

/** How many devices could not be checked; null while the scan runs. */
async function unchecked(console: ScanConsole, operation: string): Promise<number | null> {
  const { session, devices } = await console.invoke('app.snapshot', {});
  if (session?.operationId !== operation || session.phase !== 'closed') return null;
  return devices.filter(({ status }) => status === 'couldNotCheck').length;
}
