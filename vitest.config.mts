import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { WORKERS } from './scripts/broker/worker-vhosts.mjs';
import { LONG_TESTS } from './scripts/test/long-tests.mjs';

const packageJson: unknown = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const version =
  typeof packageJson === 'object' && packageJson !== null && 'version' in packageJson ? packageJson.version : undefined;
const define = { __APP_VERSION__: JSON.stringify(version) };

const plain = ['protocol', 'messages', 'main', 'agent', 'simulator', 'scripts', 'bench', 'fuzz', 'simulation'];
/** Property tests, PIN hashes and windows take their time on a busy machine; what hangs is still found. */
const PATIENCE = { testTimeout: 60_000, hookTimeout: 60_000 };
/** Loading the same modules for each file anew would take longer than the tests. What a test changes for its process, it puts back. */
const SHARED = { isolate: false };
/** They draw something, or listen to a page. */
const PAGE_TESTS = ['renderer/**/*.test.tsx', 'renderer/scanner/scanner.test.ts', 'renderer/text/formats.test.ts'];
const brokerTests = '**/*.it.test.ts';

export default defineConfig({
  // Runs at the same time do not write to the same files.
  cacheDir: `node_modules/.vite/${process.env['BURNIN_TEST_RUN'] ?? 'by-hand'}`,
  test: {
    maxWorkers: WORKERS,
    projects: [
      {
        define,
        test: {
          name: 'unit',
          environment: 'node',
          ...SHARED,
          ...PATIENCE,
          include: [...plain, 'renderer', 'e2e/faults'].map((folder) => `${folder}/**/*.test.ts`),
          exclude: [brokerTests, ...LONG_TESTS, ...PAGE_TESTS],
        },
      },
      {
        define,
        test: { name: 'unit-long', environment: 'node', ...SHARED, ...PATIENCE, include: [...LONG_TESTS] },
      },
      {
        define,
        test: {
          name: 'unit-window',
          environment: 'happy-dom',
          ...PATIENCE,
          include: PAGE_TESTS,
        },
      },
      {
        define,
        test: {
          name: 'broker',
          environment: 'node',
          include: [...plain, 'e2e'].map((folder) => `${folder}/${brokerTests}`),
          globalSetup: ['scripts/broker/vitest-global-setup.mjs'],
          setupFiles: ['scripts/broker/use-worker-vhost.mjs'],
          // On a broker that was given all files share the exchange that every agent listens to, so one file at a time.
          fileParallelism: process.env['BURNIN_AMQP_URL'] === undefined,
          ...PATIENCE,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
