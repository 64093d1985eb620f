/** RabbitMQ 4, as Debian 13 has it, beside this system's own: installed in a system in a folder, started from there. */
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { whyNoBareSystem } from '../install-check/bare-system.mjs';
import { CACHE } from '../lib/paths.mjs';
import { run } from '../lib/run-command.mjs';
import { step } from '../lib/step.mjs';

const ENTER = fileURLToPath(new URL('enter-broker.sh', import.meta.url));
const FOLDER = join(CACHE, 'rabbitmq-4');
const PROGRAMS = {
  'rabbitmq-server': '/usr/lib/rabbitmq/bin/rabbitmq-server',
  rabbitmqctl: '/usr/lib/rabbitmq/bin/rabbitmqctl',
  epmd: '/usr/bin/epmd',
};

/** @returns {string | undefined} why this machine can have no RabbitMQ 4, in one sentence */
export function whyNoRabbitMq4() {
  if (process.env.BURNIN_AMQP_URL !== undefined) return 'BURNIN_AMQP_URL names the broker that tests use.';
  return whyNoBareSystem();
}

/**
 * Gets RabbitMQ 4 (240 MB, once, kept with the other downloads) and names its programs' folder, for `BURNIN_RABBITMQ_BIN`.
 *
 * @param {NodeJS.WritableStream} stdout where it says so
 * @returns {Promise<{ readonly bin: string, readonly version: string }>}
 * @throws {Error} one sentence
 */
export async function getRabbitMq4(stdout) {
  const root = join(FOLDER, 'root');
  const bin = join(FOLDER, 'bin');
  if (!existsSync(root)) await step('Setting up: RabbitMQ 4 in a Debian 13 of its own', () => makeRoot(root), stdout);
  mkdirSync(bin, { recursive: true });
  for (const [name, program] of Object.entries(PROGRAMS)) {
    const words = [ENTER, root, program].map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`);
    const file = join(bin, name);
    writeFileSync(file, `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`);
    chmodSync(file, 0o755);
  }
  const version = await run(
    'chroot',
    [root, 'dpkg-query', '--show', '--showformat=${source:Upstream-Version}', 'rabbitmq-server'],
    {
      failure: 'The version of RabbitMQ 4 could not be read',
    },
  );
  return { bin, version };
}

/** @param {string} root */
async function makeRoot(root) {
  const making = `${root}.${process.pid}`;
  mkdirSync(FOLDER, { recursive: true });
  try {
    const options = ['--variant=minbase', '--include=rabbitmq-server', '--aptopt=APT::Install-Recommends "false"'];
    await run('mmdebstrap', [...options, 'trixie', making], {
      failure: 'RabbitMQ 4 could not be installed',
      reason: (errors) => errors.split('\n').find((line) => line.startsWith('E: ')),
    });
    renameSync(making, root);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}
