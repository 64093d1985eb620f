import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { createStore } from '../../main/adapters/store/create-store';
import type { OperationId } from '../../protocol/ids';
import { REPORT_QUEUE } from '../../protocol/topology';
import { startPrivateRabbitMq } from '../../scripts/broker/private-rabbitmq.mjs';
import { openSmallDisk } from '../faults/harness/small-disk';
import { pause } from '../faults/harness/wait';
import { until } from '../support/engine-console';
import { LONG_SCAN } from '../support/hand-rack';
import { buildOwnConsole, startOwnConsole } from '../support/own-console';
import { openRawBroker, type RawBroker } from '../support/raw-broker';

const VHOST = 'quorum';
/** What was given back once more than so often, the broker drops. */
const DELIVERY_LIMIT = 1;
const COUNT = 40;
const MEBIBYTES = 64;
/** So large that the room that the database has in its own files does not last for all of them. */
const REPORT_BYTES = 600 * 1024;
/** In place of ten minutes. */
const HOLD_MS = 1_500;
/** Longer than it takes to hold reports, give them back, and try them in vain several times more. */
const OUTAGE_MS = 20_000;
const OPERATION = 'full';
const SERIALS = Array.from({ length: COUNT }, (_, index) => `SN-${String(index).padStart(2, '0')}`);

beforeAll(buildOwnConsole);

function report(sn: string): Buffer {
  const filler = randomBytes((REPORT_BYTES / 4) * 3).toString('base64');
  const interfaces = [{ interface: 'eth0', macaddr: `02:00:00:00:00:${sn.slice(-2)}` }];
  return Buffer.from(JSON.stringify({ operationId: OPERATION, sn, bootId: sn, attempt: 1, interfaces, filler }));
}

/** A broker of its own where every queue is a quorum queue with a delivery limit, which is what RabbitMQ 4 does by itself. */
async function quorumBroker(): Promise<{ readonly amqpUrl: string; readonly raw: RawBroker }> {
  const rabbit = await startPrivateRabbitMq();
  onTestFinished(() => rabbit.stop());
  await rabbit.ctl(['add_vhost', VHOST, '--default-queue-type', 'quorum']);
  await rabbit.ctl(['set_permissions', '-p', VHOST, 'guest', '.*', '.*', '.*']);
  const limit = JSON.stringify({ 'delivery-limit': DELIVERY_LIMIT });
  await rabbit.ctl(['set_policy', '-p', VHOST, 'limit', '.*', limit, '--apply-to', 'queues']);
  const amqpUrl = `${rabbit.url}/${VHOST}`;
  const raw = await openRawBroker(amqpUrl);
  onTestFinished(() => raw.close());
  return { amqpUrl, raw };
}

it('on a quorum queue with a delivery limit, a disk that is full for long costs no report that the broker has confirmed', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-full-quorum-'));
  await mkdir(path.join(folder, 'disk'));
  const disk = await openSmallDisk(path.join(folder, 'disk'), MEBIBYTES);
  onTestFinished(async () => {
    await disk.close();
    await rm(folder, { recursive: true, force: true });
  });
  const { amqpUrl, raw } = await quorumBroker();
  const console = await startOwnConsole(
    {
      amqpUrl,
      apiBase: 'http://127.0.0.1:1',
      file: path.join(disk.folder, 'burnin.sqlite'),
      scan: LONG_SCAN,
      api: { lookUpTries: 1 },
      registry: { fromScans: false },
      holdMs: HOLD_MS,
    },
    disk.launch,
  );
  const look = () => console.invoke('app.snapshot', {});
  await until('the console to be connected', async () => (await look()).connections.broker.state === 'up', 30_000);
  await console.invoke('scan.start', {
    operationId: OPERATION,
    operatorId: 'tester',
    scanMode: 0,
    rosterText: SERIALS.join('\n'),
  });
  const answered = async () => (await look()).devices.filter(({ status }) => status !== 'waiting').map(({ sn }) => sn);

  disk.fill();
  for (const sn of SERIALS) await raw.publish({ queue: REPORT_QUEUE }, report(sn), { persistent: true });
  const isFull = (sentence: string): boolean => /^The disk that holds .* is full\./.test(sentence);
  await until('the console to say so', () => console.notices.some(isFull), 30_000);
  await pause(OUTAGE_MS);
  expect((await answered()).length).toBeLessThan(COUNT);

  disk.makeRoom();
  await until('every report to be in', async () => (await answered()).length === COUNT, 60_000);
  await until('the queue to be empty', async () => (await raw.waiting(REPORT_QUEUE)) === 0, 30_000);
  const { reports } = await console.invoke('app.health', {});
  expect(reports).toMatchObject({ stored: COUNT, duplicates: 0, stale: 0, quarantined: 0 });
  await console.stop();
  await disk.copyTo(path.join(folder, 'copy'));
  const store = await createStore({ file: path.join(folder, 'copy', 'burnin.sqlite') });
  onTestFinished(() => store.close());
  const stored = await store.loadReports(OPERATION as OperationId);
  expect(stored.map(({ sn }) => sn).toSorted()).toEqual(SERIALS);
}, 240_000);
