import type { ControlInput, Misbehaviour } from '../../../simulator/factory/control-request';
import type { Fault } from '../fault';
import { operate } from '../harness/operator';
import { pause } from '../harness/wait';

const MISBEHAVIOURS: readonly { readonly name: string; readonly title: string; readonly control: ControlInput }[] = [
  { name: '500', title: 'answer 500', control: { kind: 'status', status: 500 } },
  { name: 'timeout', title: 'take it and do not answer in time', control: { kind: 'slow', ms: 6_000 } },
  { name: 'dropped', title: 'take it and hang up', control: { kind: 'dropAfterProcessing' } },
  { name: 'reset', title: 'reset the connection', control: { kind: 'resetConnection' } },
  { name: 'cut-short', title: 'break off in mid-answer', control: { kind: 'cutShort' } },
  { name: 'garbage', title: 'take it and answer garbage', control: { kind: 'garbage' } },
  { name: 'page', title: "get a proxy's log-in page", control: { kind: 'html' } },
  { name: '409', title: 'refuse with 409', control: { kind: 'status', status: 409 } },
  { name: '422', title: 'refuse with 422', control: { kind: 'status', status: 422 } },
];
const ROUTES: NonNullable<Misbehaviour['route']> = ['log', 'notification', 'pair'];
/** Shorter than what the receivers take when they are too late. */
const TIMEOUT_MS = 2_000;
/** How long the receivers go on misbehaving after each of them has been met. */
const GO_ON_MS = 700;

/** Log, notification and Pair misbehave together; a person sends again what was refused or is unknown. */
export const postFaults: readonly Fault[] = MISBEHAVIOURS.map(({ name, title, control }) => ({
  name: `post-${name}`,
  title: `log, notification, Pair ${title}`,
  weight: 9,
  times: { short: 1, long: 60 },
  run: async (harness, times) => {
    const rack = await harness.openRack({ count: 24, spreadMs: 100 });
    const factory = await harness.openFactory([rack]);
    const console = await harness.openConsole({ api: { timeoutMs: TIMEOUT_MS } });
    for (let time = 1; time <= times; time += 1) {
      const plan = harness.plan(`post-${name}-${time}`, rack.oracle);
      const met = { logs: 0, notifications: 0, pairs: 0 };
      const kinds = ['logs', 'notifications', 'pairs'] as const;
      for (const kind of kinds) met[kind] = factory.received(kind).length;
      factory.control({ ...control, route: ROUTES } as ControlInput);
      const scan = operate(console, plan);
      const failed = scan.then(
        () => null,
        (error: unknown) => error,
      );
      await harness.until(
        'each receiver to be met',
        () => kinds.every((kind) => factory.received(kind).length > met[kind]),
        failed,
      );
      await pause(GO_ON_MS);
      factory.control({ kind: 'clear' }, ...rack.factoryControls);
      const overAt = performance.now();
      await scan;
      harness.recovered(overAt);
    }
  },
}));
