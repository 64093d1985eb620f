/** Every script bundle of the product: what goes in, what comes out. The window itself is built by Vite. */

/**
 * @typedef {object} Bundle
 * @property {string} name what `--only` calls it
 * @property {string} entry from the project root
 * @property {string} file under `out/`
 * @property {boolean} [command] to be run by hand: gets a first line for the shell and may be executed
 * @property {boolean} [shipped] goes to others, with the licence texts of what is inside
 * @property {boolean} [usedMessages] has of the messages only those that its program says
 * @property {boolean} [page] writes pages with the parts of the window; its styles come to lie beside it
 * @property {boolean} [readable] keeps lines and the names of the modules
 */

/** @type {readonly Bundle[]} */
export const BUNDLES = [
  { name: 'main', entry: 'main/index.ts', file: 'main/index.cjs', shipped: true },
  { name: 'main', entry: 'main/adapters/store/writer-worker.ts', file: 'main/store-worker.cjs' },
  { name: 'main', entry: 'renderer/print/index.tsx', file: 'main/print.cjs', page: true },
  { name: 'preload', entry: 'main/preload/index.ts', file: 'preload/index.cjs' },
  { name: 'cli', entry: 'main/cli/index.ts', file: 'cli/burnin.cjs', command: true },
  { name: 'cli', entry: 'main/adapters/store/writer-worker.ts', file: 'cli/store-worker.cjs' },
  { name: 'cli', entry: 'renderer/print/index.tsx', file: 'cli/print.cjs', page: true },
  { name: 'agent', entry: 'agent/index.ts', file: 'agent/agent.cjs', command: true, shipped: true, usedMessages: true },
  { name: 'simulator', entry: 'simulator/index.ts', file: 'simulator/simulator.cjs', command: true },
  { name: 'bench', entry: 'bench/index.ts', file: 'bench/bench.cjs', command: true },
  { name: 'bench', entry: 'bench/bare-hello.ts', file: 'bench/bare-hello.cjs' },
  { name: 'bench', entry: 'bench/fill-queue.ts', file: 'bench/fill-queue.cjs' },
  { name: 'bench', entry: 'main/adapters/store/writer-worker.ts', file: 'bench/store-worker.cjs' },
  { name: 'faults', entry: 'e2e/faults/index.ts', file: 'faults/faults.cjs', command: true },
  { name: 'faults', entry: 'e2e/faults/harness/console-host.ts', file: 'faults/console.cjs' },
  { name: 'faults', entry: 'e2e/faults/harness/agents-host.ts', file: 'faults/agents.cjs' },
  { name: 'faults', entry: 'main/adapters/store/writer-worker.ts', file: 'faults/store-worker.cjs' },
  { name: 'fuzz', entry: 'fuzz/index.ts', file: 'fuzz/fuzz.cjs', command: true },
  { name: 'fuzz', entry: 'fuzz/run/worker.ts', file: 'fuzz/worker.cjs' },
  // Of its own, and readable: the fuzzer counts which of its blocks run, by the modules that they come from.
  { name: 'fuzz', entry: 'fuzz/targets/index.ts', file: 'fuzz/targets.cjs', readable: true },
  { name: 'orders', entry: 'simulation/index.ts', file: 'orders/orders.cjs', command: true },
  { name: 'disk', entry: 'simulation/disk/index.ts', file: 'disk/disk.cjs', command: true },
  // In a folder of its own: what lies beside that one is written in its own thread.
  { name: 'disk', entry: 'simulation/disk/store-program.ts', file: 'disk/store-program.cjs' },
  { name: 'disk', entry: 'main/adapters/store/writer-worker.ts', file: 'disk-worker/store-worker.cjs' },
];

/** Beside a shipped bundle: the licence texts of the packages inside it. */
export const LICENCES = 'licenses.txt';

export const WINDOW = 'renderer';

/** What a plain `npm run build` makes: the product and its simulator, not what tries it out. */
export const DEFAULT_NAMES = ['main', 'preload', WINDOW, 'cli', 'agent', 'simulator'];

export const ALL_NAMES = [...DEFAULT_NAMES, 'bench', 'faults', 'fuzz', 'orders', 'disk'];
