import { expect, it } from 'vitest';
import type { HelloMessage } from '../../../protocol/wire/v1';
import { HandClock } from '../testing/hand-clock';
import { Presence } from './presence';

const hello = (sn: string): HelloMessage => ({
  sn,
  bootId: `boot-${sn}`,
  agentVersion: '1.0.0',
  queue: `q-${sn}`,
  state: 'alive',
});

it.each([-3_600_000, 0, 3_600_000])('counts who was heard within 90 s, though the clock is set by %d ms', (by) => {
  const clock = new HandClock(Date.UTC(2026, 10, 22));
  const presence = new Presence(clock);
  presence.heard(hello('A'));
  clock.pass(1_000);
  clock.set(clock.now() + by);
  presence.heard(hello('B'));
  clock.pass(88_000);
  expect([presence.count(), presence.queuesOf('A')]).toEqual([2, ['q-A']]);
  clock.pass(1_500);
  expect([presence.count(), presence.queuesOf('A'), presence.queueOfBoot('boot-B')]).toEqual([1, [], 'q-B']);
  clock.pass(1_000);
  expect(presence.count()).toBe(0);
});
