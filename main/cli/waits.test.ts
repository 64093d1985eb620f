import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { OperationId } from '../../protocol/ids';
import { END_SIGNALS, Interrupts } from './interrupts';
import { delivered, pause, thenStopped, timeIsUp } from './waits';

const OPERATION = 'op-1' as OperationId;
const listeners = (): number => END_SIGNALS.reduce((sum, signal) => sum + process.listenerCount(signal), 0);
const never = { deliveries: { undelivered: async () => 1 } };

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

it('a wait goes by the time that passes, also where the clock is set back', async () => {
  const isOver = timeIsUp(60);
  vi.setSystemTime(Date.now() - 3_600_000);
  expect(isOver()).toBe(false);
  await vi.waitFor(() => expect(isOver()).toBe(true));
});

it.each(END_SIGNALS)('%s ends the wait for what is not delivered', async (signal) => {
  const before = listeners();
  const interrupts = new Interrupts();
  const waiting = delivered(never, OPERATION, [], interrupts.since());
  await pause();
  vi.setSystemTime(Date.now() - 3_600_000);
  process.emit(signal);
  await waiting;
  expect(interrupts.signal.aborted).toBe(true);
  interrupts.end();
  expect(listeners()).toBe(before);
});

it('one that came before does not end it, the next one does, and a third ends the program', async () => {
  const before = listeners();
  const interrupts = new Interrupts();
  process.emit('SIGINT');
  let isDone = false;
  const waiting = delivered(never, OPERATION, [], interrupts.since()).then(() => (isDone = true));
  await pause(60);
  expect(isDone).toBe(false);
  process.emit('SIGTERM');
  await waiting;
  expect(listeners()).toBe(before);
});

it('what went wrong is told, and not that the console could not be stopped well because of it', async () => {
  const app = { stop: vi.fn(() => Promise.reject(new Error('not closed'))) };
  await expect(thenStopped(app, () => Promise.reject(new Error('the cause')))).rejects.toThrow('the cause');
  await expect(thenStopped(app, async () => 0)).rejects.toThrow('not closed');
  expect(app.stop).toHaveBeenCalledTimes(2);
});
