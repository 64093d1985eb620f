import http from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { openProxy } from '../../agent/fixtures/cuttable-proxy';
import { served } from '../../main/adapters/http/testing/served';
import { SignalMessage } from '../../protocol/signal';
import { startFleet } from '../../simulator/fleet/start-fleet';
import { brokerUrl, until, untilDone } from '../support/engine-console';
import { testConsole, testFactory } from '../support/scan-line';

/** A light that takes what it is told, and what it was told. */
async function light(): Promise<{ readonly url: string; readonly told: readonly SignalMessage[] }> {
  const told: SignalMessage[] = [];
  const url = await served(
    http.createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => void chunks.push(chunk));
      request.on('end', () => {
        told.push(SignalMessage.parse(JSON.parse(Buffer.concat(chunks).toString())));
        response.writeHead(204).end();
      });
    }),
  );
  return { url: `${url}/light`, told };
}

it('a stack light follows a real scan: ready, scanning, a failure, a hand that is needed, a broker that is gone, the end of the program', async () => {
  const target = new URL(brokerUrl());
  const proxy = await openProxy({ host: target.hostname, port: Number(target.port) });
  onTestFinished(() => proxy.close());
  const throughProxy = new URL(target);
  throughProxy.port = String(proxy.port);
  const { url, told } = await light();
  const fleet = await startFleet({ amqpUrl: brokerUrl(), count: 6, macs: 2, spreadMs: 2_000, faults: { wrongMac: 2 } });
  onTestFinished(() => fleet.stop());
  const factory = await testFactory(fleet);
  const console = await testConsole({
    amqpUrl: throughProxy.href,
    apiBase: factory.baseUrl,
    station: { name: 'Line 2' },
    signals: { url },
  });
  const states = () => told.map(({ state }) => state).filter((state, place, all) => state !== all[place - 1]);
  await until('the light to be told that nothing runs', () => states().includes('ready'));
  await console.scan({ operationId: 'lit', roster: fleet.roster });
  await untilDone(console);
  await until('the end of the scan', () => told.at(-1)?.state === 'needsHand');
  expect(told.at(-1)).toMatchObject({ station: 'Line 2', operation: 'lit', expected: 6, passed: 4, needy: 2 });
  proxy.freeze();
  await until('the silence of the broker', () => told.at(-1)?.state === 'down', 30_000);
  proxy.release();
  await until('the broker again', () => told.at(-1)?.state === 'needsHand', 30_000);
  await console.stop();
  // What lasts less than the time in which changes are gathered may be left out.
  const seen = states().filter((state) => state !== 'scanning');
  expect(seen).toEqual(['ready', 'failure', 'needsHand', 'down', 'needsHand', 'off']);
  expect(told.map(({ sequence }) => sequence)).toEqual(told.map((_message, place) => place + 1));
});
