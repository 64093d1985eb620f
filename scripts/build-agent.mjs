/**
 * `npm run build:agent [-- --processor arm64] [-- --deb]`: the agent as one Linux executable in `dist/agent/`, with the
 * bundle and a Node of its own inside. The one for this machine's processor is started once, to see that it works.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DIST, OUT } from './lib/paths.mjs';
import { readFlags } from './lib/read-flags.mjs';
import { duration, fail } from './lib/terminal.mjs';
import { CannotSetUp } from './setup/cannot-set-up.mjs';
import { prepare } from './setup/prepare.mjs';

const values = readFlags({ processor: { type: 'string', default: 'x64' }, deb: { type: 'boolean', default: false } });
const { processor } = values;
if (processor !== 'x64' && processor !== 'arm64') fail(`There is no agent for "${processor}"; there are x64 and arm64.`, 2);
if (process.platform !== 'linux' || process.arch !== 'x64')
  fail('The agent executable is built on Linux x64 (for arm64 too).', 2);

const begun = performance.now();
try {
  await prepare({ binaryTools: true });
  const executable = await build(processor);
  if (processor === process.arch) await tryOut(executable);
  report(executable);
  if (values.deb) {
    const { buildAgentDeb } = await import('./agent-binary/debian-package.mjs');
    report(await buildAgentDeb(executable, processor));
  }
  console.log(`Done in ${duration(performance.now() - begun)}.`);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error), error instanceof CannotSetUp ? 2 : 1);
}

/** @param {import('./agent-binary/node-runtimes.mjs').Processor} target */
async function build(target) {
  const { buildBundles } = await import('./build/build-bundles.mjs');
  const { nodeRuntime } = await import('./agent-binary/node-runtimes.mjs');
  const { makeSingleExecutable } = await import('./agent-binary/single-executable.mjs');
  await buildBundles(['agent']);
  mkdirSync(join(DIST, 'agent'), { recursive: true });
  const output = join(DIST, 'agent', `burnin-agent-linux-${target}`);
  const packer = await nodeRuntime('x64');
  const runtime = await nodeRuntime(target);
  await makeSingleExecutable({
    bundle: join(OUT, 'agent/agent.cjs'),
    packer: packer.executable,
    runtime: runtime.executable,
    // Debian's strip knows the processor of its own machine only.
    ...(target === 'x64' ? { strip: 'strip' } : {}),
    output,
  });
  return output;
}

/** @param {string} executable */
async function tryOut(executable) {
  const { run } = await import('./lib/run-command.mjs');
  const failure = `${executable} does not work`;
  const foreignCode = { ...process.env, NODE_OPTIONS: '--require /nonexistent/foreign-code.js' };
  const version = await run(executable, ['--version'], { failure, env: foreignCode });
  const report = await run(executable, ['hwinfo', '--json'], { failure });
  /** @type {unknown} */
  const parsed = JSON.parse(report);
  if (typeof parsed !== 'object' || parsed === null || !('macinfo' in parsed))
    throw new Error(`${failure}: hwinfo printed no hardware report.`);
  console.log(`${version.trim()} starts, reports this machine's hardware, and takes no code from NODE_OPTIONS.`);
}

/** @param {string} file */
function report(file) {
  const checksum = createHash('sha256').update(readFileSync(file)).digest('hex');
  console.log(`${basename(file)}  ${(statSync(file).size / 1e6).toFixed(1)} MB  sha256 ${checksum}`);
}
