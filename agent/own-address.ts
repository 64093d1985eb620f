import { createSocket } from 'node:dgram';
import { networkInterfaces } from 'node:os';

/**
 * The address that this machine would use towards a host. Connecting a datagram socket asks the routing table and sends
 * nothing.
 * @returns the first outer address of the machine where there is no route; `''` where it has none.
 */
export function findOwnAddress(hostname: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = createSocket(hostname.includes(':') ? 'udp6' : 'udp4');
    const finish = (address: string): void => {
      socket.close();
      resolve(address);
    };
    socket.once('error', () => {
      finish(firstOuterAddress());
    });
    socket.connect(port, hostname, () => {
      finish(socket.address().address);
    });
  });
}

function firstOuterAddress(): string {
  const outer = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => !address.internal);
  return (outer.find((address) => address.family === 'IPv4') ?? outer[0])?.address ?? '';
}
