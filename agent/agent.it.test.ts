import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { COMMAND_EXCHANGE, REPORT_QUEUE } from '../protocol/topology';
import { HardwareReportMessage } from '../protocol/wire/v1';
import { type AgentHandle, type AgentOptions, startAgent } from './agent';
import { type AgentConnection, type Link, openConnection } from './broker';
import { type BrokerTarget, readBrokerUrl } from './broker-target';
import type { Collected } from './collect/collected';
import { type CuttableProxy, openProxy } from './fixtures/cuttable-proxy';
import { openTestConsole, type TestConsole } from './fixtures/test-console';
import type { Log } from './log';

const url = process.env['BURNIN_AMQP_URL'] ?? '';
const COLLECTED: Collected = {
  interfaces: [
    { interface: 'enp4s0', ifindex: 2, macaddr: 'e0:18:7d:2e:ca:68', kind: 'physical', bus: 'pci', pciAddress: '0000:04:00.0' },
  ],
  idlePorts: [],
  warnings: [],
  uptimeS: 12,
};
const COMMAND = {
  action: 1,
  operationId: 'op-1',
  operatorId: 'E-7',
  scanMode: 0,
  attempt: 1,
  issuedAt: '2026-11-21T08:00:00.000Z',
};

let broker: BrokerTarget;
let proxy: CuttableProxy;
let observer: TestConsole;
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const target = readBrokerUrl(url);
  if (!target.ok) throw new Error(`BURNIN_AMQP_URL: ${target.error}`);
  broker = target.value;
});
beforeEach(async () => {
  observer = await openTestConsole(url);
  proxy = await openProxy({ host: broker.hostname, port: broker.port });
  ends.push(
    () => observer.close(),
    () => proxy.close(),
  );
});
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

function connectThroughProxy(over: Partial<BrokerTarget> = {}, log: Log = () => {}): AgentConnection {
  const target = { ...broker, hostname: '127.0.0.1', port: proxy.port, ...over };
  const connection = openConnection({ target, name: 'test', log, maxBackoffMs: 300 });
  ends.push(() => connection.close());
  return connection;
}

/** A log, and all that it was told. */
function keepLog(): { readonly log: Log; readonly said: () => string } {
  const sentences: string[] = [];
  return { log: (level, sentence) => sentences.push(`${level} ${sentence}`), said: () => sentences.join('\n') };
}

function agentOn(connection: AgentConnection, over: Partial<AgentOptions> = {}): AgentHandle {
  const agent = startAgent({
    connection,
    identity: { sn: 'Q186I15901', bootId: 'boot-1', ip: () => '10.0.0.7' },
    collect: () => Promise.resolve(COLLECTED),
    log: () => {},
    ...over,
  });
  ends.push(() => agent.stop());
  return agent;
}

async function readyAgent(over: Partial<AgentOptions> = {}): Promise<AgentHandle> {
  const agent = agentOn(connectThroughProxy(), over);
  await agent.ready;
  return agent;
}

function bodyOf(message: { content: Buffer } | undefined): HardwareReportMessage {
  return HardwareReportMessage.parse(JSON.parse(message?.content.toString() ?? ''));
}

/** Waits until somebody put this many messages there. */
async function arrived<T>(list: readonly T[], count: number): Promise<T> {
  await vi.waitFor(() => expect(list.length).toBeGreaterThanOrEqual(count), { timeout: 15_000, interval: 20 });
  return list[count - 1] as T;
}

describe('answering', () => {
  it('answers a fanout on the work queue when the command names no reply queue', async () => {
    await readyAgent();
    await observer.command(COMMAND);
    const message = await arrived(observer.onReportQueue, 1);
    expect(message.properties).toMatchObject({ deliveryMode: 2, contentType: 'application/json', correlationId: 'op-1' });
    expect(message.properties.messageId).toMatch(/^[0-9a-f-]{36}$/u);
    expect(bodyOf(message)).toMatchObject({
      operationId: 'op-1',
      operatorId: 'E-7',
      sn: 'Q186I15901',
      attempt: 1,
      ip: '10.0.0.7',
      uptimeS: 12,
    });
    expect(bodyOf(message).macinfo).toEqual({ enp4s0: { macaddr: 'e0:18:7d:2e:ca:68' } });
  });

  it('answers on the reply queue when the command names one, and only there', async () => {
    await readyAgent();
    await observer.command(COMMAND, { replyTo: observer.replyQueue });
    await observer.command({ ...COMMAND, attempt: 2 });
    expect(bodyOf(await arrived(observer.onReplyQueue, 1)).attempt).toBe(1);
    expect(bodyOf(await arrived(observer.onReportQueue, 1)).attempt).toBe(2);
    expect([observer.onReplyQueue.length, observer.onReportQueue.length]).toEqual([1, 1]);
  });

  it('falls back to the work queue when the reply queue does not exist', async () => {
    await readyAgent();
    await observer.command(COMMAND, { replyTo: 'hwinfo_queue.a-console-that-left' });
    expect(bodyOf(await arrived(observer.onReportQueue, 1)).operationId).toBe('op-1');
  });

  it('echoes the JSON type of the operation, as a legacy server compares it', async () => {
    await readyAgent();
    await observer.command({ action: 1, operationId: 17, operatorId: 4, scanMode: 0 });
    expect(bodyOf(await arrived(observer.onReportQueue, 1))).toMatchObject({
      operationId: 17,
      operatorId: 4,
      scanMode: 0,
      attempt: 1,
    });
  });

  it('answers an operation whose name is too long for a message property', async () => {
    await readyAgent();
    const operationId = '操'.repeat(128);
    await observer.command({ ...COMMAND, operationId });
    const message = await arrived(observer.onReportQueue, 1);
    expect(bodyOf(message).operationId).toBe(operationId);
    expect(message.properties.correlationId).toBeUndefined();
  });

  it('answers whoever asks, and whoever asks again, though the operation number be the same', async () => {
    await readyAgent();
    await observer.command(COMMAND, { replyTo: observer.replyQueue });
    await arrived(observer.onReplyQueue, 1);
    // Another console with a scan of that number, and one that numbers its scans from 1 after each start.
    await observer.command(COMMAND);
    await arrived(observer.onReportQueue, 1);
    await observer.command({ ...COMMAND, issuedAt: '2026-11-21T09:00:00.000Z' }, { replyTo: observer.replyQueue });
    await arrived(observer.onReplyQueue, 2);
    await observer.command({ ...COMMAND, issuedAt: undefined });
    await observer.command({ ...COMMAND, issuedAt: undefined });
    await arrived(observer.onReportQueue, 3);
    expect([...observer.onReplyQueue, ...observer.onReportQueue].map((message) => bodyOf(message).operationId)).toEqual(
      Array.from({ length: 5 }, () => 'op-1'),
    );
  });

  it('answers a copy of a command of a fanout once, but always when asked directly', async () => {
    const agent = await readyAgent();
    await observer.command(COMMAND);
    await arrived(observer.onReportQueue, 1);
    await observer.command(COMMAND);
    await observer.command(COMMAND, { to: agent.queue() ?? '', replyTo: observer.replyQueue });
    await arrived(observer.onReplyQueue, 1);
    expect(observer.onReportQueue).toHaveLength(1);
  });

  it('answers every repetition of a legacy server, which does not say when it asks', async () => {
    await readyAgent();
    const legacy = { action: 1, operationId: 'op-9', operatorId: '', scanMode: 0 };
    await observer.command(legacy);
    await observer.command(legacy);
    await arrived(observer.onReportQueue, 2);
    expect(observer.onReportQueue.map((message) => bodyOf(message).operationId)).toEqual(['op-9', 'op-9']);
  });

  it('stays silent when the command names other devices', async () => {
    await readyAgent();
    await observer.command({ ...COMMAND, operationId: 'for-others', targets: ['SOMEBODY-ELSE'] });
    await observer.command({ ...COMMAND, operationId: 'for-us', targets: ['SOMEBODY-ELSE', 'Q186I15901'] });
    expect(bodyOf(await arrived(observer.onReportQueue, 1)).operationId).toBe('for-us');
  });

  it('passes over what is no command, says why, and goes on', async () => {
    const { log, said } = keepLog();
    await readyAgent({ log });
    const wrong = [
      Buffer.from('not json'),
      Buffer.from([0xff, 0xfe]),
      [1, 2],
      { action: 9, operationId: 'x' },
      { action: 1 },
      { action: 1, operationId: 'y'.repeat(200) },
    ];
    for (const body of wrong) await observer.command(body);
    await observer.command(COMMAND);
    expect(bodyOf(await arrived(observer.onReportQueue, 1)).operationId).toBe('op-1');
    for (const part of ['is not JSON', 'is not UTF-8', 'not an object', 'action 9', 'no operation', 'operationId']) {
      expect(said()).toContain(part);
    }
  });

  it('leaves a command unanswered when the hardware cannot be read, and answers the next one', async () => {
    const collect = vi
      .fn<() => Promise<Collected>>()
      .mockRejectedValueOnce(new Error('sysfs is gone'))
      .mockResolvedValue(COLLECTED);
    await readyAgent({ collect });
    await observer.command({ ...COMMAND, operationId: 'first' });
    await observer.command({ ...COMMAND, operationId: 'second' });
    expect(bodyOf(await arrived(observer.onReportQueue, 1)).operationId).toBe('second');
    await observer.command({ ...COMMAND, operationId: 'first' });
    expect(bodyOf(await arrived(observer.onReportQueue, 2)).operationId).toBe('first');
  });

  it('sends what shapeAnswers makes of the report: nothing, several, late, raw bytes, or as an agent of the first generation', async () => {
    await readyAgent({
      shapeAnswers(report) {
        if (report.operationId === 'silent') return [];
        return [
          { body: report, afterMs: 60 },
          { body: Buffer.from('{broken') },
          { body: { operationId: report.operationId, sn: 'LEGACY', macinfo: {} }, dialect: 'legacy' },
        ];
      },
    });
    await observer.command({ ...COMMAND, operationId: 'silent' });
    await observer.command(COMMAND, { replyTo: observer.replyQueue });
    await arrived(observer.onReplyQueue, 2);
    expect(observer.onReplyQueue.map((message) => message.content.toString().slice(0, 7))).toEqual(['{broken', '{"opera']);
    const legacy = await arrived(observer.onReportQueue, 1);
    expect(JSON.parse(legacy.content.toString())).toEqual({ operationId: 'op-1', sn: 'LEGACY', macinfo: {} });
    expect([legacy.properties.deliveryMode, legacy.properties.messageId, legacy.properties.contentType]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('presence', () => {
  it('says hello with its queue, then that it is alive, and goodbye once', async () => {
    const agent = await readyAgent({ helloIntervalMs: 80 });
    const queue = agent.queue();
    await arrived(observer.hellos, 3);
    await agent.stop();
    await vi.waitFor(() => expect(observer.hellos.at(-1)?.state).toBe('goodbye'));
    const states = observer.hellos.map((hello) => hello.state);
    expect(states[0]).toBe('hello');
    expect(new Set(states.slice(1, -1))).toEqual(new Set(['alive']));
    expect(observer.hellos[0]).toMatchObject({ sn: 'Q186I15901', ip: '10.0.0.7', bootId: 'boot-1', queue });
    expect(agent.queue()).toBeNull();
  });

  it('says nothing when presence is off', async () => {
    await readyAgent({ presence: false, helloIntervalMs: 20 });
    await observer.command(COMMAND);
    await arrived(observer.onReportQueue, 1);
    expect(observer.hellos).toEqual([]);
  });
});

describe('trouble', () => {
  it('comes back after its connection was cut, says hello with its new queue and answers', async () => {
    const agent = await readyAgent();
    const before = await arrived(observer.hellos, 1);
    proxy.cut();
    const after = await arrived(observer.hellos, 2);
    expect(after.state).toBe('hello');
    expect(after.queue).not.toBe(before.queue);
    expect(agent.queue()).toBe(after.queue);
    await observer.command(COMMAND);
    await arrived(observer.onReportQueue, 1);
  });

  it('sends an answer that was not confirmed when the link broke again, once', async () => {
    const agent = await readyAgent({
      collect() {
        proxy.hold();
        return Promise.resolve(COLLECTED);
      },
    });
    await observer.command(COMMAND);
    await vi.waitFor(() => expect(agent.pendingAnswers()).toBe(1));
    expect(observer.onReportQueue).toEqual([]);
    proxy.cut();
    expect(bodyOf(await arrived(observer.onReportQueue, 1)).operationId).toBe('op-1');
    await vi.waitFor(() => expect(agent.pendingAnswers()).toBe(0));
    expect(observer.onReportQueue).toHaveLength(1);
  });

  it('tells which burn-in results wait in answers that are not confirmed, and of each once when it is', async () => {
    const waited: unknown[] = [];
    const confirmed: unknown[] = [];
    const agent = await readyAgent({
      collect(onTheWay) {
        waited.push(onTheWay);
        proxy.hold();
        return Promise.resolve(onTheWay.length > 0 ? COLLECTED : { ...COLLECTED, burnIn: [{ type: 'StressTest', elapsed: 5 }] });
      },
      onConfirmed: (_messageId, burnIn) => confirmed.push(burnIn),
    });
    await observer.command(COMMAND);
    await observer.command({ ...COMMAND, operationId: 'op-2' });
    await vi.waitFor(() => expect(agent.pendingAnswers()).toBe(2), 15_000);
    expect(waited).toEqual([[], [{ type: 'StressTest', elapsed: 5 }]]);
    expect(confirmed).toEqual([]);
    proxy.cut();
    await arrived(observer.onReportQueue, 2);
    expect(observer.onReportQueue.map((message) => bodyOf(message).burnIn)).toEqual([
      [{ type: 'StressTest', elapsed: 5 }],
      undefined,
    ]);
    await vi.waitFor(() => expect(confirmed).toEqual([[{ type: 'StressTest', elapsed: 5 }], []]), 15_000);
  });

  it('notices by heartbeats that the line is dead although nobody closed it', async () => {
    const agent = agentOn(connectThroughProxy({ heartbeatS: 1 }));
    await agent.ready;
    const before = await arrived(observer.hellos, 1);
    proxy.freeze();
    const after = await arrived(observer.hellos, 2);
    expect(after.queue).not.toBe(before.queue);
  });

  it('waits for a broker that is not there yet', async () => {
    const { port } = proxy;
    const { log, said } = keepLog();
    await proxy.close();
    const agent = agentOn(connectThroughProxy({}, log));
    await vi.waitFor(() => expect(said()).toContain('nothing listens there'));
    expect(agent.queue()).toBeNull();
    proxy = await openProxy({ host: broker.hostname, port: broker.port }, port);
    await agent.ready;
    await observer.command(COMMAND);
    await arrived(observer.onReportQueue, 1);
  });

  it('declares its queue again when somebody deletes it', async () => {
    const connection = connectThroughProxy();
    const agent = agentOn(connection);
    await agent.ready;
    const before = agent.queue() ?? '';
    const channel = await (await linkOf(connection)).openChannel();
    await channel.deleteQueue(before);
    await vi.waitFor(() => {
      const now = agent.queue();
      expect(now).not.toBeNull();
      expect(now).not.toBe(before);
    });
    await observer.command(COMMAND);
    await arrived(observer.onReportQueue, 1);
  });

  it('declares the work queue again when somebody deleted it, and loses no answer', async () => {
    const { log, said } = keepLog();
    const agent = await readyAgent({ log });
    await observer.channel.deleteQueue(REPORT_QUEUE);
    await observer.command(COMMAND);
    await vi.waitFor(() => expect(said()).toContain('Answered operation "op-1" on hwinfo_queue'), { timeout: 5000 });
    expect(said()).toContain('The queue hwinfo_queue was deleted');
    expect(agent.pendingAnswers()).toBe(0);
    expect((await observer.channel.checkQueue(REPORT_QUEUE)).messageCount).toBe(1);
  });

  it('binds itself again when somebody deleted the command exchange', async () => {
    await readyAgent({ helloIntervalMs: 100 });
    await observer.channel.deleteExchange(COMMAND_EXCHANGE);
    await observer.channel.assertExchange(COMMAND_EXCHANGE, 'fanout', { durable: false });
    let attempt = 0;
    await vi.waitFor(
      async () => {
        attempt += 1;
        await observer.command({ ...COMMAND, attempt });
        expect(observer.onReportQueue.length).toBeGreaterThan(0);
      },
      { timeout: 5000, interval: 50 },
    );
  });
});

describe('many agents in one process', () => {
  it('shares one connection between 200 agents, and all answer', async () => {
    const connection = connectThroughProxy();
    const agents = Array.from({ length: 200 }, (_, index) =>
      startAgent({
        connection,
        identity: { sn: `SN-${index}`, bootId: `boot-${index}`, ip: () => '' },
        collect: () => Promise.resolve(COLLECTED),
        log: () => {},
      }),
    );
    await Promise.all(agents.map((agent) => agent.ready));
    await observer.command(COMMAND);
    await arrived(observer.onReportQueue, 200);
    expect(new Set(observer.onReportQueue.map((message) => bodyOf(message).sn)).size).toBe(200);
    await Promise.all(agents.map((agent) => agent.stop()));
    expect(observer.hellos.filter((hello) => hello.state === 'goodbye')).toHaveLength(200);
  });
});

function linkOf(connection: AgentConnection): Promise<Link> {
  return new Promise((resolve) => {
    connection.subscribe((link) => {
      if (link !== null) resolve(link);
    });
  });
}
