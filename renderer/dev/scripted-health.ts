import { NO_TEXT } from '../../protocol/texts/text';
import type { HealthView } from '../../protocol/program-health';
import type { AboutView } from '../../protocol/about-program';

/** A console after a day's work, with a bad quarter of an hour in it. */
export const scriptedHealth: HealthView = {
  appVersion: '0.2.0',
  startedAt: Date.UTC(2026, 10, 21, 6, 2, 11),
  reports: { received: 4_812, stored: 4_806, late: 3, duplicates: 11, stale: 1, quarantined: 6, triedAgain: 2, notRegistered: 0 },
  lookUps: { answered: 4_790, failed: 2 },
  deliveries: { queued: 0, sending: 0, accepted: 96, rejected: 1, unknown: 1 },
  records: { fileBytes: 412_000_000, diskFreeBytes: 182_000_000_000, bytesPerDay: 3_400_000, daysLeft: 53_500, warning: NO_TEXT },
  store: { commits: 9_811, failed: 0, lastMs: 3.2, slowestMs: 48.9 },
  broker: { connected: 2, lost: 1 },
  eventLoop: { p99Ms: 4.1, maxMs: 61.3 },
  memoryBytes: 214_433_792,
};

export const scriptedAbout: AboutView = {
  appVersion: '0.2.0',
  consoleId: 'console-4f3a9c0d77e1',
  electron: '45.4.1',
  chromium: '156.0.7210.12',
  node: '24.9.0',
  system: 'linux x64',
};
