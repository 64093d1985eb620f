'use strict';
/**
 * What a stock Electron does when it is started with the folder of an app: take the app's name, version and path from
 * its package.json and run its entry file. Only what development, the tests and Playwright need:
 * `electron [-v] [-r MODULE] [switches] FOLDER-OR-FILE`.
 */
const electron = require('electron');
const { existsSync, readFileSync, statSync } = require('node:fs');
const path = require('node:path');

/** @typedef {import('electron').App & { setVersion(version: string): void, setAppPath(path: string): void }} StockApp */
const app = /** @type {StockApp} */ (electron.app);

const { preload, target } = readCommandLine(process.argv.slice(1));
if (target === undefined) {
  console.error('Usage: electron [-v] [-r MODULE] FOLDER-OR-FILE');
  process.exit(1);
}
for (const file of preload) require(path.resolve(file));
runApp(path.resolve(target));

/** @param {readonly string[]} args */
function readCommandLine(args) {
  const found = { preload: /** @type {string[]} */ ([]), target: /** @type {string | undefined} */ (undefined) };
  for (let index = 0; index < args.length && found.target === undefined; index += 1) {
    const arg = args[index] ?? '';
    if (arg === '-v' || arg === '--version') {
      console.log(`v${process.versions.electron}`);
      process.exit(0);
    } else if (arg === '-r' || arg === '--require') {
      index += 1;
      found.preload.push(args[index] ?? '');
    } else if (!arg.startsWith('-')) {
      found.target = arg;
    }
  }
  return found;
}

/** @param {string} entry folder or file */
function runApp(entry) {
  if (!existsSync(entry)) {
    console.error(`There is no Electron app at ${entry}.`);
    process.exit(1);
  }
  const folder = statSync(entry).isDirectory() ? entry : path.dirname(entry);
  const packageFile = path.join(folder, 'package.json');
  const description = /** @type {{ name?: string, productName?: string, version?: string, desktopName?: string }} */ (
    existsSync(packageFile) ? JSON.parse(readFileSync(packageFile, 'utf8')) : {}
  );
  if (description.version) app.setVersion(description.version);
  const name = description.productName ?? description.name;
  if (name) app.setName(name);
  app.setDesktopName(description.desktopName ?? `${app.getName()}.desktop`);
  app.setAppPath(folder);
  require(entry);
}
