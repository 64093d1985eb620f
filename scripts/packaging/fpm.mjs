#!/usr/bin/env node
/**
 * Stands in for the program "fpm", which electron-builder calls to make a `.deb` and downloads from the network. Knows
 * the options that electron-builder passes for a `.deb` from folders, and no others.
 */
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { fail } from '../lib/terminal.mjs';
import { buildDeb } from './build-deb.mjs';

const text = /** @type {const} */ ({ type: 'string' });
const list = /** @type {const} */ ({ type: 'string', multiple: true });
const flag = /** @type {const} */ ({ type: 'boolean' });

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'input-type': { type: 'string', short: 's' },
    'output-type': { type: 'string', short: 't' },
    force: flag,
    debug: flag,
    log: text,
    depends: { type: 'string', multiple: true, short: 'd' },
    'deb-recommends': list,
    'deb-compression': text,
    'deb-priority': text,
    architecture: text,
    'after-install': text,
    'after-remove': text,
    category: text,
    description: text,
    version: text,
    package: text,
    name: text,
    maintainer: text,
    vendor: text,
    url: text,
    license: text,
  },
});

const { name = '', version = '', maintainer = '', license = '', package: output } = values;
if (values['input-type'] !== 'dir' || values['output-type'] !== 'deb')
  fail('This stand-in for fpm makes a .deb from folders only.', 2);
if (name === '' || output === undefined) fail('This stand-in for fpm needs --name and --package.', 2);

const root = mkdtempSync(join(tmpdir(), 'burnin-deb-'));
try {
  for (const mapping of positionals) place(mapping);
  const documents = join(root, 'usr/share/doc', name);
  mkdirSync(documents, { recursive: true });
  writeFileSync(join(documents, 'copyright'), copyright());
  writeFileSync(join(documents, 'changelog.gz'), gzipSync(changelog(), { level: 9 }));
  mkdirSync(join(root, 'DEBIAN'));
  for (const [option, script] of /** @type {const} */ ([
    ['after-install', 'postinst'],
    ['after-remove', 'postrm'],
  ])) {
    const source = values[option];
    if (source !== undefined) writeFileSync(join(root, 'DEBIAN', script), readFileSync(source), { mode: 0o755 });
  }
  await buildDeb({ root, control, output, compression: compression(), level: Number(process.env.BURNIN_DEB_LEVEL ?? 6) });
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
} finally {
  rmSync(root, { recursive: true, force: true });
}

/**
 * Copies `folder/=/target` or `file=/target`.
 *
 * @param {string} mapping
 */
function place(mapping) {
  const at = mapping.lastIndexOf('=');
  const source = mapping.slice(0, at);
  const target = join(root, mapping.slice(at + 1));
  mkdirSync(dirname(target), { recursive: true });
  if (source.endsWith('/')) cpSync(source, target, { recursive: true, verbatimSymlinks: true });
  else copyFileSync(source, target);
}

/** @param {number} installedSize */
function control(installedSize) {
  const [synopsis = name, ...rest] = (values.description ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const fields = {
    Package: name,
    Version: version,
    Architecture: values.architecture,
    Maintainer: maintainer,
    'Installed-Size': String(installedSize),
    Depends: values.depends?.join(', '),
    Recommends: values['deb-recommends']?.join(', '),
    Section: values.category,
    Priority: values['deb-priority'],
    Homepage: values.url,
    Description: [synopsis, ...rest.map((line) => ` ${line}`)].join('\n'),
  };
  const lines = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  return lines.map(([field, value]) => `${field}: ${value}\n`).join('');
}

function copyright() {
  return [
    'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/',
    `Upstream-Name: ${name}`,
    '',
    'Files: *',
    `Copyright: ${values.vendor ?? maintainer}`,
    `License: ${license}`,
    ' The licences of Electron, of Chromium and of the packages inside are beside the program,',
    ' in LICENSE.electron.txt and LICENSES.*.',
    '',
  ].join('\n');
}

function changelog() {
  return `${name} (${version}) stable; urgency=medium\n\n  * Release ${version}.\n\n -- ${maintainer}  Thu, 01 Jan 2026 00:00:00 +0000\n`;
}

/** @returns {'xz' | 'gzip' | 'zstd' | 'none'} */
function compression() {
  switch (values['deb-compression']) {
    case 'gz':
      return 'gzip';
    case 'zst':
      return 'zstd';
    case 'none':
      return 'none';
    default:
      return 'xz';
  }
}
