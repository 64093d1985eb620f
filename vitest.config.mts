import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { WORKERS } from './scripts/broker/worker-vhosts.mjs';

const packageJson: unknown = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const version =
  typeof packageJson === 'object' && packageJson !== null && 'version' in packageJson ? packageJson.version : undefined;
const define = { __APP_VERSION__: JSON.stringify(version) };

const plain = ['protocol', 'messages', 'main', 'agent', 'simulator', 'scripts', 'bench', 'fuzz', 'simulation'];
/** Property tests, PIN hashes and windows take their time on a busy machine; what hangs is still found. */
const PATIENCE = { testTimeout: 60_000, hookTimeout: 60_000 };
const brokerTests = '**/*.it.test.ts';

export default defineConfig({
  test: {
    maxWorkers: WORKERS,
    projects: [
      {
        define,
        test: {
          name: 'unit',
          environment: 'node',
          ...PATIENCE,
          include: [...plain, 'e2e/faults'].map((folder) => `${folder}/**/*.test.ts`),
          exclude: [brokerTests],
        },
      },
      {
        define,
        test: {
          name: 'unit-window',
          environment: 'happy-dom',
          ...PATIENCE,
          include: ['renderer/**/*.test.ts', 'renderer/**/*.test.tsx'],
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
