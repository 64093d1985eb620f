import { english } from '../../messages/english';
import { inWords } from '../../messages/testing/in-words';
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  MAX_MESSAGE_BYTES,
  PRESENCE_EXCHANGE,
  REPORT_QUEUE,
  STRAYS_EXCHANGE,
  STRAY_FROM_HEADER,
  STRAY_ID_HEADER,
} from '../../protocol/topology';
import malformed from '../../protocol/fixtures/malformed-messages.json';
import { fixtureBytes } from '../../protocol/testing/fixture-bytes';
import { QuarantineExport } from '../../main/app/records/quarantine-export';
import { brokenSums, startEngineConsole, until, untilDone, type EngineConsole } from '../support/engine-console';
import { openRawBroker, type RawBroker } from '../support/raw-broker';
import { startScanLine } from '../support/scan-line';

/** One of every class of unreadable report, and the sentence that an operator is to read about it. */
const BAD_REPORTS = malformed.filter(({ reader }) => reader === 'report');

interface QuarantineFile {
  readonly reason: string;
  readonly at: string;
  readonly bytesBase64: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

let broker: RawBroker;

beforeEach(async () => {
  broker = await openRawBroker();
  onTestFinished(() => broker.close());
});

async function quarantineText({ store }: EngineConsole): Promise<string> {
  let text = '';
  for await (const part of new QuarantineExport(store).text()) text += part;
  return text;
}

/** Of what is too large, the beginning is kept, and what tells whether some bytes are the whole of it. */
const KEPT_BYTES = 64 * 1024;

function holds({ bytesBase64, properties }: QuarantineFile, bytes: Uint8Array): boolean {
  const tooLarge = bytes.byteLength > MAX_MESSAGE_BYTES;
  const kept = Buffer.from(bytes).subarray(0, tooLarge ? KEPT_BYTES : bytes.byteLength);
  const sha256 = tooLarge ? sha256Of(bytes) : undefined;
  return bytesBase64 === kept.toString('base64') && properties['bodySha256'] === sha256;
}

function reasonOf(bad: (typeof BAD_REPORTS)[number]): string {
  const bytes = fixtureBytes(bad);
  if (bytes.byteLength <= MAX_MESSAGE_BYTES) return bad.sentence;
  return `${bad.sentence} Kept are its first ${KEPT_BYTES} and the SHA-256 of all, ${sha256Of(bytes)}.`;
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('messages that cannot be read', () => {
  it('are kept with reason and raw bytes, from either queue, acknowledged, and the scan beside them goes on', async () => {
    const { console, factory, fleet } = await startScanLine({ count: 12, faults: { malformed: 4, silent: 1 }, spreadMs: 300 });
    await console.scan({ operationId: 'bad-messages', roster: fleet.roster });
    for (const bad of BAD_REPORTS) {
      const bytes = fixtureBytes(bad);
      await broker.publish({ queue: REPORT_QUEUE }, bytes, { headers: { 'x-case': bad.name } });
      await broker.publish({ queue: console.replyQueue }, bytes, { messageId: bad.name, contentType: 'application/json' });
    }
    const ofFleet = 4;
    const all = BAD_REPORTS.length * 2 + ofFleet;
    await until('all of them to be set aside', () => console.app.view.session()?.counts.quarantined === all);
    await until('everyone who can be heard to have a verdict', () => console.app.view.session()?.counts.waiting === 5);
    await console.app.engine.finish(console.operation);
    await untilDone(console);

    expect(console.app.view.session()?.counts).toMatchObject({ expected: 12, pass: 7, noAnswer: 5, guests: 0, stale: 0 });
    expect(brokenSums(console)).toEqual([]);
    expect(factory.received('logs')).toHaveLength(1);

    const kept = JSON.parse(await quarantineText(console)) as QuarantineFile[];
    expect(kept).toHaveLength(all);
    const found = BAD_REPORTS.map((bad) => {
      const same = kept.filter((one) => holds(one, fixtureBytes(bad)));
      return { name: bad.name, reasons: same.map(({ reason }) => reason), properties: same.map(({ properties }) => properties) };
    });
    expect(found.map(({ name, reasons }) => ({ name, reasons }))).toEqual(
      BAD_REPORTS.map((bad) => ({ name: bad.name, reasons: [reasonOf(bad), reasonOf(bad)] })),
    );
    for (const { name, properties } of found) {
      const [onWorkQueue, onReplyQueue] = properties.toSorted(
        (one, other) => String(one['routingKey']).length - String(other['routingKey']).length,
      );
      expect(onWorkQueue).toMatchObject({ routingKey: REPORT_QUEUE, headers: { 'x-case': name } });
      expect(onReplyQueue).toMatchObject({ routingKey: console.replyQueue, messageId: name, contentType: 'application/json' });
    }
    const shown = await console.app.exports.aside(1_000);
    expect(shown.filter(({ kind }) => kind === 'quarantined')).toHaveLength(all);
    for (const { reason, excerpt } of shown) {
      expect(english(reason)).not.toBe('');
      expect(excerpt.length).toBeLessThanOrEqual(300);
    }

    await console.stop();
    expect(await broker.waiting(REPORT_QUEUE)).toBe(0);
    expect(await broker.waiting(console.replyQueue)).toBe(0);
  });

  it('are the reason of the device whose serial number they bear, in whatever way they cannot be read, also after a restart', async () => {
    const { console, fleet } = await startScanLine({ count: 5, faults: { silent: 5 } });
    const operationId = 'bearing-a-serial';
    await console.scan({ operationId, roster: fleet.roster });
    const [shape = '', broken = '', large = '', elsewhere = '', silent = ''] = fleet.roster;
    const macinfo = { eth0: { macaddr: 'e0:18:7d:00:00:01' } };
    for (const text of [
      JSON.stringify({ operationId, sn: shape, interfaces: 'none' }),
      JSON.stringify({ operationId, sn: broken, macinfo }).slice(0, -3),
      JSON.stringify({ operationId, sn: large, macinfo, more: 'x'.repeat(MAX_MESSAGE_BYTES) }),
      JSON.stringify({ operationId: 'another', sn: elsewhere, interfaces: 'none' }),
      JSON.stringify({ operationId, sn: 'GUEST', interfaces: 'none' }),
    ])
      await broker.publish({ queue: console.replyQueue }, Buffer.from(text));
    await until('all of them to be set aside', () => console.app.view.session()?.counts.quarantined === 5);
    await console.app.engine.finish(console.operation);
    await untilDone(console);
    const reasons = ({ app }: EngineConsole) =>
      inWords(app.view.snapshot().devices).map(({ sn, status, reason }) => ({ sn, status, reason: reason.split(':')[0] }));
    const inQuarantine = 'A report under its serial number cannot be used and is in quarantine';
    const expected = [
      ...[shape, broken, large].map((sn) => ({ sn, status: 'noAnswer', reason: inQuarantine })),
      ...[elsewhere, silent].map((sn) => ({ sn, status: 'noAnswer', reason: 'No answer' })),
    ];
    expect(reasons(console)).toEqual(expected);
    await console.app.stop();

    const reopened = await startEngineConsole({
      amqpUrl: 'amqp://127.0.0.1:1',
      apiBase: 'http://127.0.0.1:1',
      file: console.file,
    });
    onTestFinished(() => reopened.stop());
    expect(reasons(reopened)).toEqual(expected);
  });

  it('are kept when no scan was ever started, and still counted and exportable after the console was opened again', async () => {
    const { console } = await startScanLine({ count: 1 });
    const bad = BAD_REPORTS.slice(0, 5);
    for (const one of bad) await broker.publish({ queue: REPORT_QUEUE }, fixtureBytes(one));
    await until('all of them to be kept', async () => (await console.store.countQuarantined()) === bad.length);
    const before = await quarantineText(console);
    await console.app.stop();

    const reopened = await startEngineConsole({
      amqpUrl: 'amqp://127.0.0.1:1',
      apiBase: 'http://127.0.0.1:1',
      file: console.file,
    });
    onTestFinished(() => reopened.stop());
    expect(await quarantineText(reopened)).toBe(before);
    expect(await reopened.app.exports.aside(10)).toHaveLength(bad.length);
  });

  it('do no harm on the exchanges between programs: neither a hello nor a stray that is noise', async () => {
    const { console, fleet } = await startScanLine({ count: 3, helloIntervalMs: 100 });
    await console.scan({ operationId: 'noise', roster: fleet.roster });
    for (const bad of malformed.slice(0, 12)) {
      const bytes = fixtureBytes(bad);
      await broker.publish({ exchange: PRESENCE_EXCHANGE }, bytes);
      await broker.publish({ exchange: STRAYS_EXCHANGE }, bytes, {
        headers: { [STRAY_FROM_HEADER]: 'somebody', [STRAY_ID_HEADER]: 'noise' },
      });
      await broker.publish({ exchange: STRAYS_EXCHANGE }, bytes);
    }
    await broker.publish({ queue: REPORT_QUEUE }, Buffer.from('the last of them'));
    await until('the last message to be read', () => console.app.view.session()?.counts.quarantined === 1);
    await untilDone(console);
    expect(console.app.view.session()?.counts).toMatchObject({ expected: 3, pass: 3, quarantined: 1, guests: 0 });
    await until('the real hellos to be heard', () => console.app.connections.view().agentsPresent === 3);
    expect(console.app.connections.broker.state).toBe('up');
  });
});
