import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openTestConsole } from '../../agent/fixtures/test-console';
import { type PrivateRabbitMq, startPrivateRabbitMq } from '../../scripts/broker/private-rabbitmq.mjs';
import { type Fleet, startFleet } from './start-fleet';

/** These agents lose their broker, so they have one of their own. */
let rabbit: PrivateRabbitMq;
let fleet: Fleet;

beforeAll(async () => {
  rabbit = await startPrivateRabbitMq();
  fleet = await startFleet({ amqpUrl: rabbit.url, count: 30, faults: { legacy: 10 }, agentsPerConnection: 10 });
}, 120_000);

afterAll(async () => {
  await fleet.stop();
  await rabbit.stop();
}, 30_000);

it('all agents, of both generations, come back after the broker was restarted', async () => {
  await rabbit.down();
  await rabbit.up();
  const console_ = await openTestConsole(rabbit.url);
  try {
    // A legacy agent says no hello, so ask until everyone has answered one and the same command.
    let asked = 0;
    await vi.waitFor(
      async () => {
        asked += 1;
        const operationId = `after-restart-${asked}-`;
        await console_.command(
          { action: 1, operationId, operatorId: '', scanMode: 0, attempt: 1 },
          { replyTo: console_.replyQueue },
        );
        await vi.waitFor(
          () =>
            expect(
              [...console_.onReplyQueue, ...console_.onReportQueue].filter(({ content }) => content.includes(operationId)),
            ).toHaveLength(30),
          { timeout: 2000, interval: 20 },
        );
      },
      { timeout: 60_000, interval: 200 },
    );
  } finally {
    await console_.close();
  }
}, 120_000);

it('ends although its broker goes away at the same moment', async () => {
  const doomed = await startFleet({ amqpUrl: rabbit.url, count: 40, faults: { legacy: 20 }, agentsPerConnection: 10 });
  await Promise.all([rabbit.down('kill'), doomed.stop()]);
  await expect(doomed.stop()).resolves.toBeUndefined();
}, 20_000);
