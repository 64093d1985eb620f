/** Faults that are planted into the product on purpose: a file each, whose first line says what it breaks. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ROOT } from '../lib/paths.mjs';

const FAULTS = 'simulation/mutants';

/** @typedef {{ readonly name: string, readonly file: string, readonly sentence: string, readonly touches: readonly string[] }} PlantedFault */

/** @returns {PlantedFault[]} by name */
export function plantedFaults() {
  const folder = join(ROOT, FAULTS);
  const names = readdirSync(folder).filter((name) => name.endsWith('.patch'));
  return names.toSorted().map((fileName) => {
    const file = join(folder, fileName);
    const text = readFileSync(file, 'utf8');
    return {
      name: basename(fileName, '.patch'),
      file,
      sentence: text.slice(0, text.indexOf('\n')),
      touches: Array.from(text.matchAll(/^\+\+\+ b\/(.+)$/gm), ([, path = '']) => path),
    };
  });
}

/**
 * Puts a fault into sources, or takes it out again.
 *
 * @param {PlantedFault} fault
 * @param {string} folder where the sources are
 * @param {'check' | 'apply' | 'take out'} what `check` changes nothing
 * @returns {string | null} one sentence when that cannot be done
 */
export function plant({ name, file, touches }, folder, what) {
  const flags = { check: ['--check'], apply: [], 'take out': ['--reverse'] }[what];
  // Whitespace is as it is in the sources, whatever the person's own Git says.
  const { status, error, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', ...flags, file], {
    cwd: folder,
    encoding: 'utf8',
    // In a folder inside another repository Git would skip what it is given, and say nothing.
    env: { ...process.env, GIT_CEILING_DIRECTORIES: dirname(folder) },
  });
  if (error !== undefined) return `Git is needed for planted faults and does not run: ${error.message}`;
  if (status === 0) return null;
  return (
    `The planted fault "${name}" does not fit the sources any more: ${touches.join(' or ')} has changed there. ` +
    `Plant it again and write it to ${FAULTS}/${name}.patch. Git says: ${stderr.trim().replaceAll('\n', '; ')}`
  );
}
