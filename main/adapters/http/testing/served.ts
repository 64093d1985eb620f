import http from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { onTestFinished } from 'vitest';

/** Has a server listen until the test ends. @returns its address: `http://127.0.0.1:PORT` */
export async function served(answering: http.RequestListener | Server): Promise<string> {
  const server = typeof answering === 'function' ? http.createServer(answering) : answering;
  onTestFinished(async () => {
    if (server instanceof http.Server) server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
