/** What the operating system must bring: shared libraries for Electron, a virtual display, RabbitMQ. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findRabbitMqPrograms } from '../broker/rabbitmq-programs.mjs';
import { NEEDED_TO_START } from '../electron/system-libraries.mjs';
import { run } from '../lib/run-command.mjs';
import { isOnPath } from '../lib/find-on-path.mjs';
import { CannotSetUp } from './cannot-set-up.mjs';

/**
 * @typedef {object} SystemNeeds
 * @property {boolean} [electron] the libraries to run it
 * @property {boolean} [display] a virtual display
 * @property {boolean} [broker] RabbitMQ
 * @property {boolean} [binaryTools] the linker's tools, to make executables small
 * @property {boolean} [clockJumps] the library that gives one program another clock
 * @property {boolean} [tracing] the program that watches and refuses system calls
 * @property {boolean} [bareSystem] the program that makes a bare Debian in a folder
 * @property {boolean} [pdfTools] what reads a PDF as text, and draws it
 * @property {boolean} [legacyClient] Python's AMQP client, which the tests use as a legacy device
 */

/**
 * @param {SystemNeeds} needs
 * @returns {string[]} Debian package names, under the name this release of Debian or Ubuntu gives them
 */
export function missingSystemPackages(needs) {
  const { electron, display, broker, binaryTools, clockJumps, tracing, bareSystem, pdfTools, legacyClient } = needs;
  if (process.platform !== 'linux') return [];
  const missing = [];
  if (electron) {
    const known = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? '';
    for (const { library, debian } of NEEDED_TO_START) if (!known.includes(library)) missing.push(debian);
  }
  if (display && !isOnPath('Xvfb')) missing.push('xvfb');
  if (broker && findRabbitMqPrograms() === undefined) missing.push('rabbitmq-server');
  if (binaryTools && !isOnPath('strip')) missing.push('binutils');
  if (clockJumps && !hasFaketime()) missing.push('libfaketime');
  if (tracing && !isOnPath('strace')) missing.push('strace');
  // Nobody else can make one.
  if (bareSystem && process.getuid?.() === 0 && !isOnPath('mmdebstrap')) missing.push('mmdebstrap');
  if (pdfTools && !isOnPath('pdftotext')) missing.push('poppler-utils');
  if (legacyClient && !hasPika()) missing.push('python3-pika');
  return missing;
}

/** It lies in a folder of its own, where no program finds it by accident. */
function hasFaketime() {
  return readdirSync('/usr/lib').some((folder) => existsSync(join('/usr/lib', folder, 'faketime/libfaketimeMT.so.1')));
}

function hasPika() {
  return existsSync('/usr/bin/python3') && spawnSync('/usr/bin/python3', ['-c', 'import pika']).status === 0;
}

/**
 * Installs packages with apt where this user may; otherwise says the command that somebody with the right must run.
 *
 * @param {readonly string[]} names
 * @throws {CannotSetUp}
 */
export async function installSystemPackages(names) {
  const hasApt = spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
  if (!hasApt) {
    throw new CannotSetUp(
      `This machine lacks what Debian calls ${names.join(', ')}; install the same with this system's package manager.`,
    );
  }
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) {
    throw new CannotSetUp(
      `Some system packages are missing; run this once, then try again: sudo apt-get install ${names.join(' ')}`,
    );
  }
  const failure = `apt-get could not install ${names.join(', ')}`;
  /** @param {readonly string[]} args */
  const apt = (args) => {
    const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y', ...args];
    return isRoot ? run('env', command.slice(1), { failure }) : run('sudo', ['-n', ...command], { failure });
  };
  try {
    await apt(['update']);
    await apt(['install', '--no-install-recommends', ...names.map(nameInThisRelease)]);
  } catch (error) {
    throw new CannotSetUp(error instanceof Error ? error.message : failure, { cause: error });
  }
}

/**
 * Debian 13 and Ubuntu 24.04 gave some libraries a new name when their time type grew to 64 bits.
 *
 * @param {string} name
 */
function nameInThisRelease(name) {
  const renamed = `${name}t64`;
  return spawnSync('apt-cache', ['show', '--no-all-versions', renamed], { stdio: 'ignore' }).status === 0 ? renamed : name;
}
