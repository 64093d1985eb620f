import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { NotificationBody } from '../../protocol/http';
import { startFleet } from '../../simulator/fleet/start-fleet';
import { openSmallDisk, type SmallDisk } from '../faults/harness/small-disk';
import { pause } from '../faults/harness/wait';
import { buildBurnin, startBurnin } from '../support/burnin-command';
import { brokerUrl, until } from '../support/engine-console';
import { buildOwnConsole, startOwnConsole } from '../support/own-console';
import { testFactory } from '../support/scan-line';
import { writeRoster } from '../support/write-roster';

const MEBIBYTES = 8;
/** So much faster than the system's clock do timers run. */
const FASTER = 100;
/** In which the disk is looked at several times. */
const LOOKS_MS = 3_000;
const SCAN_S = 12;
/** The records have room of their own on a full disk: more answers come than fit into it. */
const DEVICES = 40;
const LATE_MS = 4_000;
/** So long does the command wait for records that cannot be written, once the time of the scan is over. */
const RECORDS_WAIT_S = 15;
const SLOW_S = 20;
let folder: string;
let disk: SmallDisk;

beforeAll(buildBurnin);
beforeAll(buildOwnConsole);

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-full-disk-'));
  await mkdir(path.join(folder, 'disk'));
  disk = await openSmallDisk(path.join(folder, 'disk'), MEBIBYTES);
  onTestFinished(async () => {
    await disk.close();
    await rm(folder, { recursive: true, force: true });
  });
});

it('a finish that comes while the disk is full ends the command with one sentence, and what was stored can be read', async () => {
  const fleet = await startFleet({ amqpUrl: brokerUrl(), count: 2, macs: 2, faults: { silent: 1 } });
  onTestFinished(() => fleet.stop());
  const { baseUrl } = await testFactory(fleet);
  const roster = await writeRoster(folder, fleet.roster);
  const db = path.join(disk.folder, 'burnin.sqlite');
  const args = ['--amqp', brokerUrl(), '--api', baseUrl, '--db', db, '--roster', roster, '--idle-s', '300', '--max-s', '600'];
  const command = startBurnin(['scan', ...args, '--operation', '77'], {}, disk.launch.before);
  await until('the one device that answers to be judged', () => /pass 1\b/.test(command.stdout() + command.stderr()));
  disk.fill();
  command.child.kill('SIGINT');
  expect(await command.ended).toBe(2);
  const said = command.stderr().trimEnd().split('\n');
  expect(said.at(-1)).toMatch(/^burnin: The disk that holds the database \S+ is full\. Free some space; /);
  expect(command.stdout() + command.stderr()).not.toMatch(/^\s+at |Error:/m);

  disk.makeRoom();
  const list = startBurnin(['export', '--db', db, '--operation', '77', '--format', 'csv'], {}, disk.launch.before);
  expect(await list.ended).toBe(0);
  expect(list.stdout()).toContain('pass');
});

it('a disk that stays full ends the command once the time of the scan and some seconds are over, with what to do', async () => {
  const late = { faults: { late: DEVICES - 1 }, lateMs: LATE_MS };
  const fleet = await startFleet({ amqpUrl: brokerUrl(), count: DEVICES, macs: 8, ...late });
  onTestFinished(() => fleet.stop());
  const { baseUrl } = await testFactory(fleet);
  const roster = await writeRoster(folder, fleet.roster);
  const db = path.join(disk.folder, 'burnin.sqlite');
  const times = ['--idle-s', String(SCAN_S), '--max-s', String(SCAN_S)];
  const args = ['--amqp', brokerUrl(), '--api', baseUrl, '--db', db, '--roster', roster, ...times];
  const command = startBurnin(['scan', ...args, '--operation', '78'], {}, disk.launch.before);
  await until('the one device that answers to be judged', () => /pass 1\b/.test(command.stdout() + command.stderr()));
  disk.fill();
  const hasEnded = await Promise.race([command.ended, pause((SCAN_S + RECORDS_WAIT_S + SLOW_S) * 1_000).then(() => 'never')]);
  expect(hasEnded).toBe(2);
  const finish = ['finish', '--db', db, '--operation', '78', '--api', baseUrl];
  const said = command.stderr().trimEnd().split('\n');
  expect(said.at(-1)).toMatch(/^burnin: The disk that holds the database \S+ is full\. Free some space; .* wait in RabbitMQ/);
  expect(said.at(-1)).toContain(`burnin finish --db ${db} --operation 78 --api BASE`);

  const onFullDisk = startBurnin(finish, {}, disk.launch.before);
  expect(await onFullDisk.ended).toBe(2);
  expect(onFullDisk.stderr()).toMatch(/^burnin: The disk that holds the database \S+ is full\./m);
  disk.makeRoom();
  const withRoom = startBurnin(finish, {}, disk.launch.before);
  expect(await withRoom.ended).toBe(0);
  expect(withRoom.stderr()).toContain('Operation 78 is ended as interrupted.');
}, 120_000);

it('a disk that is full while no scan is open is found, said in the window and told, once each time', async () => {
  const console = await startOwnConsole(
    {
      amqpUrl: 'amqp://127.0.0.1:1',
      apiBase: 'http://127.0.0.1:1',
      file: path.join(disk.folder, 'burnin.sqlite'),
      scan: {},
      api: {},
      timersFaster: FASTER,
    },
    disk.launch,
  );
  const told = async (): Promise<readonly string[]> => {
    const { deliveries } = await console.invoke('app.snapshot', {});
    const bodies = await Promise.all(deliveries.map(async ({ key }) => (await console.invoke('delivery.details', { key })).body));
    return bodies.map((body) => NotificationBody.parse(JSON.parse(body)).status);
  };
  const failures = (): number => console.notices.filter((sentence) => /^The disk that holds .* is full\./.test(sentence)).length;
  for (const times of [1, 2]) {
    disk.fill();
    await until('the full disk to be noticed', () => failures() === times);
    disk.makeRoom();
    await until('it to be told', async () => (await told()).length === times);
    await pause(LOOKS_MS);
  }
  expect([failures(), (await told()).length]).toEqual([2, 2]);
  for (const status of await told()) expect(status).toMatch(/The disk that holds .* is full\./);
});
