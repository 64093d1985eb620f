import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from './paths.mjs';

/**
 * Runs a Node script as if it had been typed: same terminal, same signals. If it fails, so does this process.
 *
 * @param {readonly string[]} args the script and its arguments
 */
export async function runInForeground(args) {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  // Ctrl-C reaches the child by itself, being in the same process group; other signals are passed on.
  process.on('SIGINT', () => undefined);
  process.once('SIGTERM', () => child.kill('SIGTERM'));
  const [code, signal] = /** @type {[number | null, NodeJS.Signals | null]} */ (await once(child, 'exit'));
  if (code !== 0) process.exit(code ?? (signal === 'SIGTERM' ? 143 : 1));
}
