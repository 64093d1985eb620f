import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

/** What tells one computer from another, hashed; empty where the system does not say. */
export interface HostTraits {
  /** Of the installed system. It goes with an image of its disk. */
  readonly machine: string;
  /** Of its network cards. A copied virtual machine gets others. */
  readonly cards: readonly string[];
}

const NETWORK = '/sys/class/net';
/** The card's own address: neither made up nor set by a program. */
const PERMANENT = '0';

export async function readHostTraits(): Promise<HostTraits> {
  const machine = await textOf('/etc/machine-id');
  const names = await readdir(NETWORK).catch(() => []);
  const cards = await Promise.all(names.map(addressOf));
  return {
    machine: machine === '' ? '' : hashOf(machine),
    cards: cards
      .filter((address) => address !== '')
      .map(hashOf)
      .toSorted(),
  };
}

/** What is not known speaks for nothing. One card that stayed is enough: others come and go. */
export function isSameHost(one: HostTraits, other: HostTraits): boolean {
  if (one.machine !== '' && other.machine !== '' && one.machine !== other.machine) return false;
  return one.cards.length === 0 || other.cards.length === 0 || one.cards.some((card) => other.cards.includes(card));
}

async function addressOf(name: string): Promise<string> {
  const folder = `${NETWORK}/${name}`;
  // What is no device (bridges, a container's ports) has an address that somebody made up.
  const isDevice = (await readdir(`${folder}/device`).catch(() => [])).length > 0;
  return isDevice && (await textOf(`${folder}/addr_assign_type`)) === PERMANENT ? textOf(`${folder}/address`) : '';
}

async function textOf(file: string): Promise<string> {
  return (await readFile(file, 'utf8').catch(() => '')).trim();
}

function hashOf(value: string): string {
  return createHash('sha256').update(`burnin ${value}`).digest('hex').slice(0, 16);
}
