import { run } from './run-command.mjs';

/**
 * Runs npm quietly.
 *
 * @param {readonly string[]} args
 * @param {{ cwd: string, failure: string }} options
 * @throws {Error} one sentence with the reason that npm gives
 */
export async function runNpm(args, { cwd, failure }) {
  await run('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    env: { ...process.env, npm_config_update_notifier: 'false' },
    failure,
    reason: (errors) => /^npm error (?!code |errno |syscall |A complete log)(.+)$/m.exec(errors)?.[1],
  });
}
