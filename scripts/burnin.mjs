#!/usr/bin/env node
/** `npx burnin` in a checkout: the command, which is built first where it is not there yet. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { locateElectron } from './electron/locate.mjs';
import { OUT, ROOT } from './lib/paths.mjs';
import { fail } from './lib/terminal.mjs';
import { prepare } from './setup/prepare.mjs';

const command = join(OUT, 'cli/burnin.cjs');
if (!existsSync(command)) {
  // What the command prints may be read by a program: the set-up speaks beside it.
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  await prepare({}).catch((error) => fail(error instanceof Error ? error.message : String(error), 2));
  process.stdout.write = write;
  const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs'), '--only', 'cli'], { stdio: ['ignore', 2, 2] });
  if (status !== 0) fail('The command could not be built, see above.', 2);
}
// What makes a PDF of a report in a checkout.
const electron = locateElectron()?.executable;
if (electron !== undefined) process.env.BURNIN_ELECTRON ??= electron;
createRequire(import.meta.url)(command);
