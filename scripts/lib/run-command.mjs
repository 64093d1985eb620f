import { spawn } from 'node:child_process';

/**
 * @typedef {object} RunOptions
 * @property {string} failure how the error's sentence begins: what could not be done
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutMs]
 * @property {(errors: string) => string | undefined} [reason] finds the telling line in its error output; otherwise the last one is taken
 */

/**
 * Runs a program to its end, quietly.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<string>} its standard output
 * @throws {Error} one sentence with the last line that the program printed
 */
export function run(command, args, { failure, cwd, env, timeoutMs, reason }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd === undefined ? {} : { cwd }),
      ...(env === undefined ? {} : { env }),
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
    });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      errors += text;
    });
    child.on('error', (error) =>
      reject(new Error(`${failure}: ${command} does not start (${error.message}).`, { cause: error })),
    );
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else
        reject(
          new Error(
            `${failure}: ${reason?.(errors) ?? lastLine(errors) ?? lastLine(output) ?? `${command} ended with ${signal ?? code}`}`,
          ),
        );
    });
  });
}

/** @param {string} text */
function lastLine(text) {
  return text.trim().split('\n').at(-1)?.trim() || undefined;
}
