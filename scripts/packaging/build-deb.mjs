/** Turns a folder that looks like the target's file system into a `.deb`; the same content always gives the same bytes. */
import { createHash } from 'node:crypto';
import { lstatSync, lutimesSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { run } from '../lib/run-command.mjs';

/** The time of every file in a package, in seconds since 1970, so that building twice gives the same. */
const FIXED_TIME = 1_767_225_600;

/** What Debian calls the processors that Node names. */
export const DEBIAN_ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' };

/**
 * @param {object} parts
 * @param {string} parts.root the folder; its `DEBIAN/` holds maintainer scripts, if any
 * @param {(installedSizeKiB: number) => string} parts.control the text of the control file
 * @param {string} parts.output
 * @param {'xz' | 'gzip' | 'zstd' | 'none'} parts.compression
 * @param {number} [parts.level] of the compression, 1 (quick) to 9 (small)
 * @returns {Promise<string>} the output
 */
export async function buildDeb({ root, control, output, compression, level = 6 }) {
  const paths = filesBelow(root);
  const installed = paths.filter((path) => !relative(root, path).startsWith('DEBIAN')).toSorted();
  const files = installed.filter((path) => lstatSync(path).isFile());
  const installedSize = Math.ceil(files.reduce((sum, path) => sum + Math.max(1024, lstatSync(path).size), 0) / 1024);
  const debian = join(root, 'DEBIAN');
  mkdirSync(debian, { recursive: true });
  writeFileSync(join(debian, 'control'), control(installedSize));
  const sums = files.map((path) => `${createHash('md5').update(readFileSync(path)).digest('hex')}  ${relative(root, path)}\n`);
  writeFileSync(join(debian, 'md5sums'), sums.join(''));

  for (const path of [root, ...filesBelow(root)]) lutimesSync(path, FIXED_TIME, FIXED_TIME);
  mkdirSync(dirname(output), { recursive: true });
  await run('chmod', ['-R', 'u+rwX,go+rX,go-w', root], { failure: `The rights of the files in ${root} could not be set` });
  await run(
    'dpkg-deb',
    ['--root-owner-group', `-Z${compression}`, `-z${compression === 'none' ? 0 : level}`, '--build', root, output],
    {
      env: { ...process.env, SOURCE_DATE_EPOCH: String(FIXED_TIME) },
      failure: `dpkg-deb could not make ${output}`,
    },
  );
  return output;
}

/**
 * @param {string} folder
 * @returns {string[]} everything below it, folders included
 */
function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
}
