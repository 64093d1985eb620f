import { english } from '../../messages/english';
import { expect, it, onTestFinished } from 'vitest';
import { REPORT_QUEUE } from '../../protocol/topology';
import { brokerUrl, until, untilDone } from '../support/engine-console';
import { publishDeepHeaders } from '../support/hostile-publisher';
import { openRawBroker } from '../support/raw-broker';
import { startScanLine } from '../support/scan-line';

it.each(['table', 'list'] as const)(
  'a message whose headers exhaust the decoder (%s) is quarantined once, and the scan beside it goes on over the same connection',
  async (kind) => {
    const broker = await openRawBroker();
    onTestFinished(() => broker.close());
    const { console, fleet } = await startScanLine({ count: 6 });
    await console.scan({ operationId: 'poison', roster: fleet.roster });
    const { lost } = (await console.app.support.health()).broker;
    const [sn = ''] = fleet.roster;
    const body = JSON.stringify({ operationId: 'poison', sn, macinfo: {} });
    for (const queue of [REPORT_QUEUE, console.replyQueue]) {
      for (const depth of [4_500, 8_000]) await publishDeepHeaders({ url: brokerUrl(), queue, body, depth, kind });
    }
    await until('all four to be set aside', () => console.app.view.session()?.counts.quarantined === 4);
    await untilDone(console);
    expect(console.app.view.session()?.counts).toMatchObject({
      expected: 6,
      pass: 6,
      quarantined: 4,
      conflict: 0,
      duplicates: 0,
    });
    const aside = await console.store.listQuarantined(9);
    expect(aside.map(({ reason }) => english(reason))).toEqual(
      Array<string>(4).fill('The AMQP headers of the message cannot be decoded: they nest too deep or are damaged.'),
    );
    expect(aside.map(({ beginning }) => Buffer.from(beginning).toString())).toEqual(Array<string>(4).fill(body));
    expect((await console.app.support.health()).broker.lost).toBe(lost);
    await console.app.stop();
    for (const queue of [REPORT_QUEUE, console.replyQueue]) expect(await broker.waiting(queue)).toBe(0);
  },
);
