import { randomUUID } from 'node:crypto';
import { connect } from 'amqplib';
import { REPORT_QUEUE } from '../../../protocol/topology';
import type { Fault } from '../fault';
import { openHandRack, type HandRack, type HandReport } from '../harness/hand-publisher';
import { operate, untilWhole } from '../harness/operator';

/** Every report comes several times: published again with and without its message id, given back to the queue, and delivered again. */
export const repeatedMessages: Fault = {
  name: 'repeated',
  title: 'reports published again and redelivered',
  weight: 15,
  times: { short: 3, long: 150 },
  run: async (harness, times) => {
    const rack = await openHandRack(harness.broker.url, {
      count: 40,
      macs: 4,
      seed: 1 + harness.random.below(1_000_000),
      faults: { wrongMac: 3, swapped: 1, duplicate: 1, unregistered: 1 },
    });
    harness.keepBooksOf(rack);
    await harness.openFactory([rack]);
    const line = await harness.openLine();
    const console = await harness.openConsole({ amqpUrl: line.url });
    for (let time = 1; time <= times; time += 1) {
      const plan = harness.plan(`repeated-${time}`, rack.oracle);
      const scan = operate(console, plan);
      const failed = scan.then(
        () => null,
        (error: unknown) => error,
      );
      await harness.untilOpen(console, plan, failed);
      const reports = harness.random.shuffle(rack.reports(plan.operation));
      const atOnce = reports.slice(0, 10);
      for (const report of atOnce)
        for (const again of [report, report, { ...report, messageId: randomUUID() }])
          await rack.publish(console.replyQueue, again);
      // The console goes away without a word: what it had not acknowledged comes to it again.
      await console.kill();
      const late = reports.slice(10);
      for (const report of late) await rack.publish(harness.random.pick([console.replyQueue, REPORT_QUEUE]), report);
      await giveBack(harness.broker.url, console.replyQueue, 10);
      await cutBeforeAck(harness.broker.url, console.replyQueue);
      const overAt = performance.now();
      await console.open();
      await publishAgain(rack, console.replyQueue, reports, () => line.cut());
      await untilWhole(console, plan);
      harness.recovered(overAt);
      await scan;
    }
  },
};

/** Everything once more, and the console's line is cut while acknowledgements are on it. */
async function publishAgain(rack: HandRack, queue: string, reports: readonly HandReport[], cut: () => void): Promise<void> {
  for (const [index, report] of reports.entries()) {
    await rack.publish(queue, report);
    if (index === Math.floor(reports.length / 2)) cut();
  }
}

/** Another consumer takes some and gives them back to the queue: they are marked as redelivered from then on. */
async function giveBack(url: string, queue: string, count: number): Promise<void> {
  const model = await connect(url);
  const channel = await model.createChannel();
  for (let taken = 0; taken < count; taken += 1) {
    const message = await channel.get(queue);
    if (message !== false) channel.nack(message, false, true);
  }
  await model.close();
}

/** Another consumer takes all and is gone before it has acknowledged any. */
async function cutBeforeAck(url: string, queue: string): Promise<void> {
  const model = await connect(url);
  model.on('error', () => undefined);
  const channel = await model.createChannel();
  let taken = 0;
  await channel.consume(queue, () => (taken += 1));
  await channel.checkQueue(queue);
  await model.close();
}
