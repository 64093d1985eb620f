import { Worker } from 'node:worker_threads';

const SCRIPT = `
const { workerData, parentPort } = require('node:worker_threads');
const { connect } = require('amqplib');
(async () => {
  const { url, queue, body, depth, kind } = workerData;
  let nested = 1;
  for (let level = 0; level < depth; level += 1) nested = kind === 'list' ? [nested] : { a: nested };
  const model = await connect(url, { frameMax: 131072 });
  const channel = await model.createConfirmChannel();
  channel.sendToQueue(queue, Buffer.from(body), { headers: { deep: nested } });
  await channel.waitForConfirms();
  await model.close();
  parentPort.postMessage('sent');
})();
`;

/** Publishes a message whose headers nest so deep that decoding them takes more stack than a console has. */
export async function publishDeepHeaders(message: {
  readonly url: string;
  readonly queue: string;
  readonly body: string;
  readonly depth: number;
  readonly kind: 'table' | 'list';
}): Promise<void> {
  // Encoding them takes a stack of its own size.
  const worker = new Worker(SCRIPT, { eval: true, workerData: message, resourceLimits: { stackSizeMb: 200 } });
  await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await worker.terminate();
}
