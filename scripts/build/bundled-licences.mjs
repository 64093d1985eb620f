/** The licence texts of the packages whose code is inside a bundle: their authors ask that the texts go along with it. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT } from '../lib/paths.mjs';

/**
 * @param {Iterable<string>} sources paths of all files that a bundle was made from, absolute or from the project root
 * @param {string} file where the texts go
 */
export function writeBundledLicences(sources, file) {
  const folders = new Set([...sources].map(packageFolder).filter((folder) => folder !== undefined));
  const sections = [...folders].map(describePackage).toSorted((a, b) => (a < b ? -1 : 1));
  writeFileSync(file, `This program contains code of the following packages.\n\n${sections.join('\n')}`);
}

/**
 * @typedef {object} BundledPackage
 * @property {string} name
 * @property {string} version
 * @property {string} licence as the package says it: an SPDX expression, or anything else
 */

/**
 * Reads back which packages a file of licence texts is about.
 *
 * @param {string} text as `writeBundledLicences` wrote it
 * @returns {BundledPackage[]}
 */
export function bundledPackages(text) {
  return Array.from(text.matchAll(/^(\S+) (\S+), licence (.+)\n=+$/gm), ([, name = '', version = '', licence = '']) => ({
    name,
    version,
    licence,
  }));
}

/**
 * @param {string} source
 * @returns {string | undefined} the folder of the package that a file belongs to; nothing for the project's own
 */
function packageFolder(source) {
  const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(source.replaceAll('\\', '/').replace(/^\0+/, '')) ?? [];
  return folder !== undefined && existsSync(resolve(ROOT, folder, 'package.json')) ? resolve(ROOT, folder) : undefined;
}

/** @param {string} folder */
function describePackage(folder) {
  const description = /** @type {{ name: string, version: string, license?: string }} */ (
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  );
  const { name, version, license = 'see below' } = description;
  const texts = readdirSync(folder).filter((entry) => /^(licen[cs]e|copying|notice)/i.test(entry));
  const heading = `${name} ${version}, licence ${license}`;
  return [heading, '='.repeat(heading.length), ...texts.map((text) => readFileSync(join(folder, text), 'utf8').trim()), ''].join(
    '\n',
  );
}
