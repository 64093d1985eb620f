/** What knip (unused files, exports and packages) takes as used: the programs of the bundle table, what Vite and Playwright open, and what a page or a child process names by its path. */
import { BUNDLES } from '../build/bundles.mjs';

/** @type {import('knip').KnipConfig} */
export default {
  entry: [
    ...new Set(BUNDLES.map(({ entry }) => entry)),
    'renderer/dev/{main.tsx,pictures.mjs}',
    'scripts/{*,install-check/*,electron/default-app/*}.{mjs,cjs}',
    'scripts/packaging/*.{mjs,cjs}',
    'scripts/broker/*.mjs',
    'e2e/pictures/*.pictures.ts',
    'e2e/window/*.spec.ts',
    '**/testing/*-process.ts',
    'fuzz/fixtures/**/*.ts',
    '**/*.d.mts',
  ],
  project: ['**/*.{ts,tsx,mjs,cjs,mts}'],
  // Programs of the operating system, and packages that are named by their path.
  ignoreBinaries: ['mkfifo', 'unshare', 'openssl', 'dpkg-deb', 'apt-get', 'apt-cache', 'strace'],
  ignoreDependencies: ['axe-core', '@fontsource-variable/.*', 'postject'],
  // The published schema takes its words from there.
  ignoreIssues: { 'protocol/http.ts': ['exports'] },
  playwright: { config: ['playwright.config.ts', 'e2e/pictures/playwright.config.ts'] },
  vite: { config: ['renderer/vite.config.ts', 'renderer/dev/vite.config.ts'] },
};
