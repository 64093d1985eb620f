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
