import { defineConfig } from '@playwright/test';

/** `npm run screenshots`: pictures of the real window in every state that an operator meets, to be looked at by a person. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.pictures.ts',
  outputDir: '../../test-results/pictures',
  globalSetup: '../../scripts/e2e/global-setup.mjs',
  timeout: 240_000,
  expect: { timeout: 20_000 },
  workers: 1,
  reporter: [['list']],
});
