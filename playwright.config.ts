import { defineConfig } from '@playwright/test';

/** End-to-end tests: the real Electron window, a real RabbitMQ, the simulated factory. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  globalSetup: './scripts/e2e/global-setup.mjs',
  timeout: 90_000,
  expect: { timeout: 10_000 },
  // One broker, one fanout exchange, few cores: one window at a time. No retries: a flaky test is a failed test.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  reporter: [['list']],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
});
