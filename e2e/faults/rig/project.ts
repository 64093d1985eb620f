/** The project's own scripts, which are modules that a bundle cannot take in: they ask for their own address. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export const ROOT = path.join(__dirname, '..', '..');
export const BURNIN = path.join(ROOT, 'out', 'cli', 'burnin.cjs');

type Brokers = typeof import('../../../scripts/broker/private-rabbitmq.mjs');
type Electrons = typeof import('../../../scripts/electron/locate.mjs');
export type PrivateRabbitMq = Awaited<ReturnType<Brokers['startPrivateRabbitMq']>>;

export async function startBroker(): Promise<PrivateRabbitMq> {
  const { startPrivateRabbitMq } = (await load('scripts/broker/private-rabbitmq.mjs')) as Brokers;
  return startPrivateRabbitMq();
}

/** The Electron of this machine, and what it must be told. */
export async function electronHere(): Promise<{ readonly executable: string; readonly switches: readonly string[] }> {
  const { locateElectron, electronSwitches } = (await load('scripts/electron/locate.mjs')) as Electrons;
  const here = locateElectron();
  if (here === undefined) throw new Error('Electron is not here yet: run "node scripts/setup.mjs" once.');
  return { executable: here.executable, switches: electronSwitches() };
}

function load(file: string): Promise<unknown> {
  return import(pathToFileURL(path.join(ROOT, file)).href) as Promise<unknown>;
}
