import { addressIn } from '../said-interfaces';
import type { ReportedInterface } from './reported-interface';

/** An interface of which a legacy agent told its name and its address. */
export function legacyInterface(name: string, mac: string): ReportedInterface {
  return {
    name,
    altNames: [],
    mac,
    permanentMac: null,
    addrAssignType: null,
    kind: name === 'lo' ? 'loopback' : 'physical',
    bus: null,
    pciAddress: null,
    driver: null,
    description: null,
    physSwitchId: null,
    conduit: null,
    carrier: null,
  };
}

/** `eth0:1` is one more IP address of `eth0`, as `ifconfig` lists it: no port, where it has the address of one. */
export function isAlias({ name, mac }: ReportedInterface, interfaces: readonly ReportedInterface[]): boolean {
  const [, port] = /^([^:]+):[^:]+$/.exec(name) ?? [];
  const address = addressIn(mac);
  return port !== undefined && address !== null && interfaces.some((row) => row.name === port && addressIn(row.mac) === address);
}
