import { ChildProcess } from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';
import { onTestFinished, vi } from 'vitest';

/** Watches the ways that lead out of this process, until the test ends. @returns what was called, by name */
export function watchWaysOut(): () => readonly string[] {
  const spies = {
    'Socket.connect': vi.spyOn(net.Socket.prototype, 'connect'),
    'Server.listen': vi.spyOn(net.Server.prototype, 'listen'),
    'dgram.bind': vi.spyOn(dgram.Socket.prototype, 'bind'),
    'dgram.send': vi.spyOn(dgram.Socket.prototype, 'send'),
    'dns.lookup': vi.spyOn(dns, 'lookup'),
    fetch: vi.spyOn(globalThis, 'fetch'),
    // Not in the types: the one way by which every child process is started.
    spawn: vi.spyOn(ChildProcess.prototype as ChildProcess & { spawn: () => number }, 'spawn'),
  };
  onTestFinished(() => {
    for (const spy of Object.values(spies)) spy.mockRestore();
  });
  return () => Object.entries(spies).flatMap(([name, { mock }]) => (mock.calls.length === 0 ? [] : [name]));
}
