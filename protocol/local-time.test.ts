import { afterEach, expect, it, vi } from 'vitest';
import { localDay, localMinute, localSecond } from './local-time';

const AT = Date.UTC(2026, 10, 30, 21, 4, 9);

afterEach(() => vi.unstubAllEnvs());

it.each([
  ['Asia/Taipei', '2026-12-01', '2026-12-01 05:04 +08:00', '2026-12-01 05:04:09 +08:00'],
  ['UTC', '2026-11-30', '2026-11-30 21:04 +00:00', '2026-11-30 21:04:09 +00:00'],
  ['America/St_Johns', '2026-11-30', '2026-11-30 17:34 -03:30', '2026-11-30 17:34:09 -03:30'],
])('in %s a time names its day and its difference from UTC', (zone, day, minute, second) => {
  vi.stubEnv('TZ', zone);
  expect([localDay(AT), localMinute(AT), localSecond(AT)]).toEqual([day, minute, second]);
});
