import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { ScanResult } from '../../main/cli/scan-result';
import type { Factory } from '../../simulator/factory/factory-server';
import { startFleet } from '../../simulator/fleet/start-fleet';
import { buildBurnin, MANY_STARTS_MS, startBurnin, type RunningCommand } from '../support/burnin-command';
import { brokerUrl, until } from '../support/engine-console';
import { testFactory } from '../support/scan-line';

let folder: string;
let made: Factory;
let other: Factory;
let scan: (api: Factory, ...more: readonly string[]) => RunningCommand;

vi.setConfig({ testTimeout: MANY_STARTS_MS });
beforeAll(buildBurnin);

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-factories-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const fleet = await startFleet({ amqpUrl: brokerUrl(), macs: 3, count: 3 });
  onTestFinished(() => fleet.stop());
  made = await testFactory(fleet);
  other = await testFactory(fleet);
  // Takes whoever answers, so that it waits for more when all have.
  scan = ({ baseUrl }, ...more) =>
    startBurnin(['scan', '--amqp', brokerUrl(), '--api', baseUrl, '--db', db(), '--idle-s', '4', ...more]);
  const first = scan(made, '--operation', 'op-1', '--pair-passed');
  await until('the verdicts', () => first.stderr().includes('pass 3'));
  await made.goDown();
  await first.ended;
  await until('what waits', () => first.stderr().includes('Still queued: 1 scan log, 1 notification, 1 list for Pair.'));
});

function db(): string {
  return path.join(folder, 'burnin.sqlite');
}

async function resultOf(file: string): Promise<ScanResult> {
  return JSON.parse(await readFile(file, 'utf8')) as ScanResult;
}

function ofFirst(factory: Factory, kind: 'logs' | 'notifications' | 'pairs'): readonly string[] {
  return factory
    .received(kind)
    .map(({ raw }) => raw)
    .filter((raw) => raw.includes('op-1'));
}

it('what waits for one factory does not go to the next that a scan names, and is told with its address', async () => {
  const json = path.join(folder, 'second.json');
  const second = scan(other, '--operation', 'op-2', '--json', json);
  expect(await second.ended).toBe(0);
  for (const kind of ['logs', 'notifications', 'pairs'] as const) expect(ofFirst(other, kind)).toEqual([]);
  expect(other.received('logs')).toHaveLength(1);
  expect(second.stderr()).toContain(
    `  → 3 messages of these wait for ${made.baseUrl} and are not sent to ${other.baseUrl}. A scan with --api ${made.baseUrl} sends them;`,
  );
  const { waitingElsewhere, earlierDeliveries } = await resultOf(json);
  expect(waitingElsewhere).toEqual([{ madeFor: made.baseUrl, sendsTo: other.baseUrl, messages: 3 }]);
  expect(earlierDeliveries.map(({ operationId, state }) => `${operationId} ${state}`)).toEqual(Array(3).fill('op-1 queued'));

  await made.comeBack();
  const third = scan(made, '--operation', 'op-3');
  expect(await third.ended).toBe(0);
  expect(ofFirst(made, 'pairs')).toHaveLength(1);
  expect(third.stderr()).toContain('  accepted  1 scan log, 1 notification, 1 list for Pair of operation op-1');
});

it('a person has it go to the other one, and the next scan sends it there', async () => {
  const words = ['deliveries', 'readdress', '--db', db(), '--from', made.baseUrl, '--to', other.baseUrl];
  expect(await startBurnin(words).ended).toBe(0);
  expect(await scan(other, '--operation', 'op-2').ended).toBe(0);
  expect(ofFirst(other, 'pairs')).toHaveLength(1);
});

it('a list of an earlier scan that the next one finds refused is told, and its exit code is 1', async () => {
  await made.comeBack();
  made.control({ kind: 'status', status: 422, route: 'pair' });
  const json = path.join(folder, 'second.json');
  // Until its next try is due.
  const second = scan(made, '--operation', 'op-2', '--json', json, '--idle-s', '40');
  expect(await second.ended).toBe(1);
  expect(second.stderr()).toContain('  rejected  Pair, 3 devices of operation op-1 – ');
  expect(second.stderr()).toContain('  → Open these records in the console:');
  const { earlierDeliveries } = await resultOf(json);
  expect(earlierDeliveries.map((one) => `${one.kind} ${one.state}`)).toContain('pair rejected');
});
