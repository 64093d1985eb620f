import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { openTestConsole, type TestConsole } from '../agent/fixtures/test-console';
import { readDeviceInfo } from '../protocol/device-info';
import { DEFAULT_PATHS } from '../protocol/http';
import { readJsonObject } from '../protocol/wire/body';
import { readHardwareReport } from '../protocol/wire/read-report';
import { jsonOf, sendRaw } from './factory/raw-request';
import type { DeviceOracle } from './faults/oracle';

const amqpUrl = process.env['BURNIN_AMQP_URL'] ?? '';
const ReadyLine = z.strictObject({
  ready: z.literal(true),
  apiBase: z.string().nullable(),
  agents: z.number(),
  roster: z.array(z.string()).optional(),
});

/** A simulator in a process of its own, as the packaged command starts it. */
interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly errors: () => string;
  readonly exit: Promise<number | null>;
}

let folder: string;
let bundle: string;
const runs: Run[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-'));
  bundle = join(folder, 'simulator.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'index.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    define: { __APP_VERSION__: '"9.8.7"' },
    logLevel: 'error',
  });
});

afterEach(async () => {
  for (const run of runs.splice(0)) {
    run.child.kill('SIGKILL');
    await run.exit;
  }
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

function simulator(...args: readonly string[]): Run {
  const child = spawn(process.execPath, [bundle, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const exit = once(child, 'close').then(([code]: (number | null)[]) => code ?? null);
  const run = { child, output: () => output, errors: () => errors, exit };
  runs.push(run);
  return run;
}

/** The line of JSON that says everything runs. */
async function ready(run: Run): Promise<z.infer<typeof ReadyLine>> {
  await vi.waitFor(() => expect(`${run.output()}${run.errors()}`).toMatch(/^\{.+\n/u), { timeout: 60_000, interval: 20 });
  return ReadyLine.parse(JSON.parse(run.output()));
}

async function stop(run: Run, signal: NodeJS.Signals): Promise<number | null> {
  run.child.kill(signal);
  return run.exit;
}

/** `VmRSS` and `VmHWM` of a process, MiB. */
async function memoryOf(run: Run): Promise<{ readonly nowMiB: number; readonly peakMiB: number }> {
  const status = await readFile(`/proc/${run.child.pid ?? 0}/status`, 'utf8');
  const read = (key: string): number => Math.round(Number(new RegExp(`^${key}:\\s+(\\d+) kB$`, 'mu').exec(status)?.[1]) / 1024);
  return { nowMiB: read('VmRSS'), peakMiB: read('VmHWM') };
}

function serialsIn(console_: TestConsole): readonly string[] {
  return [...console_.onReplyQueue, ...console_.onReportQueue].flatMap(({ content }) => {
    const body = readJsonObject(content, (bytes) => Buffer.from(bytes).toString('utf8'));
    const report = body.ok ? readHardwareReport(body.value) : body;
    return report.ok ? [report.value.sn] : [];
  });
}

describe('the simulator as a command', () => {
  it('runs factory and fleet that belong together, writes its files, and ends cleanly on SIGTERM', async () => {
    const [roster, oracle] = [join(folder, 'roster.txt'), join(folder, 'oracle.json')];
    const files = ['--roster-file', roster, '--oracle-file', oracle, '--data', join(folder, 'received')];
    const run = simulator(
      'all',
      '--agents',
      '12',
      '--amqp',
      amqpUrl,
      '--port',
      '0',
      '--faults',
      'unregistered=1,mesDown=1,silent=1',
      '--print-roster',
      ...files,
    );
    const line = await ready(run);
    expect(line).toMatchObject({ agents: 12, apiBase: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/u) as string });
    expect((await readFile(roster, 'utf8')).split('\n').slice(0, -1)).toEqual(line.roster);
    const truth = JSON.parse(await readFile(oracle, 'utf8')) as readonly DeviceOracle[];
    expect(truth.map(({ serial }) => serial)).toEqual(line.roster);
    for (const { serial, fault, attempts } of truth) {
      const seen = await sendRaw(`${line.apiBase ?? ''}${DEFAULT_PATHS.deviceInfo}?serialNo=${serial}`);
      const answer = seen.status === 200 ? readDeviceInfo(jsonOf(seen), serial) : seen.status;
      const known = { ok: true, value: { kind: attempts[0].status === 'notRegistered' ? 'notRegistered' : 'expected' } };
      expect([fault, answer]).toMatchObject([fault, fault === 'mesDown' ? 503 : known]);
    }
    expect(await stop(run, 'SIGTERM')).toBe(0);
    expect(run.errors()).toMatch(
      /info {2}The factory listens at .+\n.+info {2}Starting 12 devices on .+\n.+info {2}11 agents listen on 1 connections?\.\n.+info {2}Stopping\.\n$/u,
    );
    expect(run.errors()).not.toContain(`:${new URL(amqpUrl).password}@`);
  });

  it('ends cleanly on SIGINT, as a factory alone', async () => {
    const run = simulator('factory', '--port', '0', '--control', '{"kind":"status","status":500,"route":"deviceInfo"}');
    const { apiBase, agents } = await ready(run);
    expect(agents).toBe(0);
    expect((await sendRaw(`${apiBase ?? ''}${DEFAULT_PATHS.deviceInfo}?serialNo=A`)).status).toBe(500);
    expect(await stop(run, 'SIGINT')).toBe(0);
  });

  it('ends cleanly on SIGTERM while it still waits for a broker', async () => {
    const run = simulator('fleet', '--agents', '3', '--amqp', 'amqp://127.0.0.1:1/');
    await vi.waitFor(() => expect(run.errors()).toContain('Cannot connect to the broker'), { timeout: 5000 });
    expect(await stop(run, 'SIGTERM')).toBe(0);
    expect(run.errors()).toMatch(/\nStopped with 0 of 3 agents ready\.\n$/u);
    expect(run.output()).toBe('');
  });

  it('plays a MES database that a fleet wrote', async () => {
    const file = join(folder, 'mes.json');
    const fleet = simulator('fleet', '--agents', '3', '--amqp', amqpUrl, '--mes-out', file, '--print-roster');
    const { roster, apiBase } = await ready(fleet);
    expect(apiBase).toBeNull();
    expect(await stop(fleet, 'SIGTERM')).toBe(0);
    const factory = simulator('factory', '--port', '0', '--mes-file', file);
    const devices = jsonOf(await sendRaw(`${(await ready(factory)).apiBase ?? ''}/devices`));
    expect(devices).toMatchObject({ devices: roster?.map((serialNo) => ({ serialNo })) });
  });

  it.each([
    [['--agents', 'many'], 2, '--agents must be a whole number from 1 to 100000, not "many".\n'],
    [
      ['fleet', '--amqp', 'http://x/'],
      2,
      '--amqp: the broker URL begins with "http:"; it must begin with amqp:// or amqps://.\n',
    ],
    [
      ['fleet', '--agents', '2', '--faults', 'silent=3'],
      2,
      'The faults need 3 devices, and this fleet has 2; ask for fewer faults, or --agents 3.\n',
    ],
    [
      ['factory', '--mes-file', '/nowhere/mes.json'],
      1,
      'The MES database /nowhere/mes.json cannot be read: there is no such file.\n',
    ],
  ] as const)('%j: exit code %i and one sentence', async (args, code, sentence) => {
    const run = simulator(...args);
    expect(await run.exit).toBe(code);
    expect(run.output()).toBe('');
    expect(run.errors()).toBe(sentence);
  });

  it('ends with a sentence when a file cannot be written, and leaves nothing running', async () => {
    const run = simulator('all', '--agents', '2', '--port', '0', '--amqp', amqpUrl, '--roster-file', '/nowhere/roster.txt');
    expect(await run.exit).toBe(1);
    expect(run.errors()).toMatch(/\nCannot write \/nowhere\/roster\.txt: there is no such file\.\n$/u);
  });

  it('says that a port is taken', async () => {
    const { apiBase } = await ready(simulator('factory', '--port', '0'));
    const port = new URL(apiBase ?? '').port;
    const second = simulator('factory', '--port', port);
    expect(await second.exit).toBe(1);
    expect(second.errors()).toBe(`Port ${port} on 127.0.0.1 is taken; give another one with --port.\n`);
  });

  it('prints its version and its help', async () => {
    const version = simulator('--version');
    expect([await version.exit, version.output()]).toEqual([0, '9.8.7\n']);
    const help = simulator('--help');
    expect([await help.exit, help.output().startsWith('Usage: simulator [all|factory|fleet] [flags]\n')]).toEqual([0, true]);
  });
});

describe('a thousand agents in one process', () => {
  it('all answer a fanout: 1,000 devices with 8 MACs each', async () => {
    const began = performance.now();
    const run = simulator(
      'all',
      '--agents',
      '1000',
      '--macs',
      '8',
      '--seed',
      '3',
      '--amqp',
      amqpUrl,
      '--port',
      '0',
      '--print-roster',
    );
    const { roster } = await ready(run);
    const startedMs = performance.now() - began;
    const console_ = await openTestConsole(amqpUrl);
    try {
      const commanded = performance.now();
      await console_.command(
        { action: 1, operationId: 'op-1000', operatorId: 'kim', scanMode: 0, attempt: 1 },
        { replyTo: console_.replyQueue },
      );
      await vi.waitFor(() => expect(console_.onReplyQueue.length).toBeGreaterThanOrEqual(1000), { timeout: 60_000, interval: 5 });
      const answeredMs = performance.now() - commanded;
      const { nowMiB, peakMiB } = await memoryOf(run);
      expect(serialsIn(console_).toSorted()).toEqual(roster?.toSorted());
      console.log(
        `1,000 agents x 8 MACs: ready after ${(startedMs / 1000).toFixed(1)} s, all reports in after ${Math.round(answeredMs)} ms, RSS ${nowMiB} MiB (peak ${peakMiB} MiB).`,
      );
    } finally {
      await console_.close();
    }
    const stopping = performance.now();
    expect(await stop(run, 'SIGTERM')).toBe(0);
    console.log(`Stopped after ${((performance.now() - stopping) / 1000).toFixed(1)} s.`);
  }, 120_000);
});
