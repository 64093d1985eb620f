/**
 * `npm run package [-- --only dir]`: builds the product and packs it into `dist/package/`, without downloading helper
 * programs. `--small` takes minutes longer to make the archives a fifth smaller, for a release. `--e2e` packs a folder into `dist/e2e/` that a test can drive: it differs by one fuse, and is not for use.
 */
import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stopProgramsOnSignal } from './lib/child-processes.mjs';
import { DIST, ROOT } from './lib/paths.mjs';
import { readFlags } from './lib/read-flags.mjs';
import { bold, duration, fail } from './lib/terminal.mjs';
import { CannotSetUp } from './setup/cannot-set-up.mjs';
import { prepare } from './setup/prepare.mjs';

const values = readFlags({
  only: { type: 'string' },
  small: { type: 'boolean', default: false },
  e2e: { type: 'boolean', default: false },
});

stopProgramsOnSignal();
const begun = performance.now();
try {
  await prepare({ electron: true });
  await buildProduct();
  await pack();
} catch (error) {
  fail(error instanceof Error ? error.message : String(error), error instanceof CannotSetUp ? 2 : 1);
}

async function buildProduct() {
  const { run } = await import('./lib/run-command.mjs');
  const output = await run(process.execPath, ['scripts/build.mjs'], { cwd: ROOT, failure: 'The product could not be built' });
  process.stdout.write(output);
}

async function pack() {
  const { build, Platform } = await import('electron-builder');
  const output = join(DIST, values.e2e ? 'e2e' : 'package');
  const common = {
    extends: join(ROOT, 'electron-builder.yml'),
    directories: { output, buildResources: 'build' },
    ...(values.e2e ? { electronFuses: { enableNodeCliInspectArguments: true } } : {}),
  };
  const targets = values.e2e ? ['dir'] : values.only?.split(',');
  if (process.platform === 'linux') {
    const wanted = targets ?? ['tar.gz', 'deb'];
    const linux = await linuxConfiguration();
    const made = await build({
      projectDir: ROOT,
      targets: Platform.LINUX.createTarget(['dir', ...wanted.filter((target) => target !== 'dir' && target !== 'deb')]),
      config: { ...common, ...linux },
      publish: 'never',
    });
    const folder = join(output, process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`);
    await checkContent(folder);
    if (wanted.includes('deb')) made.push(await makeDeb(folder, output));
    report(folder, made, linux.electronVersion);
  } else {
    // There electron-builder downloads what it needs, and signs where it finds a certificate.
    const platform = process.platform === 'darwin' ? Platform.MAC : Platform.WINDOWS;
    const made = await build({ projectDir: ROOT, targets: platform.createTarget(targets), config: common, publish: 'never' });
    for (const file of made) console.log(`  ${relative(ROOT, file)}`);
  }
}

/** Packs with the Electron and the helper programs that are here, so that nothing needs to be downloaded. */
async function linuxConfiguration() {
  const { path7za } = (await import('7zip-bin')).default;
  const { locateElectron } = await import('./electron/locate.mjs');
  const electron = locateElectron();
  if (electron === undefined) throw new Error('Electron is not here: run "node scripts/setup.mjs" once.');
  // npm takes the right to execute away from it.
  chmodSync(path7za, 0o755);
  process.env.ELECTRON_BUILDER_7ZIP_PATH ??= path7za;
  process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL ??= values.small ? '9' : '3';
  if (electron.substitute) {
    console.log(
      'Not for release: this Electron is the stand-in for tests. Pack where Electron can be downloaded to get the right one.',
    );
  }
  return {
    electronDist: electron.folder,
    electronVersion: readFileSync(join(electron.folder, 'version'), 'utf8').trim().replace(/^v/, ''),
  };
}

/**
 * @param {string} folder the packed program
 * @param {string} outputFolder
 */
async function makeDeb(folder, outputFolder) {
  const { buildConsoleDeb } = await import('./packaging/console-deb.mjs');
  if (process.arch !== 'x64' && process.arch !== 'arm64')
    throw new Error(`There is no Debian package for ${process.arch}: only for x64 and arm64.`);
  return buildConsoleDeb({ folder, processor: process.arch, outputFolder, level: values.small ? 9 : 1 });
}

/** @param {string} folder */
async function checkContent(folder) {
  const { strangersIn } = await import('./packaging/asar-content.mjs');
  const strangers = strangersIn(join(folder, 'resources/app.asar'));
  if (strangers.length > 0) throw new Error(`The package holds what it must not hold: ${strangers.slice(0, 5).join(', ')}.`);
}

/**
 * @param {string} folder
 * @param {readonly string[]} archives
 * @param {string} electronVersion
 */
function report(folder, archives, electronVersion) {
  const asar = megabytes(sizeOf(join(folder, 'resources/app.asar')));
  console.log(bold(`\nPacked with Electron ${electronVersion} in ${duration(performance.now() - begun)}:`));
  console.log(`  ${relative(ROOT, folder)}  ${megabytes(sizeOf(folder))}, of which app.asar ${asar}`);
  for (const file of archives) console.log(`  ${relative(ROOT, file)}  ${megabytes(sizeOf(file))}`);
}

/** @param {string} path */
function sizeOf(path) {
  if (statSync(path).isFile()) return statSync(path).size;
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

/** @param {number} bytes */
function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
