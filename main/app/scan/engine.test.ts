import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DeviceId, OperationId, OperatorId, serialNumber } from '../../../protocol/ids';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import { SCAN_RULES } from '../../domain/scan/rules';
import type { Effect } from '../../domain/scan/state';
import type { ScanEngine } from './engine';
import { quietEngine } from '../testing/quiet-engine';
import { english } from '../../../messages/english';
import { text } from '../../../protocol/texts/text';
import { reasonFor } from '../../domain/scan/session-changes';
import { loadSession } from './load-session';
import { HandClock } from '../testing/hand-clock';

const OPERATION = OperationId.parse('op');
const { idleMs } = DEFAULT_SETTINGS.scan;

let folder: string;
let store: SqliteStore;
let clock: HandClock;
let engine: ScanEngine;
let effects: Effect['kind'][];
/** How often the session was made again. */
let resets: number;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-engine-'));
  store = await createStore({ file: path.join(folder, 'burnin.sqlite') });
  clock = new HandClock(Date.UTC(2026, 10, 22));
  effects = [];
  resets = 0;
  engine = quietEngine({
    store,
    clock,
    onChange: ({ reset }) => {
      if (reset) resets += 1;
    },
    onEffect: ({ kind }) => effects.push(kind),
  });
  await start(OPERATION);
});

afterEach(async () => {
  engine.stop();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const start = (operationId: OperationId, noAnswerRetries = 0): Promise<unknown> =>
  engine.start({
    operationId,
    operatorId: OperatorId.parse('tester'),
    scanMode: 0,
    roster: [serialNumber('A1')],
    policy: { ...DEFAULT_SETTINGS.scan, noAnswerRetries },
  });

async function kinds(): Promise<readonly string[]> {
  return (await store.loadEvents(OPERATION)).map(({ event }) => event.kind);
}

it('a scan keeps the rules that it was begun under', async () => {
  const [first] = await store.loadEvents(OPERATION);
  expect(first?.event).toMatchObject({ kind: 'scanStarted', rules: SCAN_RULES });
  expect((await loadSession(store, OPERATION))?.rules).toBe(SCAN_RULES);
});

describe('the end of a scan', () => {
  it('comes when nothing was heard for the idle time', async () => {
    clock.pass(idleMs);
    await vi.waitFor(async () => expect(await kinds()).toEqual(['scanStarted', 'scanClosed']));
  });

  it('comes not by silence while the line to the broker is down, and nobody is asked again meanwhile', async () => {
    await engine.finish(OPERATION);
    const second = OperationId.parse('second');
    await start(second, 1);
    const happened = async () => (await store.loadEvents(second)).map(({ event }) => event.kind);
    engine.lineChanged(false);
    clock.pass(idleMs);
    engine.lineChanged(true);
    clock.pass(idleMs - 1);
    await engine.ready();
    expect(await happened()).toEqual(['scanStarted']);
    clock.pass(1);
    await vi.waitFor(async () => expect(await happened()).toEqual(['scanStarted', 'askedAgain']));
  });

  it('is counted from when the broker has confirmed the question: until then nobody can answer it', async () => {
    engine.askingChanged(true);
    clock.pass(idleMs * 3);
    await engine.ready();
    expect(await kinds()).toEqual(['scanStarted']);
    engine.askingChanged(false);
    clock.pass(idleMs - 1);
    await engine.ready();
    expect(await kinds()).toEqual(['scanStarted']);
    clock.pass(1);
    await vi.waitFor(async () => expect(await kinds()).toEqual(['scanStarted', 'scanClosed']));
  });

  it.each([
    ['line', 'question'],
    ['question', 'line'],
  ])('waits for both: the %s is well again before the %s', async (first) => {
    const [line, question] = [() => engine.lineChanged(true), () => engine.askingChanged(false)];
    engine.lineChanged(false);
    engine.askingChanged(true);
    (first === 'line' ? line : question)();
    clock.pass(idleMs);
    (first === 'line' ? question : line)();
    clock.pass(idleMs - 1);
    await engine.ready();
    expect(await kinds()).toEqual(['scanStarted']);
    clock.pass(1);
    await vi.waitFor(async () => expect(await kinds()).toEqual(['scanStarted', 'scanClosed']));
  });

  it('says that nobody could be heard, where the line is down then', async () => {
    engine.stop();
    const away = [text('broker.connecting')];
    engine = quietEngine({ store, clock, whyUnheard: () => away });
    await engine.open(OPERATION);
    engine.lineChanged(false);
    clock.pass(DEFAULT_SETTINGS.scan.maxMs);
    await vi.waitFor(() => expect(engine.session?.phase).toBe('closed'));
    const [device] = engine.session?.devices.values() ?? [];
    expect(device === undefined ? '' : english(reasonFor(device))).toBe(
      'The line to RabbitMQ did not work when the scan ended: this device may not have been asked, or its answer may still be there. Connecting to RabbitMQ.',
    );
    expect((await loadSession(store, OPERATION))?.devices.get('A1' as DeviceId)?.unheard).toEqual(away);
  });

  it('comes by silence only after whoever was silent was asked as often as the plant wants', async () => {
    await engine.finish(OPERATION);
    const second = OperationId.parse('second');
    await start(second, 1);
    const happened = async () => (await store.loadEvents(second)).map(({ event }) => event.kind);
    clock.pass(idleMs);
    await vi.waitFor(async () => expect(await happened()).toEqual(['scanStarted', 'askedAgain']));
    expect(effects.at(-1)).toBe('askDevice');
    clock.pass(idleMs - 1);
    expect(engine.session?.phase).toBe('scanning');
    clock.pass(1);
    await vi.waitFor(async () => expect(await happened()).toEqual(['scanStarted', 'askedAgain', 'scanClosed']));
    expect((await loadSession(store, second))?.devices.get('A1' as DeviceId)).toMatchObject({ status: 'noAnswer', attempt: 2 });
  });

  it('does not come because the computer slept: who is missing is asked again and the time starts again', async () => {
    clock.pass(idleMs + 60_000);
    await vi.waitFor(async () => expect(await kinds()).toEqual(['scanStarted', 'reopened']));
    expect(engine.session?.phase).toBe('scanning');
    expect(effects).toEqual(['askEveryone', 'askEveryone']);
    clock.pass(idleMs);
    await vi.waitFor(async () => expect(await kinds()).toEqual(['scanStarted', 'reopened', 'scanClosed']));
  });

  it('starts again once also where a clock that is set back says the same moment again', async () => {
    clock.set(clock.now() - idleMs - 60_000);
    clock.pass(idleMs + 60_000);
    await vi.waitFor(async () => expect(await kinds()).toEqual(['scanStarted', 'reopened']));
    for (let turn = 0; turn < 3; turn += 1) clock.pass(0);
    clock.pass(idleMs);
    await vi.waitFor(async () => expect(await kinds()).toEqual(['scanStarted', 'reopened', 'scanClosed']));
  });

  it('comes in its time although the clock was set back', async () => {
    clock.set(clock.now() - 3_600_000);
    clock.pass(idleMs);
    await vi.waitFor(async () => expect(await kinds()).toEqual(['scanStarted', 'scanClosed']));
  });
});

describe('opening an operation', () => {
  it('that is open does nothing, while it is scanned and after it', async () => {
    const { session } = engine;
    resets = 0;
    expect(await engine.open(OPERATION)).toBe(session);
    await engine.finish(engine.requireSession().operationId);
    expect(await engine.open(OPERATION)).toBe(session);
    expect(resets).toBe(0);
  });

  it('names a device in a refusal as the window does, also one without serial number', async () => {
    const refusal = async (id: string) =>
      engine.rescan(OPERATION, [id as DeviceId], OperatorId.parse('tester')).catch((error: unknown) => (error as Error).message);
    expect(await refusal('NOBODY')).toBe('NOBODY is not in this scan.');
    expect(await refusal('?4c4c4544-0031')).toBe('The unit without serial number (4c4c4544-0031) is not in this scan.');
  });

  it('that two people open at once reads it once', async () => {
    await engine.finish(engine.requireSession().operationId);
    await start(OperationId.parse('another'));
    await engine.finish(engine.requireSession().operationId);
    resets = 0;
    const [one, other] = await Promise.all([engine.open(OPERATION), engine.open(OPERATION)]);
    expect(one.operationId).toBe(OPERATION);
    expect(other).toBe(one);
    expect(resets).toBe(1);
  });
});
