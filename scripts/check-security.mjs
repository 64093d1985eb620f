/**
 * `npm run check:security [-- EXECUTABLE]`: goes through the security checklist against the sources and, where there is one, the
 * packed console. Fails if an item does; a note says what cannot be told on this machine.
 */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stopProgramsOnSignal } from './lib/child-processes.mjs';
import { findOnPath } from './lib/find-on-path.mjs';
import { DIST, ROOT } from './lib/paths.mjs';
import { bold, dim, fail, green, red } from './lib/terminal.mjs';
import { startVirtualDisplay } from './lib/virtual-display.mjs';
import { CHECKLIST } from './security/checklist.mjs';
import { debuggersOf } from './security/debugger-probe.mjs';
import { lookInto } from './security/packed-app.mjs';
import { productSources } from './security/product-sources.mjs';
import { productValues } from './security/product-values.mjs';

const release = process.argv[2] ?? join(DIST, 'package/linux-unpacked/burnin-console');
const forTests = join(DIST, 'e2e/linux-unpacked/burnin-console');
stopProgramsOnSignal();

const packed = await lookInto(release);
const context = { sources: productSources(), values: await productValues(), packed, debuggers: await knock() };
console.log(
  `${context.sources.length} source files; ${packed === undefined ? 'no packed console' : `packed console ${relative(ROOT, release)} (Electron ${packed.electron})`}`,
);

const counts = { pass: 0, fail: 0, note: 0 };
const marks = { pass: green('pass'), fail: red('FAIL'), note: 'note' };
for (const { name, items } of CHECKLIST) {
  console.log(bold(`\n${name}`));
  for (const { title, tested, check } of items) {
    const { state, detail } = check(context);
    counts[state] += 1;
    console.log(`${marks[state]}  ${title}${detail === '' ? '' : `: ${detail}`} ${dim(`[${tested}]`)}`);
  }
}
console.log(`\n${counts.pass} passed, ${counts.fail} failed, ${counts.note} notes`);
if (counts.fail > 0) fail('The security checklist is not met.');

async function knock() {
  if (packed === undefined || process.platform !== 'linux') return { release: undefined, forTests: undefined };
  if (process.env.DISPLAY === undefined && findOnPath('Xvfb') === undefined) return { release: undefined, forTests: undefined };
  const virtual = process.env.DISPLAY === undefined ? await startVirtualDisplay() : undefined;
  const display = virtual?.display ?? process.env.DISPLAY ?? '';
  try {
    return {
      release: await debuggersOf(release, display),
      forTests: existsSync(forTests) ? await debuggersOf(forTests, display) : undefined,
    };
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  } finally {
    await virtual?.stop();
  }
}
