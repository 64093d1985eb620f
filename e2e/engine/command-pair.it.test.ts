import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { ScanResult } from '../../main/cli/scan-result';
import { pause } from '../../main/cli/waits';
import type { ControlInput } from '../../simulator/factory/control-request';
import type { Factory } from '../../simulator/factory/factory-server';
import { startFleet, type FleetOptions } from '../../simulator/fleet/start-fleet';
import { buildBurnin, MANY_STARTS_MS, startBurnin, type RunningCommand } from '../support/burnin-command';
import { brokerUrl, until } from '../support/engine-console';
import { testFactory } from '../support/scan-line';
import { writeRoster } from '../support/write-roster';

let folder: string;

vi.setConfig({ testTimeout: MANY_STARTS_MS });
beforeAll(buildBurnin);

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-command-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

interface Line {
  readonly factory: Factory;
  readonly scan: (...more: readonly string[]) => RunningCommand;
  readonly scanOfAny: (...more: readonly string[]) => RunningCommand;
}

async function line(options: Omit<FleetOptions, 'amqpUrl'>, control: readonly ControlInput[] = []): Promise<Line> {
  const fleet = await startFleet({ amqpUrl: brokerUrl(), macs: 3, ...options });
  onTestFinished(() => fleet.stop());
  const factory = await testFactory(fleet, control);
  const roster = await writeRoster(folder, fleet.roster);
  const args = ['scan', '--amqp', brokerUrl(), '--api', factory.baseUrl, '--db', path.join(folder, 'burnin.sqlite')];
  const scanOfAny: Line['scan'] = (...more) => startBurnin([...args, ...more]);
  return { factory, scan: (...more) => scanOfAny('--roster', roster, ...more), scanOfAny };
}

it('names the operation that may have paired what passed, sends nothing, and ends with 1', async () => {
  const { factory, scan } = await line({ count: 3 }, [{ kind: 'dropAfterProcessing', route: 'pair', count: 1 }]);
  const first = scan('--operation', 'op-1', '--pair-passed', '--idle-s', '2');
  expect(await first.ended).toBe(1);
  const second = scan('--operation', 'op-2', '--pair-passed', '--idle-s', '2');
  expect(await second.ended).toBe(1);
  expect(second.stderr()).toContain(
    'Nothing to pair: 3 devices passed and are held back, because Pair may have taken them in operation op-1: ',
  );
  expect(second.stderr()).not.toContain('not on the list');
  expect(factory.received('pairs')).toHaveLength(1);
});

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s: an interrupted scan sends its log, and nothing to Pair',
  async (signal) => {
    const { factory, scan } = await line({ count: 3, faults: { mute: 1 } });
    const command = scan('--pair-passed', '--idle-s', '100');
    await until('two verdicts', () => command.stderr().includes('pass 2 + waiting 1'));
    command.child.kill(signal);
    expect(await command.ended).toBe(1);
    expect(command.stderr()).toContain('Pair: nothing was sent, because the scan was interrupted.');
    expect(factory.received('logs')).toHaveLength(1);
    expect(factory.received('pairs')).toEqual([]);
  },
);

it.each([
  ['refuses it', { kind: 'status', status: 422, route: 'pair' }, 'rejected'],
  ['took it and broke off', { kind: 'dropAfterProcessing', route: 'pair' }, 'unknown'],
] as const)('a signal while Pair is under way waits for its answer, which %s: told, and 1', async (_what, control, state) => {
  const { factory, scan } = await line({ count: 3 }, [{ kind: 'slow', ms: 3_000, route: 'pair' }, control]);
  const json = path.join(folder, 'result.json');
  const command = scan('--pair-passed', '--idle-s', '2', '--json', json);
  await until('Pair is under way', () => command.stderr().includes('3 serial numbers confirmed'));
  await pause(500);
  command.child.kill('SIGTERM');
  expect(await command.ended).toBe(1);
  expect(command.stderr()).toContain('Waiting for the answer of the factory: 1 list for Pair.');
  expect(command.stderr()).not.toContain('Still queued: 1 list for Pair');
  const { deliveries, counts } = JSON.parse(await readFile(json, 'utf8')) as ScanResult;
  expect(deliveries.find(({ kind }) => kind === 'pair')).toMatchObject({ state });
  expect(counts.pairRefused + counts.pairUnknown).toBe(3);
  expect(factory.received('pairs').length).toBeLessThanOrEqual(1);
});

it('ends with 0 where the factory has taken nothing yet, names it at the end and in --json, and the next scan sends it', async () => {
  const { factory, scan, scanOfAny } = await line({ count: 2 }, [
    { kind: 'status', status: 500, route: ['log', 'notification'] },
  ]);
  const json = path.join(folder, 'result.json');
  const command = scan('--operation', 'op-1', '--idle-s', '2', '--json', json);
  expect(await command.ended).toBe(0);
  expect(command.stderr()).toContain(
    '  → Still queued: 1 scan log, 1 notification. The next scan with these records goes on trying to send them to the same address.',
  );
  const { deliveries } = JSON.parse(await readFile(json, 'utf8')) as ScanResult;
  expect(deliveries.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['log queued', 'notification queued']);
  const before = factory.received('logs').length;
  factory.control({ kind: 'clear' });
  // Takes whoever answers, so that it waits for more until the message is due.
  scanOfAny('--operation', 'op-2', '--idle-s', '100');
  const sent = (): string =>
    factory
      .received('logs')
      .slice(before)
      .map(({ raw }) => raw)
      .join(' ');
  await until('the scan log of the first scan', () => sent().includes('"op-1"'), 60_000);
});
