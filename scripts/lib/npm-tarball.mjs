/** Single packages from the npm registry that are tools of the moment, not dependencies of the product. */
import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from './run-command.mjs';
import { runNpm } from './run-npm.mjs';

/**
 * @typedef {object} PinnedPackage
 * @property {string} name
 * @property {string} version the exact one
 * @property {string} integrity `sha512-…` of the tarball, as the registry states it
 */

/**
 * Downloads one package and checks that it is, byte for byte, the one that was meant. Runs none of its scripts.
 *
 * @param {PinnedPackage} pinned
 * @param {string} folder where to put it; made and emptied by the caller
 * @returns {Promise<string>} the path of the `.tgz`
 * @throws {Error} in one sentence, if it cannot be had or is another one
 */
export async function downloadPackage({ name, version, integrity }, folder) {
  const spec = `${name}@${version}`;
  await runNpm(['pack', spec, '--pack-destination', folder], { cwd: folder, failure: `npm could not download ${spec}` });
  const file = readdirSync(folder).find((entry) => entry.endsWith('.tgz'));
  if (file === undefined) throw new Error(`npm downloaded nothing for ${spec}.`);
  const path = join(folder, file);
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  if (`sha512-${hash.digest('base64')}` !== integrity) {
    rmSync(path);
    throw new Error(
      `What npm downloaded for ${spec} is not what this project expects (its checksum differs); it was thrown away.`,
    );
  }
  return path;
}

/**
 * Takes single files out of a package's tarball.
 *
 * @param {string} tarball
 * @param {readonly string[]} members paths inside the package
 * @param {string} folder they appear under `package/` in it
 */
export async function extractFromPackage(tarball, members, folder) {
  await run('tar', ['-xzf', tarball, '-C', folder, ...members.map((member) => `package/${member}`)], {
    failure: `The downloaded package ${tarball} could not be unpacked`,
  });
}
