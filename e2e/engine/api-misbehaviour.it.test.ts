import { NO_TEXT, verbatim } from '../../protocol/texts/text';
import { english } from '../../messages/english';
import { inWords } from '../../messages/testing/in-words';
import { describe, expect, it } from 'vitest';
import type { DeliveryKind, DeliveryView } from '../../protocol/model';
import { until, untilDone, type EngineConsole } from '../support/engine-console';
import { bodies, effects, keysOf } from '../support/received';
import { startScanLine, testConsole, type ScanLine, type ScanLineOptions } from '../support/scan-line';

const OPERATION = 'deliveries';

/** A scan of a few devices that has just closed; what it sends meets the misbehaviour given. */
async function closedScan(options: ScanLineOptions = {}): Promise<ScanLine> {
  const line = await startScanLine({ count: 4, ...options });
  await line.console.scan({ operationId: OPERATION, roster: line.fleet.roster });
  await until('the scan to close', () => line.console.app.engine.session?.phase === 'closed');
  return line;
}

function delivery(console: EngineConsole, kind: DeliveryKind): DeliveryView {
  const found = console.deliveries().findLast((one) => one.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} was sent`);
  return found;
}

async function untilState(console: EngineConsole, kind: DeliveryKind, state: DeliveryView['state']): Promise<DeliveryView> {
  await until(`the ${kind} to be ${state}`, () => console.deliveries().findLast((one) => one.kind === kind)?.state === state);
  return delivery(console, kind);
}

async function confirmPair(console: EngineConsole): Promise<readonly string[]> {
  const { digest, serials } = console.desk.pairSheet(console.operation);
  await console.desk.confirmPair(console.operation, digest);
  return serials;
}

/** A person lets everything go again that was refused. */
async function settleAll(console: EngineConsole): Promise<void> {
  await console.desk.settlePair(
    console.operation,
    console.desk.pairSheet(console.operation).refused.map(({ id }) => id),
    'sendAgain',
    'Corrected there',
  );
}

/** Nothing will ever go out again by itself. */
async function expectNothingPlanned(console: EngineConsole): Promise<void> {
  expect(await console.store.pendingDeliveries()).toEqual([]);
}

describe('log and notification', () => {
  it('fail with 500: tried again by themselves under the same key until they are taken', async () => {
    const { console, factory } = await closedScan({
      control: [{ kind: 'status', status: 500, route: ['log', 'notification'], count: 3 }],
    });
    await untilDone(console);
    for (const kind of ['logs', 'notifications'] as const) {
      expect(new Set(keysOf(factory, kind)).size).toBe(1);
      expect(new Set(factory.received(kind).map(({ raw }) => raw)).size).toBe(1);
      expect(effects(factory, kind)).toBe(1);
    }
    expect(factory.received('logs').length + factory.received('notifications').length).toBe(5);
    for (const kind of ['log', 'notification'] as const)
      expect(delivery(console, kind)).toMatchObject({ state: 'accepted', problem: NO_TEXT });
  });

  it.each(['dropAfterProcessing', 'timeOut', 'cutShort'] as const)(
    '%s: nobody knows whether the log arrived, so it goes again under its key and counts once',
    async (kind) => {
      const { console, factory } = await closedScan({ control: [{ kind, route: 'log', count: 1 }], api: { timeoutMs: 1_000 } });
      await untilDone(console);
      expect(factory.received('logs')).toHaveLength(2);
      expect(new Set(keysOf(factory, 'logs')).size).toBe(1);
      expect(effects(factory, 'logs')).toBe(1);
      expect(delivery(console, 'log')).toMatchObject({ state: 'accepted', attempts: 2 });
    },
  );

  it('are refused with 4xx: shown with the reason, not tried again by themselves, taken when a person sends them again', async () => {
    const { console, factory } = await closedScan({
      control: [{ kind: 'answer', status: 422, body: '{"message":"Unknown line"}', route: ['log', 'notification'], count: 2 }],
    });
    for (const kind of ['log', 'notification'] as const) {
      const refused = await untilState(console, kind, 'rejected');
      expect(inWords(refused)).toMatchObject({ attempts: 1, problem: 'The receiver refused it (status 422): Unknown line' });
    }
    await expectNothingPlanned(console);
    for (const kind of ['log', 'notification'] as const) {
      const { key } = delivery(console, kind);
      await console.app.deliveries.resend(key);
      expect(await untilState(console, kind, 'accepted')).toMatchObject({ key, problem: NO_TEXT });
    }
    expect(new Set(keysOf(factory, 'logs')).size).toBe(1);
    await expect(console.app.deliveries.resend(delivery(console, 'log').key)).rejects.toThrow('accepted; it is not sent twice');
  });

  it('429 with Retry-After: the wait is kept', async () => {
    const { console, factory } = await closedScan({
      control: [{ kind: 'status', status: 429, retryAfterS: 3, route: 'log', count: 1 }],
    });
    await untilDone(console);
    const [first, second] = factory.received('logs').map(({ at }) => Date.parse(at));
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(3_000);
    expect(effects(factory, 'logs')).toBe(1);
  });

  it('go out once after the console was opened again, if the factory was down until then', async () => {
    const { console, factory } = await closedScan({ control: [{ kind: 'status', status: 503, route: ['log', 'notification'] }] });
    await until(
      'both to have been tried',
      () =>
        console.deliveries().length === 2 &&
        console.deliveries().every(({ state, attempts }) => state === 'queued' && attempts > 0),
    );
    const keys = console.deliveries().map(({ key }) => key as string);
    await console.app.stop();
    factory.control({ kind: 'clear' });
    const reopened = await testConsole({ apiBase: factory.baseUrl, file: console.file });
    await untilDone(reopened);
    expect(effects(factory, 'logs')).toBe(1);
    expect(effects(factory, 'notifications')).toBe(1);
    expect(reopened.deliveries().map(({ key }) => key as string)).toEqual(keys);
    const used = new Set([...keysOf(factory, 'logs'), ...keysOf(factory, 'notifications')]);
    expect(used).toEqual(new Set(keys));
  });
});

describe('Pair', () => {
  it.each(['dropAfterProcessing', 'timeOut', 'cutShort'] as const)(
    '%s: unknown, never sent again by itself, not even after a restart; by hand under the same key it becomes accepted',
    async (kind) => {
      const { console, factory } = await closedScan({ control: [{ kind, route: 'pair', count: 1 }], api: { timeoutMs: 1_000 } });
      await untilDone(console);
      const serials = await confirmPair(console);
      const { key } = await untilState(console, 'pair', 'unknown');
      await expectNothingPlanned(console);
      expect(console.desk.pairSheet(console.operation)).toMatchObject({
        serials: [],
        sent: serials.map((sn) => ({ sn, outcome: 'unknown' })),
      });
      const [first] = inWords(console.app.view.snapshot().devices);
      await expect(console.desk.rescan(console.operation, first === undefined ? [] : [first.id])).rejects.toThrow(
        'was sent to Pair already',
      );

      await console.app.stop();
      const reopened = await testConsole({ apiBase: factory.baseUrl, file: console.file });
      await expectNothingPlanned(reopened);
      expect(factory.received('pairs')).toHaveLength(1);
      expect(delivery(reopened, 'pair')).toMatchObject({ key, state: 'unknown' });
      expect(english(delivery(reopened, 'pair').problem)).not.toBe('');

      await reopened.app.deliveries.resend(key);
      await untilState(reopened, 'pair', 'accepted');
      expect(keysOf(factory, 'pairs')).toEqual([key, key]);
      expect(effects(factory, 'pairs')).toBe(1);
      expect(reopened.desk.pairSheet(reopened.operation).sent.map(({ outcome }) => outcome)).toEqual(
        serials.map(() => 'accepted'),
      );
    },
  );

  it('500: unknown as well, because the receiver may have done it', async () => {
    const { console, factory } = await closedScan({ control: [{ kind: 'status', status: 500, route: 'pair', count: 1 }] });
    await untilDone(console);
    await confirmPair(console);
    await untilState(console, 'pair', 'unknown');
    await expectNothingPlanned(console);
    expect(factory.received('pairs')).toHaveLength(1);
  });

  it.each([408, 425, 429, 503])('is busy (%i) and asks to wait: unknown, and never sent again by itself', async (status) => {
    const { console, factory } = await closedScan({
      control: [{ kind: 'status', status, retryAfterS: 1, route: 'pair', count: 1 }],
    });
    await untilDone(console);
    await confirmPair(console);
    const { key, problem } = await untilState(console, 'pair', 'unknown');
    expect(english(problem)).toBe(
      `The receiver is busy (status ${status}). It may have taken the devices nevertheless: ask there.`,
    );
    await expectNothingPlanned(console);
    await new Promise((resolve) => {
      setTimeout(resolve, 1_500);
    });
    expect(factory.received('pairs')).toHaveLength(1);
    await console.app.deliveries.resend(key);
    await untilState(console, 'pair', 'accepted');
    expect(keysOf(factory, 'pairs')).toEqual([key, key]);
  });

  it.each(['{"success":false,"message":"Operation is closed"}', '{"error":"Operation is closed"}'])(
    'answers 200 with %s: refused, and stays so',
    async (body) => {
      const { console } = await closedScan({ control: [{ kind: 'answer', status: 200, body, route: 'pair', count: 1 }] });
      await untilDone(console);
      const serials = await confirmPair(console);
      const { problem } = await untilState(console, 'pair', 'rejected');
      expect(english(problem)).toBe('The receiver says that it did not take it (status 200): Operation is closed');
      expect(console.desk.pairSheet(console.operation)).toMatchObject({
        serials: [],
        refused: serials.map((sn) => ({ sn, outcome: 'rejected' })),
      });
    },
  );

  it('cannot be reached: surely not done, so it waits and goes by itself under its key', async () => {
    const { console, factory } = await closedScan({});
    await untilDone(console);
    await factory.goDown();
    await confirmPair(console);
    const waiting = await untilState(console, 'pair', 'queued');
    await until('a try', () => delivery(console, 'pair').attempts > 0);
    expect(english(delivery(console, 'pair').problem)).toMatch(/^Nothing listens at 127\.0\.0\.1:\d+\.$/);
    await factory.comeBack();
    await untilState(console, 'pair', 'accepted');
    expect(new Set(keysOf(factory, 'pairs'))).toEqual(new Set([waiting.key as string]));
    expect(effects(factory, 'pairs')).toBe(1);
  });

  it('refuses single serial numbers: they stay refused over a restart, until a person settles them', async () => {
    const { console: before, factory, fleet } = await closedScan({ faults: { pairRejected: 2 } });
    await untilDone(before);
    const all = await confirmPair(before);
    await untilState(before, 'pair', 'accepted');
    await before.app.stop();
    const console = await testConsole({ apiBase: factory.baseUrl, file: before.file });
    const refused = fleet.oracle.filter(({ pairRejected }) => pairRejected).map(({ serial }) => serial);
    const { sent, ...sheet } = console.desk.pairSheet(console.operation);
    expect(sent.filter(({ outcome }) => outcome === 'rejected')).toEqual(
      refused.map((sn) => expect.objectContaining({ sn, reason: verbatim('Device is already paired') }) as object),
    );
    expect(sent.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(all.length - refused.length);
    expect(sheet.serials).toEqual([]);
    expect(sheet.refused.map(({ sn }) => sn)).toEqual(refused);
    expect(console.app.view.session()?.counts.pairRefused).toBe(2);
    await expect(console.desk.confirmPair(console.operation, sheet.digest)).rejects.toThrow('No device may be sent');

    await console.desk.settlePair(
      console.operation,
      sheet.refused.map(({ id }) => id),
      'sendAgain',
      'Unpaired in MES',
    );
    expect(console.app.view.session()?.counts.pairRefused).toBe(0);
    factory.control({ kind: 'clear' });
    await confirmPair(console);
    await until('the second answer', () =>
      console.desk.pairSheet(console.operation).sent.every(({ outcome }) => outcome === 'accepted'),
    );
    expect(bodies(factory, 'pairs').map(({ snArray }) => snArray)).toEqual([all, refused]);
    expect(new Set(keysOf(factory, 'pairs')).size).toBe(2);
  });

  it('refuses all with 4xx: a person may send the same again, under the same key', async () => {
    const { console, factory } = await closedScan({
      control: [{ kind: 'answer', status: 409, body: '{"error":"Operation is closed"}', route: 'pair', count: 1 }],
    });
    await untilDone(console);
    const serials = await confirmPair(console);
    const { key, problem } = await untilState(console, 'pair', 'rejected');
    expect(english(problem)).toBe('The receiver refused it (status 409): Operation is closed');
    await console.app.deliveries.resend(key);
    await untilState(console, 'pair', 'accepted');
    expect(keysOf(factory, 'pairs')).toEqual([key, key]);
    expect(console.desk.pairSheet(console.operation).sent.map(({ sn, outcome }) => `${sn} ${outcome}`)).toEqual(
      serials.map((sn) => `${sn} accepted`),
    );
  });

  it('a refused list is not sent again by hand once its devices were confirmed again, or one of them was scanned again', async () => {
    const { console, factory } = await closedScan({
      control: [{ kind: 'answer', status: 409, body: '{"error":"Operation is closed"}', route: 'pair', count: 2 }],
    });
    await untilDone(console);
    await confirmPair(console);
    const first = await untilState(console, 'pair', 'rejected');
    await settleAll(console);
    await confirmPair(console);
    await until(
      'the second refusal',
      () => console.deliveries().filter(({ kind, state }) => kind === 'pair' && state === 'rejected').length === 2,
    );
    const second = delivery(console, 'pair');
    await expect(console.app.deliveries.resend(first.key)).rejects.toThrow('confirmed, scanned again or settled since');

    const [device] = console.app.view.snapshot().devices;
    await console.desk.rescan(console.operation, device === undefined ? [] : [device.id]);
    await untilDone(console);
    await expect(console.app.deliveries.resend(second.key)).rejects.toThrow('confirmed, scanned again or settled since');
    await settleAll(console);
    await confirmPair(console);
    await untilState(console, 'pair', 'accepted');
    await expectNothingPlanned(console);
    expect(factory.received('pairs').map(({ accepted }) => accepted)).toEqual([false, false, true]);
  });

  it('two people press Send again at once: it goes out once more, not twice', async () => {
    const { console, factory } = await closedScan({ control: [{ kind: 'dropAfterProcessing', route: 'pair', count: 1 }] });
    await untilDone(console);
    await confirmPair(console);
    const { key } = await untilState(console, 'pair', 'unknown');
    const presses = await Promise.allSettled([console.app.deliveries.resend(key), console.app.deliveries.resend(key)]);
    expect(presses.map((press) => press.status)).toEqual(['fulfilled', 'rejected']);
    await untilState(console, 'pair', 'accepted');
    await expectNothingPlanned(console);
    expect(keysOf(factory, 'pairs')).toEqual([key, key]);
  });

  it('is confirmed once only: the same sheet twice, or a sheet that has changed, is refused with a sentence', async () => {
    const { console, factory } = await closedScan();
    await untilDone(console);
    const { digest } = console.desk.pairSheet(console.operation);
    const [first, second] = await Promise.allSettled([
      console.desk.confirmPair(console.operation, digest),
      console.desk.confirmPair(console.operation, digest),
    ]);
    expect([first?.status, second?.status]).toEqual(['fulfilled', 'rejected']);
    await untilState(console, 'pair', 'accepted');
    await expect(console.desk.confirmPair(console.operation, digest)).rejects.toThrow('The list changed since you looked at it');
    expect(factory.received('pairs')).toHaveLength(1);
  });
});
