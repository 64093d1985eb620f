/** Puts a script bundle into a Node executable, so that one file is the whole program. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../lib/paths.mjs';
import { run } from '../lib/run-command.mjs';

const POSTJECT = join(ROOT, 'node_modules/.bin/postject');
const BLOB_NAME = 'NODE_SEA_BLOB';
/** Node looks for this text in its own file to learn whether it carries a program. */
const SENTINEL = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/**
 * The same bundle and runtimes always give the same bytes.
 *
 * @param {object} parts
 * @param {string} parts.bundle the CommonJS file to run
 * @param {string} parts.packer a Node of the same major version that runs on this machine
 * @param {string} parts.runtime the Node to put it into, perhaps for another processor
 * @param {string} [parts.strip] the program that removes debug symbols from it
 * @param {string} parts.output
 */
export async function makeSingleExecutable({ bundle, packer, runtime, strip, output }) {
  const work = mkdtempSync(join(tmpdir(), 'burnin-sea-'));
  try {
    const blob = join(work, 'program.blob');
    const config = join(work, 'sea.json');
    const settings = {
      main: bundle,
      output: blob,
      disableExperimentalSEAWarning: true,
      useSnapshot: false,
      // Compiled code depends on the processor and differs from build to build.
      useCodeCache: false,
      // Otherwise NODE_OPTIONS could make the program load somebody else's code.
      execArgvExtension: 'none',
    };
    writeFileSync(config, JSON.stringify(settings));
    await run(packer, ['--experimental-sea-config', config], { failure: 'Node could not pack the bundle' });
    copyFileSync(runtime, output);
    // Before the program goes in: afterwards it would be stripped away too.
    if (strip !== undefined) await run(strip, ['--strip-all', output], { failure: `${strip} failed on ${output}` });
    await run(POSTJECT, [output, BLOB_NAME, blob, '--sentinel-fuse', SENTINEL], {
      failure: 'The program could not be put into Node',
    });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
