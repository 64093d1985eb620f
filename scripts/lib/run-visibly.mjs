import { once } from 'node:events';
import { join } from 'node:path';
import { startProgram } from './child-processes.mjs';
import { ROOT } from './paths.mjs';

/**
 * Runs one of the project's tools, shows what it prints while it prints it, and keeps a copy to read from.
 *
 * @param {string} tool a program in `node_modules/.bin`, or `node`
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [extraEnv]
 * @param {{ readonly stdout: NodeJS.WritableStream, readonly stderr: NodeJS.WritableStream }} [shown] where it is shown
 * @returns {Promise<{ readonly ok: boolean, readonly code: number | null, readonly output: string }>}
 */
export async function runVisibly(tool, args, extraEnv = {}, shown = process) {
  const command = tool === 'node' ? process.execPath : join(ROOT, 'node_modules/.bin', tool);
  const child = startProgram(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...extraEnv },
  });
  let output = '';
  /** @type {(text: string) => void} */
  const keep = (text) => {
    output += text;
  };
  child.stdout?.setEncoding('utf8').on('data', keep).pipe(shown.stdout, { end: false });
  child.stderr?.setEncoding('utf8').on('data', keep).pipe(shown.stderr, { end: false });
  const [code] = /** @type {[number | null]} */ (await once(child, 'close'));
  return { ok: code === 0, code, output };
}
