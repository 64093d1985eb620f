import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { createFrameCutter, type FrameCut } from './frame-cutter';
import { pause } from './wait';

/** What a line does with bytes: `swallow` takes them all and tells nobody; `down` lets no connection be made. */
type LineState = 'well' | 'swallow' | 'down';

/** A TCP line on the loopback address that a fault can spoil in every way; it works in both directions. */
export interface FaultyProxy {
  /** The target's URL by way of the line. */
  readonly url: string;
  /** For the connections open now and all later ones. Coming back from `swallow`, what was open stays dead. */
  become(state: LineState): void;
  /** Every byte is this much later from now on. */
  delayBy(ms: number): void;
  /** Breaks every open connection. */
  cut(): void;
  /** Cuts the next frame with a payload towards the client, or towards the server. @param most how many bytes it loses at most */
  truncateNext(towards: Towards, ending: FrameCut['ending'], most: number): void;
  /** How often something was cut short since the line was opened. */
  truncated(): number;
  close(): Promise<void>;
}

type Towards = 'client' | 'server';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  dead: boolean;
}

/** @param target an AMQP URL on this machine */
export async function openFaultyProxy(target: string): Promise<FaultyProxy> {
  const to = new URL(target);
  const pairs = new Set<Pair>();
  const cuts: Record<Towards, FrameCut[]> = { client: [], server: [] };
  let state: LineState = 'well';
  let delayMs = 0;
  let truncated = 0;

  const endBoth = ({ client, server }: Pair): void => {
    client.destroy();
    server.destroy();
  };

  const pass = (pair: Pair, from: Socket, into: Socket, towards: Towards): void => {
    // In order, also when the delay changes.
    let tail = Promise.resolve();
    const cutter = createFrameCutter((most) => {
      const cut = cuts[towards].shift();
      if (cut === undefined) return null;
      truncated += 1;
      return { ...cut, bytes: Math.min(cut.bytes, most) };
    });
    from.on('data', (bytes: Buffer) => {
      if (state === 'swallow') pair.dead = true;
      if (pair.dead) return;
      const { bytes: passed, end } = cutter.pass(bytes);
      const write = (): void => {
        if (into.writable && !pair.dead) into.write(passed);
        if (end) endBoth(pair);
      };
      const due = performance.now() + delayMs;
      const before = tail;
      const inTurn = async (): Promise<void> => {
        await before;
        const early = due - performance.now();
        if (early > 0) await pause(early);
        write();
      };
      tail = inTurn();
    });
  };

  const server: Server = createServer((client) => {
    if (state === 'down') {
      client.resetAndDestroy();
      return;
    }
    const upstream = createConnection(Number(to.port), to.hostname);
    const pair: Pair = { client, server: upstream, dead: false };
    pairs.add(pair);
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        // Whoever is behind a line that swallows is not told of the other's end either.
        if (pair.dead && state === 'swallow') return;
        pairs.delete(pair);
        endBoth(pair);
      });
    }
    pass(pair, client, upstream, 'server');
    pass(pair, upstream, client, 'client');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const url = new URL(target);
  url.port = String(typeof address === 'object' && address !== null ? address.port : 0);

  const cut = (): void => {
    for (const pair of pairs) endBoth(pair);
  };
  return {
    url: url.href,
    become(next) {
      state = next;
      if (next === 'swallow') for (const pair of pairs) pair.dead = true;
      if (next === 'down') cut();
    },
    delayBy: (ms) => {
      delayMs = ms;
    },
    cut,
    truncateNext: (towards, ending, most) => void cuts[towards].push({ ending, bytes: most }),
    truncated: () => truncated,
    close() {
      cut();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
