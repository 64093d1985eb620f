/** Makes the script bundles with esbuild: CommonJS files that need nothing but Electron or Node to run. */
import { copyFileSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { OUT, PACKAGE, ROOT } from '../lib/paths.mjs';
import { writeBundledLicences } from './bundled-licences.mjs';
import { BUNDLES, LICENCES } from './bundles.mjs';
import { withUsedMessages } from './used-messages.mjs';

const packages = createRequire(import.meta.url);
const NATIVE_SQLITE = '@photostructure/sqlite';
/** These bundles open the database, and find its native module in `out/prebuilds`. */
const NEED_SQLITE = ['main', 'cli', 'bench', 'faults', 'orders', 'disk'];

/**
 * @param {readonly string[]} names which bundles, as `BUNDLES` calls them
 * @param {{ development?: boolean }} [options] `development` adds source maps
 */
export async function buildBundles(names, { development = false } = {}) {
  const wanted = BUNDLES.filter(({ name }) => names.includes(name));
  await Promise.all(wanted.map((bundle) => buildOne(bundle, development)));
  if (names.some((name) => NEED_SQLITE.includes(name))) copyNativeSqlite();
}

/**
 * @param {import('./bundles.mjs').Bundle} bundle
 * @param {boolean} development
 */
async function buildOne(bundle, development) {
  const { file, command = false, shipped = false } = bundle;
  const outfile = join(OUT, file);
  const options = await optionsOf(bundle, development);
  const { metafile, outputFiles } = await build({ ...options, metafile: true, outfile, write: false });
  mkdirSync(dirname(outfile), { recursive: true });
  for (const { path, contents } of outputFiles)
    putInPlace(path, (making) => writeFileSync(making, contents, { mode: command ? 0o755 : 0o644 }));
  if (shipped) writeBundledLicences(Object.keys(metafile.inputs), join(dirname(outfile), LICENCES));
}

/**
 * @param {import('./bundles.mjs').Bundle} bundle
 * @param {boolean} development
 */
export async function optionsOf(
  { entry, command = false, page = false, readable = false, usedMessages = false },
  development = false,
) {
  const options = bundleOptions({ entry, command, page, readable }, development);
  return usedMessages ? withUsedMessages(options) : options;
}

/**
 * How esbuild makes a bundle.
 *
 * @param {Pick<import('./bundles.mjs').Bundle, 'entry' | 'command' | 'page' | 'readable'>} bundle
 * @param {boolean} development
 * @returns {import('esbuild').BuildOptions}
 */
export function bundleOptions({ entry, command = false, page = false, readable = false }, development) {
  return {
    entryPoints: [join(ROOT, entry)],
    absWorkingDir: ROOT,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // The bench and the fault suite drive the window with Playwright, which finds its own parts beside itself.
    external: ['electron', '@playwright/test'],
    // Its CommonJS form: the other one asks for its own address, which a CommonJS bundle does not have.
    alias: { [NATIVE_SQLITE]: packages.resolve(NATIVE_SQLITE) },
    // Only a development build can take its page from a server: elsewhere the code for that is left out.
    define: {
      __APP_VERSION__: JSON.stringify(PACKAGE.version),
      __DEVELOPMENT__: JSON.stringify(development),
      // React chooses by it, and would bring both of its builds.
      ...(page ? { 'process.env.NODE_ENV': '"production"' } : {}),
    },
    ...(command ? { banner: { js: '#!/usr/bin/env node' } } : {}),
    // Names stay readable: a stack trace in a log is worth more than a few kilobytes.
    minifySyntax: !readable,
    minifyWhitespace: !development && !readable,
    sourcemap: development ? 'inline' : false,
    legalComments: 'none',
    logLevel: 'warning',
  };
}

/** The loader inside the bundle looks for `prebuilds/` one folder above itself. */
function copyNativeSqlite() {
  const source = join(dirname(packages.resolve(`${NATIVE_SQLITE}/package.json`)), 'prebuilds');
  for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const from = join(entry.parentPath, entry.name);
    const to = join(OUT, 'prebuilds', relative(source, from));
    if (statSync(to, { throwIfNoEntry: false })?.size === statSync(from).size) continue;
    mkdirSync(dirname(to), { recursive: true });
    putInPlace(to, (making) => copyFileSync(from, making));
  }
}

/**
 * Another build of the same, and a program that has the file loaded or is just starting, never meet half of it.
 *
 * @param {string} file
 * @param {(making: string) => void} make
 */
function putInPlace(file, make) {
  const making = `${file}.${process.pid}`;
  make(making);
  renameSync(making, file);
}
