/** `npm run build [-- --only main,preload,renderer,cli,agent,simulator,bench,faults,fuzz,orders] [--development]`: everything under out/. */
import { copyFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build as buildWindow } from 'vite';
import { buildBundles } from './build/build-bundles.mjs';
import { writeBundledLicences } from './build/bundled-licences.mjs';
import { ALL_NAMES, DEFAULT_NAMES, LICENCES, WINDOW } from './build/bundles.mjs';
import { OUT, PACKAGE, ROOT } from './lib/paths.mjs';
import { readFlags } from './lib/read-flags.mjs';
import { fail } from './lib/terminal.mjs';

const values = readFlags({ only: { type: 'string' }, development: { type: 'boolean', default: false } });
const names = values.only?.split(',') ?? DEFAULT_NAMES;
const unknown = names.find((name) => !ALL_NAMES.includes(name));
if (unknown !== undefined) fail(`There is no bundle called "${unknown}". The bundles are: ${ALL_NAMES.join(', ')}.`);

const begun = performance.now();
try {
  await Promise.all([
    buildBundles(names, { development: values.development }),
    names.includes(WINDOW) ? buildTheWindow() : undefined,
  ]);
} catch (error) {
  // esbuild and Vite have printed where and what already, or their message says it.
  fail(error instanceof Error ? `The build failed: ${error.message}` : 'The build failed.');
}
console.log(`Built ${names.join(', ')} in ${((performance.now() - begun) / 1000).toFixed(1)} s.`);

async function buildTheWindow() {
  const root = join(ROOT, 'renderer');
  /** @type {string[]} */
  const sources = [];
  await buildWindow({
    configFile: join(root, 'vite.config.ts'),
    root,
    define: { __APP_VERSION__: JSON.stringify(PACKAGE.version) },
    mode: values.development ? 'development' : 'production',
    build: { sourcemap: values.development },
    plugins: [
      {
        name: 'licences',
        generateBundle(_options, bundle) {
          const assets = Object.values(bundle).flatMap((file) => (file.type === 'asset' ? file.originalFileNames : []));
          sources.push(...this.getModuleIds(), ...assets.map((asset) => resolve(root, asset)));
        },
      },
    ],
    configLoader: 'runner',
    logLevel: 'warn',
  });
  writeBundledLicences(sources, join(OUT, 'renderer', LICENCES));
  copyFileSync(join(ROOT, 'build/icons/256x256.png'), join(OUT, 'renderer/icon.png'));
}
