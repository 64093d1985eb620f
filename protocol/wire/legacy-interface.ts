import { addressIn } from '../said-interfaces';
import { plainInterface, type ReportedInterface } from './reported-interface';

/** An interface of which a legacy agent told its name and its address. */
export function legacyInterface(name: string, mac: string): ReportedInterface {
  const plain = plainInterface(name, mac);
  return name === 'lo' ? { ...plain, kind: 'loopback' } : plain;
}

/** `eth0:1` is one more IP address of `eth0`, as `ifconfig` lists it: no port, where it has the address of one. */
export function isAlias({ name, mac }: ReportedInterface, interfaces: readonly ReportedInterface[]): boolean {
  const [, port] = /^([^:]+):[^:]+$/.exec(name) ?? [];
  const address = addressIn(mac);
  return port !== undefined && address !== null && interfaces.some((row) => row.name === port && addressIn(row.mac) === address);
}
