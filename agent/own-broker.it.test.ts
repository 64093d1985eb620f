import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connect } from 'amqplib';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { COMMAND_EXCHANGE, REPORT_QUEUE } from '../protocol/topology';
import { HardwareReportMessage } from '../protocol/wire/v1';
import { type PrivateRabbitMq, startPrivateRabbitMq } from '../scripts/broker/private-rabbitmq.mjs';
import { type AgentHandle, type AgentOptions, startAgent } from './agent';
import { openConnection } from './broker';
import { type BrokerTarget, readBrokerUrl } from './broker-target';
import { openTestConsole, type TestConsole } from './fixtures/test-console';

/** These tests command the broker itself, so they have one of their own. */
let rabbit: PrivateRabbitMq;
let target: BrokerTarget;
const COMMAND = {
  action: 1,
  operationId: 'op-1',
  operatorId: 'E-7',
  scanMode: 0,
  attempt: 1,
  issuedAt: '2026-11-21T08:00:00.000Z',
};
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  rabbit = await startPrivateRabbitMq();
  const read = readBrokerUrl(rabbit.url);
  if (!read.ok) throw new Error(read.error);
  target = read.value;
}, 120_000);
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});
afterAll(() => rabbit.stop(), 30_000);

function agentWith(
  over: Partial<BrokerTarget> = {},
  sn = 'SN-1',
  options: Partial<AgentOptions> = {},
): { readonly agent: AgentHandle; readonly said: () => string } {
  const sentences: string[] = [];
  const log = (level: string, sentence: string): void => {
    sentences.push(`${level} ${sentence}`);
  };
  const connection = openConnection({ target: { ...target, ...over }, name: 'test', log, maxBackoffMs: 500 });
  const agent = startAgent({
    connection,
    identity: { sn, bootId: 'boot', ip: () => '' },
    collect: () => Promise.resolve({ interfaces: [], idlePorts: [], warnings: [], uptimeS: null }),
    log,
    ...options,
  });
  ends.push(
    () => connection.close(),
    () => agent.stop(),
  );
  return { agent, said: () => sentences.join('\n') };
}

async function consoleOn(url: string): Promise<TestConsole> {
  const observer = await openTestConsole(url);
  ends.push(() => observer.close());
  return observer;
}

describe('a broker that misbehaves', () => {
  it('survives rabbitmqctl close_all_connections', async () => {
    const { agent } = agentWith();
    await agent.ready;
    const before = agent.queue();
    await rabbit.ctl(['close_all_connections', 'maintenance']);
    await vi.waitFor(() => {
      expect(agent.queue()).not.toBeNull();
      expect(agent.queue()).not.toBe(before);
    }, 10_000);
    const observer = await consoleOn(rabbit.url);
    await observer.command(COMMAND);
    await vi.waitFor(() => expect(observer.onReportQueue).toHaveLength(1), 5000);
  });

  it('survives a restart of the broker', async () => {
    const { agent, said } = agentWith();
    await agent.ready;
    await rabbit.down();
    await vi.waitFor(() => expect(agent.queue()).toBeNull(), 5000);
    await rabbit.up();
    await vi.waitFor(() => expect(agent.queue()).not.toBeNull(), 10_000);
    expect(said()).toContain('nothing listens there');
    const observer = await consoleOn(rabbit.url);
    await observer.command(COMMAND);
    await vi.waitFor(() => expect(observer.onReportQueue).toHaveLength(1), 5000);
  }, 120_000);

  it('goes on trying when the password is wrong, and never says it', async () => {
    const { said } = agentWith({ password: 'a-wrong-secret' });
    await vi.waitFor(() => expect(said()).toContain('ACCESS_REFUSED'), 10_000);
    expect(said()).not.toContain('a-wrong-secret');
  });

  it('takes the exchange and the work queue as they are when they have other properties', async () => {
    await rabbit.ctl(['add_vhost', 'other-properties']);
    await rabbit.ctl(['set_permissions', '-p', 'other-properties', 'guest', '.*', '.*', '.*']);
    const model = await connect(`${rabbit.url}/other-properties`);
    ends.push(() => model.close());
    const channel = await model.createChannel();
    await channel.assertExchange(COMMAND_EXCHANGE, 'fanout', { durable: true });
    await channel.assertQueue(REPORT_QUEUE, { durable: true, maxLength: 10_000 });
    const { agent, said } = agentWith({ vhost: 'other-properties' });
    await agent.ready;
    channel.publish(COMMAND_EXCHANGE, '', Buffer.from(JSON.stringify(COMMAND)));
    await vi.waitFor(async () => expect((await channel.checkQueue(REPORT_QUEUE)).messageCount).toBe(1), 5000);
    expect(said()).toContain('"devicescan" exists with other properties');
    expect(said()).toContain('"hwinfo_queue" exists with other properties');
  });

  it('answers without hello where its user may use only what a legacy agent uses', async () => {
    await rabbit.ctl(['add_user', 'legacy', 'legacy']);
    await rabbit.ctl([
      'set_permissions',
      'legacy',
      '^amq\\.gen.*$',
      '^(amq\\.gen.*|amq\\.default)$',
      '^(amq\\.gen.*|devicescan)$',
    ]);
    const observer = await consoleOn(rabbit.url);
    const { agent, said } = agentWith({ username: 'legacy', password: 'legacy' });
    await agent.ready;
    await observer.command(COMMAND);
    await vi.waitFor(() => expect(observer.onReportQueue).toHaveLength(1), 5000);
    expect(observer.hellos).toEqual([]);
    expect(said()).toContain('Says no hello on this link');
  });
});

describe('a user that may declare nothing but its own queue', () => {
  it('waits for a console to declare what is shared, and says hello from then on', async () => {
    await rabbit.ctl(['add_vhost', 'guarded']);
    await rabbit.ctl(['add_user', 'guarded', 'guarded']);
    const own = 'amq\\.gen-.+';
    const writes = `^(devicescan\\.presence|amq\\.default|${own})$`;
    await rabbit.ctl(['set_permissions', '-p', 'guarded', 'guarded', `^${own}$`, writes, `^(devicescan|${own})$`]);
    await rabbit.ctl(['set_permissions', '-p', 'guarded', 'guest', '.*', '.*', '.*']);
    const user = { vhost: 'guarded', username: 'guarded', password: 'guarded' };
    const { agent, said } = agentWith(user, 'SN-1', { helloIntervalMs: 300 });
    await vi.waitFor(() => expect(said()).toContain('NOT_FOUND'), 10_000);

    const model = await connect(`${rabbit.url}/guarded`);
    ends.push(() => model.close());
    const channel = await model.createChannel();
    await channel.assertExchange(COMMAND_EXCHANGE, 'fanout', { durable: false });
    await channel.assertQueue(REPORT_QUEUE, { durable: true });
    await agent.ready;
    expect(said()).toContain('Says no hello on this link: "devicescan.presence" cannot be used');

    const observer = await consoleOn(`${rabbit.url}/guarded`);
    await vi.waitFor(() => expect(observer.hellos.length).toBeGreaterThan(1), 10_000);
    await observer.command(COMMAND);
    await vi.waitFor(() => expect(observer.onReportQueue).toHaveLength(1), 5000);
  });
});

describe('a server of the first generation', () => {
  it('gets one report from each of three agents: exchange and queue declared its way, prefetch 1', async () => {
    const agents = ['SN-1', 'SN-2', 'SN-3'].map((sn) => agentWith({}, sn).agent);
    await Promise.all(agents.map((agent) => agent.ready));
    const script = join(import.meta.dirname, 'fixtures/legacy-server.py');
    const { stdout } = await promisify(execFile)('/usr/bin/python3', [script, String(rabbit.port), 'op-legacy', '3'], {
      timeout: 30_000,
    });
    const reports = stdout
      .trim()
      .split('\n')
      .map((line) => HardwareReportMessage.parse(JSON.parse(line)));
    expect(reports.map((report) => report.sn).toSorted()).toEqual(['SN-1', 'SN-2', 'SN-3']);
    expect(reports.map((report) => report.operationId)).toEqual(['op-legacy', 'op-legacy', 'op-legacy']);
  }, 40_000);
});
