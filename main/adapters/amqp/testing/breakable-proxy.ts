import { once } from 'node:events';
import { type Socket, connect, createServer } from 'node:net';

export interface BreakableProxy {
  readonly port: number;
  /** Breaks every connection off, as a pulled cable does; new ones are let through. */
  break(): void;
  /** Pieces that the target has sent, over all connections. */
  answers(): number;
  close(): Promise<void>;
}

/**
 * Passes connections on to a port of this machine.
 *
 * @param breakAt breaks everything off once, in place of passing on this piece of what the target sends (from 1)
 */
export async function startBreakableProxy(targetPort: number, breakAt?: number): Promise<BreakableProxy> {
  let answers = 0;
  const sockets = new Set<Socket>();
  const breakAll = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
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
    }
    near.pipe(far);
    far.on('data', (bytes) => {
      answers += 1;
      if (answers === breakAt) breakAll();
      else near.write(bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no TCP port.');
  return {
    port: address.port,
    break: breakAll,
    answers: () => answers,
    async close() {
      server.close();
      breakAll();
      await once(server, 'close');
    },
  };
}
