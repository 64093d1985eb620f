/** The project's own scripts, which are modules that a bundle cannot take in: they ask for their own address. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as brokers from '../../../scripts/broker/private-rabbitmq.mjs';
import type * as electrons from '../../../scripts/electron/locate.mjs';

export const ROOT = path.join(__dirname, '..', '..');
export const BURNIN = path.join(ROOT, 'out', 'cli', 'burnin.cjs');

export type { PrivateRabbitMq } from '../../../scripts/broker/private-rabbitmq.mjs';

export async function startBroker(): Promise<brokers.PrivateRabbitMq> {
  const { startPrivateRabbitMq } = (await load('scripts/broker/private-rabbitmq.mjs')) as typeof brokers;
  return startPrivateRabbitMq();
}

/** The Electron of this machine, and what it must be told. */
export async function electronHere(): Promise<{ readonly executable: string; readonly switches: readonly string[] }> {
  const { locateElectron, electronSwitches } = (await load('scripts/electron/locate.mjs')) as typeof electrons;
  const here = locateElectron();
  if (here === undefined) throw new Error('Electron is not here yet: run "node scripts/setup.mjs" once.');
  return { executable: here.executable, switches: electronSwitches() };
}

function load(file: string): Promise<unknown> {
  return import(pathToFileURL(path.join(ROOT, file)).href) as Promise<unknown>;
}
