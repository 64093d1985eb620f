import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { FileDialogs } from '../app/ports';
import { HandClock } from '../app/testing/hand-clock';
import { terminalPlatform } from '../cli/terminal-platform';
import { composeConsole } from '../compose-console';
import { sumOf } from '../domain/testing/scenario';
import { openScanRecords, recordsOf } from '../open-records';
import type { Platform } from '../platform';
import { createPractice, partsOf } from '../practice';

const silent = (): void => undefined;
const QUIET = { debug: silent, info: silent, warn: silent, error: (...what: unknown[]) => console.error(...what) };
/** More turns than anything takes that waits for no clock. */
const TURNS = 6;

/** Where records of practice may be made; gone with the test. */
export async function freshFile(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-practice-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return path.join(folder, 'practice', 'burnin.sqlite');
}

/** The composed console on a simulated rack, with records in a file and time that passes when it is told to. */
export async function practising({
  devices = 'usual',
  fromScans = true,
  dialogs,
  settings = {},
}: {
  devices?: number | 'usual';
  fromScans?: boolean;
  dialogs?: FileDialogs;
  /** Beside those of practice. */
  settings?: NonNullable<Platform['settingsOverride']>;
} = {}) {
  const clock = new HandClock(Date.UTC(2026, 10, 22));
  const practice = createPractice(clock, devices);
  const file = await freshFile();
  const store = await openScanRecords(file, true);
  const told: { sum: number; expected: number }[] = [];
  const app = composeConsole({
    ...terminalPlatform(QUIET),
    ...recordsOf(store),
    clock,
    ...partsOf(practice),
    ...(dialogs === undefined ? {} : { dialogs }),
    settingsOverride: { ...settings, ...practice.settings, registry: { ...practice.settings.registry, fromScans } },
    emit: (_name, payload) => {
      if (!('session' in payload) || payload.session === undefined || payload.session === null) return;
      const { counts } = payload.session;
      told.push({ sum: sumOf(counts), expected: counts.expected });
    },
  });
  await app.start();
  let running = true;
  const stop = async (): Promise<void> => {
    if (!running) return;
    running = false;
    // A message that is on its way is answered first.
    await pass(1_000);
    await app.stop();
  };
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 100) {
      clock.pass(100);
      for (let turn = 0; turn < TURNS; turn += 1) {
        await store.readSetting('settled');
        await new Promise((resolve) => void setImmediate(resolve));
      }
    }
  };
  const until = async (what: string, holds: () => boolean): Promise<void> => {
    for (let passed = 0; !holds(); passed += 500) {
      if (passed > 200_000) throw new Error(`waited in vain for ${what}`);
      await pass(500);
    }
  };
  onTestFinished(stop);
  await pass(1_000);
  return {
    app,
    desk: app.scan,
    store,
    practice,
    file,
    pass,
    until,
    stop,
    sums: () => told,
    roster: practice.rack.roster,
    /** Of the devices on the roster. */
    statuses: () =>
      [...app.engine.requireSession().devices.values()].flatMap(({ sn, guest, status }) =>
        sn === null || guest ? [] : [[sn as string, status]],
      ),
  };
}
