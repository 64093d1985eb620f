/** Where the system keeps RabbitMQ's own programs, as opposed to the wrappers on PATH that switch to another user. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '../lib/find-on-path.mjs';

const KNOWN_FOLDERS = [
  '/usr/lib/rabbitmq/bin',
  '/opt/homebrew/opt/rabbitmq/sbin',
  '/usr/local/opt/rabbitmq/sbin',
  '/opt/rabbitmq/sbin',
];

/**
 * Finds RabbitMQ's programs. `BURNIN_RABBITMQ_BIN` names their folder where it is an unusual one.
 *
 * @returns {{ readonly server: string, readonly ctl: string, readonly epmd: string } | undefined} nothing if RabbitMQ or Erlang is missing
 */
export function findRabbitMqPrograms() {
  const folders = process.env.BURNIN_RABBITMQ_BIN ? [process.env.BURNIN_RABBITMQ_BIN] : KNOWN_FOLDERS;
  const folder = folders.find((candidate) => existsSync(join(candidate, 'rabbitmq-server')));
  if (folder === undefined) return undefined;
  const own = join(folder, 'epmd');
  const epmd = existsSync(own) ? own : findOnPath('epmd');
  if (epmd === undefined) return undefined;
  return { server: join(folder, 'rabbitmq-server'), ctl: join(folder, 'rabbitmqctl'), epmd };
}
