import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Finds TCP ports on the loopback address that nobody uses at this moment.
 *
 * @param {number} count
 * @returns {Promise<number[]>} all different
 */
export async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer());
  try {
    return await Promise.all(
      servers.map(async (server) => {
        server.listen(0, '127.0.0.1');
        await once(server, 'listening');
        const address = server.address();
        if (address === null || typeof address === 'string') throw new Error('The system gave no TCP port.');
        return address.port;
      }),
    );
  } finally {
    for (const server of servers) server.close();
  }
}
