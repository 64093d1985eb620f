import { openProxy, type CuttableProxy } from '../../agent/fixtures/cuttable-proxy';
import { brokerUrl } from './engine-console';

/** The test run's broker behind a line that a test can cut and mend. */
export interface CuttableBroker {
  /** Where the broker is reached through the line. */
  readonly url: string;
  /** `127.0.0.1:PORT`, as sentences name it. */
  readonly place: string;
  /** Breaks what is open; new connections are let through. */
  cut(): void;
  /** Nothing is let through until `mend`. */
  takeDown(): Promise<void>;
  mend(): Promise<void>;
}

export async function openCuttableBroker(): Promise<CuttableBroker> {
  const target = new URL(brokerUrl());
  const place = { host: target.hostname, port: Number(target.port) };
  let proxy: CuttableProxy = await openProxy(place);
  const { port } = proxy;
  const url = new URL(target);
  url.port = String(port);
  return {
    url: url.href,
    place: `127.0.0.1:${port}`,
    cut: () => proxy.cut(),
    takeDown: () => proxy.close(),
    mend: async () => {
      proxy = await openProxy(place, port);
    },
  };
}
