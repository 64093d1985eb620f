import { once } from 'node:events';
import { type Socket, connect, createServer } from 'node:net';

export interface BreakableProxy {
  readonly port: number;
  /** Breaks every connection off, as a pulled cable does; new ones are let through. */
  break(): void;
  close(): Promise<void>;
}

/** Passes connections on to a port of this machine. */
export async function startBreakableProxy(targetPort: number): Promise<BreakableProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no TCP port.');
  const breakAll = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    port: address.port,
    break: breakAll,
    async close() {
      server.close();
      breakAll();
      await once(server, 'close');
    },
  };
}
