import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { HardwareReportMessage } from '../protocol/wire/v1';
import { bundleAgent } from './fixtures/bundle-agent';
import { layOutMachine } from './fixtures/lay-out-machine';
import { MACHINES } from './fixtures/machines';
import { openTestConsole, type TestConsole } from './fixtures/test-console';

/** The whole program as a process: bundle, configuration, signals. */
const url = process.env['BURNIN_AMQP_URL'] ?? '';
const COMMAND = { action: 1, operationId: 'op-1', operatorId: '', scanMode: 0, attempt: 1, issuedAt: '2026-11-21T08:00:00.000Z' };
let folder: string;
let bundle: string;
let observer: TestConsole;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'burnin-agent-'));
  bundle = await bundleAgent(folder);
  await layOutMachine(MACHINES['three-port-board'], join(folder, 'machine'));
  observer = await openTestConsole(url);
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});
afterAll(async () => {
  await observer.close();
  await rm(folder, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

function start(brokerUrl: string, ...words: readonly string[]): Started {
  const child = spawn(process.execPath, [bundle, '--sysfs-root', join(folder, 'machine'), ...words], {
    env: { PATH: process.env['PATH'], BURNIN_AGENT_AMQP_URL: brokerUrl },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.add(child);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  return { child, said: () => said, ended };
}

/** How the agent ends after a signal. */
async function end(
  { child, ended }: Started,
  signal: NodeJS.Signals,
): Promise<{ readonly code: number | null; readonly tookMs: number }> {
  const begun = performance.now();
  child.kill(signal);
  const code = await ended;
  return { code, tookMs: performance.now() - begun };
}

describe('burnin-agent run', () => {
  it('says hello, answers with the recorded machine, says goodbye and ends with 0 on SIGTERM, without a password in its log', async () => {
    const started = start(url);
    await vi.waitFor(() => expect(observer.hellos.at(-1)?.state).toBe('hello'), 10_000);
    expect(observer.hellos.at(-1)).toMatchObject({ sn: 'Q186I15901', agentVersion: '0.0.1' });
    expect(observer.hellos.at(-1)?.ip).toMatch(/^[\d.]+$|:/u);
    await observer.command(COMMAND, { replyTo: observer.replyQueue });
    await vi.waitFor(() => expect(observer.onReplyQueue).toHaveLength(1), 5000);
    const report = HardwareReportMessage.parse(JSON.parse(observer.onReplyQueue[0]?.content.toString() ?? ''));
    expect(Object.keys(report.macinfo)).toEqual(['enp4s0', 'enp5s0', 'enp6s0']);
    const { code, tookMs } = await end(started, 'SIGTERM');
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(2000);
    await vi.waitFor(() => expect(observer.hellos.at(-1)?.state).toBe('goodbye'));
    expect(started.said()).toContain('device Q186I15901 (serial number from product_serial)');
    expect(started.said()).not.toContain('guest:guest');
    expect(
      started
        .said()
        .trim()
        .split('\n')
        .every((line) => /^\d{4}-\d\d-\d\dT[\d:.]+Z (error|warn |info |debug) \S/u.test(line)),
    ).toBe(true);
  });

  it('sends a result of a burn-in program once: not in the next scan, and not after a restart', async () => {
    const file = join(folder, 'burn-in.jsonl');
    const [stress, disk] = [
      { type: 'StressTest', elapsed: 3600 },
      { type: 'TestDataStorage', serialNumber: 'S-1', assessment: true },
    ];
    await writeFile(file, `${JSON.stringify(stress)}\n`);
    const burnInOf = async (operationId: string): Promise<unknown> => {
      const before = observer.onReplyQueue.length;
      await observer.command({ ...COMMAND, operationId }, { replyTo: observer.replyQueue });
      await vi.waitFor(() => expect(observer.onReplyQueue).toHaveLength(before + 1), 20_000);
      return HardwareReportMessage.parse(JSON.parse(observer.onReplyQueue.at(-1)?.content.toString() ?? '')).burnIn;
    };
    const started = start(url, '--burn-in-file', file);
    await vi.waitFor(() => expect(started.said()).toContain('Listening'), 20_000);
    expect(await burnInOf('burn-in-1')).toEqual([stress]);
    expect(await burnInOf('burn-in-2')).toBeUndefined();
    await writeFile(file, JSON.stringify([stress, disk]));
    expect(await burnInOf('burn-in-3')).toEqual([disk]);
    // The answer may be here before its confirm is there.
    await vi.waitFor(() => expect(started.said()).toContain('Answered operation "burn-in-3"'), 20_000);
    await end(started, 'SIGTERM');
    const again = start(url, '--burn-in-file', file);
    await vi.waitFor(() => expect(again.said()).toContain('Listening'), 20_000);
    expect(await burnInOf('burn-in-4')).toBeUndefined();
    await end(again, 'SIGTERM');
  });

  it('ends with 0 within two seconds on SIGINT while there is no broker', async () => {
    const started = start('amqp://user:top-secret@127.0.0.1:9');
    await vi.waitFor(() => expect(started.said()).toContain('Cannot connect'), 10_000);
    const { code, tookMs } = await end(started, 'SIGINT');
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(2000);
    expect(started.said()).not.toContain('top-secret');
  });
});
