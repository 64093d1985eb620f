/** A bare Debian in a folder, to install things into and to start them there. Needs root and `mmdebstrap`. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { guardFolder, startProgram } from '../lib/child-processes.mjs';
import { isOnPath } from '../lib/find-on-path.mjs';

const ENTER = fileURLToPath(new URL('enter.sh', import.meta.url));

export const SUITES = /** @type {const} */ (['bookworm', 'trixie']);
/** @typedef {typeof SUITES[number]} Suite */

/** The ordinary user there: name, and number of user and group. */
export const USER = { name: 'technician', id: 1000 };

/** @returns {string | undefined} why this machine can have no bare system, in one sentence */
export function whyNoBareSystem() {
  if (process.platform !== 'linux') return 'Only Linux can make a bare Debian in a folder.';
  if (process.getuid?.() !== 0) return 'It needs root, to make a system in a folder: run it with sudo.';
  if (!isOnPath('mmdebstrap')) return 'The program mmdebstrap is missing: apt-get install mmdebstrap.';
  if (spawnSync('unshare', ['--mount', '--pid', '--fork', 'mount', '--make-rprivate', '/']).status !== 0)
    return 'This machine lets even root make no mount namespace (a container without CAP_SYS_ADMIN does that).';
  return undefined;
}

/**
 * Makes a system with nothing in it but the essential packages and one ordinary user.
 *
 * @param {Suite} suite
 */
export async function makeBareSystem(suite) {
  const folder = mkdtempSync(join(tmpdir(), 'burnin-bare-'));
  guardFolder(folder);
  const root = join(folder, 'root');
  await runGuarded('mmdebstrap', ['--variant=minbase', suite, root], `A bare ${suite} could not be made`);
  const system = new BareSystem(folder, root);
  // Recommended packages may stay away at the customer's too.
  await system.asRoot('sh', '-c', 'echo "APT::Install-Recommends false;" >/etc/apt/apt.conf.d/90bare; apt-get -q update');
  await system.asRoot('useradd', '--create-home', '--uid', String(USER.id), '--user-group', USER.name);
  return system;
}

export class BareSystem {
  /**
   * @param {string} folder holds everything of this system
   * @param {string} root
   */
  constructor(folder, root) {
    this.folder = folder;
    this.root = root;
  }

  /**
   * Runs a program to its end.
   *
   * @param {string} program
   * @param {...string} args
   * @returns {Promise<string>} what it printed
   * @throws {Error} one sentence
   */
  asRoot(program, ...args) {
    const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', DEBIAN_FRONTEND: 'noninteractive', LANG: 'C.UTF-8' };
    return runGuarded(
      ENTER,
      ['no-namespaces', this.root, program, ...args],
      `In the bare system, ${[program, ...args].join(' ')} failed`,
      env,
    );
  }

  /**
   * Installs a package file with apt, and what it depends on from the mirror.
   *
   * @param {string} file
   * @param {readonly string[]} options
   */
  async install(file, options = []) {
    copyFileSync(file, join(this.root, 'root', basename(file)));
    return this.asRoot('apt-get', '-q', '-y', ...options, 'install', `/root/${basename(file)}`);
  }

  /**
   * Starts a program as the ordinary user.
   *
   * @param {boolean} namespaces whether this user can make user namespaces
   * @param {readonly string[]} command
   * @param {NodeJS.ProcessEnv} [environment]
   */
  start(namespaces, command, environment = {}) {
    const [id, home] = [String(USER.id), `/home/${USER.name}`];
    const words = ['setpriv', `--reuid=${id}`, `--regid=${id}`, '--clear-groups', ...command];
    return startProgram(ENTER, [namespaces ? 'namespaces' : 'no-namespaces', this.root, ...words], {
      env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', HOME: home, LANG: 'C.UTF-8', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * Runs a program to its end; it does not outlive this process, whose folders could not be removed otherwise.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} failure how the error's sentence begins
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string>} its standard output
 */
async function runGuarded(command, args, failure, env = process.env) {
  const child = startProgram(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  const [code, signal] = /** @type {[number | null, string | null]} */ (await once(child, 'close'));
  if (code === 0) return output;
  const lines = (errors.trim() === '' ? output : errors).trim().split('\n');
  const reason = lines.findLast((line) => line.startsWith('E: ')) ?? lines.at(-1);
  throw new Error(`${failure}: ${reason || `it ended with ${signal ?? code}`}`);
}
