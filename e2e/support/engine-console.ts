import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { english } from '../../messages/english';
import { createEnvSecrets } from '../../main/adapters/secrets/env-secrets';
import type { SqliteStore } from '../../main/adapters/store/create-store';
import { startRegistryServer } from '../../main/adapters/registry-http/registry-server';
import type { Registry } from '../../main/domain/ports/registry';
import type { ScanService } from '../../main/app/scan/scan-service';
import { type BurnInConsole, composeConsole } from '../../main/compose-console';
import type { Log } from '../../main/domain/ports/log';
import { openRecords, recordsOf } from '../../main/open-records';
import type { Platform } from '../../main/platform';
import { systemPlatform } from '../../main/system-platform';
import { sumOf } from '../../main/domain/testing/scenario';
import type { DeviceState, ScanSession } from '../../main/domain/scan/state';
import type { OperationId } from '../../protocol/ids';
import type { Patch } from '../../protocol/window-state';
import type { DeliveryView, ScanCounts } from '../../protocol/model';
import type { Settings } from '../../protocol/settings';
import { replyQueueOf } from '../../protocol/topology';

/** The whole console without its window, on a real broker, a real database and real HTTP. */
export interface EngineConsole {
  readonly app: BurnInConsole;
  readonly desk: ScanService;
  readonly store: SqliteStore;
  readonly registry: Registry;
  /** Every patch that the window would have got. */
  readonly patches: Patch[];
  readonly notices: string[];
  readonly file: string;
  /** The open operation. Throws when there is none. */
  readonly operation: OperationId;
  /** Where devices that know `replyTo` answer. */
  readonly replyQueue: string;
  /** Starts a scan once the broker is there. */
  scan(request: {
    readonly operationId: string;
    readonly roster?: readonly string[];
    readonly scanMode?: 0 | 1;
  }): Promise<ScanSession>;
  /** One device of the open scan. Throws when it is not there. */
  device(sn: string): DeviceState;
  /** Every device of the open scan as `serial status`, in order. */
  statuses(): string[];
  /** The deliveries of the open scan, oldest first. */
  deliveries(): DeliveryView[];
  stop(): Promise<void>;
}

export interface EngineConsoleOptions {
  readonly amqpUrl: string;
  readonly apiBase: string;
  readonly scan?: Partial<Settings['scan']>;
  readonly registry?: Partial<Settings['registry']>;
  readonly station?: Partial<Settings['station']>;
  readonly signals?: Partial<Settings['signals']>;
  /** Instead of the system's. */
  readonly clock?: Platform['clock'];
  readonly api?: Partial<Settings['api']>;
  readonly broker?: Partial<Omit<Settings['broker'], 'url'>>;
  /** An existing database to open; otherwise a new one that `stop` removes. */
  readonly file?: string;
  readonly links?: Platform['links'];
  /** Without them, every file dialog is closed at once. */
  readonly dialogs?: Platform['dialogs'];
}

const silent = (): void => undefined;
const QUIET: Log = {
  debug: silent,
  info: silent,
  warn: silent,
  error: (message, fields) => console.error(message, fields),
};

export async function startEngineConsole(options: EngineConsoleOptions): Promise<EngineConsole> {
  const folder = options.file === undefined ? await mkdtemp(path.join(os.tmpdir(), 'burnin-e2e-')) : null;
  const file = options.file ?? path.join(folder ?? '', 'burnin.sqlite');
  const store = await openRecords(file);
  const patches: Patch[] = [];
  const notices: string[] = [];
  const { clock, links, dialogs } = options;
  const app = composeConsole({
    ...systemPlatform(QUIET),
    ...recordsOf(store),
    serveRegistry: startRegistryServer,
    secrets: createEnvSecrets(null, {}),
    ...(clock === undefined ? {} : { clock }),
    ...(links === undefined ? {} : { links }),
    ...(dialogs === undefined ? {} : { dialogs }),
    appVersion: 'test',
    settingsOverride: {
      broker: { ...options.broker, url: options.amqpUrl },
      api: { baseUrl: options.apiBase, ...options.api },
      scan: { idleMs: 4_000, maxMs: 60_000, ...options.scan },
      registry: { ...options.registry },
      station: { ...options.station },
      signals: { ...options.signals },
    },
    emit: (name, payload) => {
      if (name === 'state.patched') patches.push(payload as Patch);
      if (name === 'notice.raised' && 'what' in payload) notices.push(english(payload.what));
    },
  });
  await app.start().catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const { registry } = app.registry;
  if (registry === null) throw new Error('There is no registry.');
  return {
    app,
    desk: app.scan,
    store,
    registry,
    patches,
    notices,
    file,
    get operation() {
      return app.engine.requireSession().operationId;
    },
    replyQueue: replyQueueOf((await store.readSetting('consoleId')) ?? ''),
    scan: async ({ operationId, roster, scanMode = 0 }) => {
      if (!(await app.connections.brokerUp(15_000))) throw new Error(english(app.connections.broker.reason));
      return app.scan.start({ operationId, operatorId: 'tester', scanMode, rosterText: roster?.join('\n') });
    },
    device: (sn) => {
      const device = [...(app.engine.session?.devices.values() ?? [])].find((one) => one.sn === sn);
      if (device === undefined) throw new Error(`${sn} is not in the open scan`);
      return device;
    },
    statuses: () => [...(app.engine.session?.devices.values() ?? [])].map(({ id, status }) => `${id} ${status}`),
    deliveries: () => {
      const { deliveries } = app.view.snapshot();
      return deliveries.filter(({ operationId }) => operationId === app.engine.session?.operationId);
    },
    stop: async () => {
      await app.stop();
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Polls until a condition holds; fails with what was waited for. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited ${withinMs} ms in vain for: ${what}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
}

/** Resolves when the open scan is closed and everything that goes out by itself has arrived. */
export async function untilDone({ app }: EngineConsole): Promise<void> {
  await until('the scan to close', () => app.engine.session?.phase === 'closed', 90_000);
  await until(
    'everything to be delivered',
    async () => (await app.deliveries.undelivered(app.engine.requireSession().operationId)) === 0,
  );
}

/** Every count that the window was told and that does not add up. */
export function brokenSums({ patches }: EngineConsole): readonly ScanCounts[] {
  const told = patches.flatMap(({ session }) => (session === undefined || session === null ? [] : [session.counts]));
  return told.filter((counts) => sumOf(counts) !== counts.expected);
}

/** The broker of this test run. */
export function brokerUrl(): string {
  const url = process.env['BURNIN_AMQP_URL'];
  if (url === undefined) throw new Error('BURNIN_AMQP_URL is not set: run these tests through npm test.');
  return url;
}
