import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { registrySettings } from '../../app/registry/registry-settings';
import type { Registry } from '../../domain/ports/registry';
import { systemIdentities } from '../../identities';
import { createLeveledLog, type LogEntry } from '../../adapters/log/leveled-log';
import { createStore, type SqliteStore } from '../../adapters/store/create-store';
import { createRegistry } from '../../adapters/store/registry/create-registry';
import {
  startRegistryServer,
  type RegistryServer,
  type RegistryServerOptions,
} from '../../adapters/registry-http/registry-server';

export interface ServedRegistry {
  readonly registry: Registry;
  readonly store: SqliteStore;
  readonly server: RegistryServer;
  readonly log: readonly LogEntry[];
  /** One request; a body is sent as JSON unless headers say else. */
  ask(path: string, init?: AskInit): Promise<Asked>;
  post(path: string, body: unknown): Promise<Asked>;
}

interface AskInit {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed, where it is JSON. */
  readonly body: unknown;
}

/** A registry on a database of its own, served on a free port; it ends with the test. */
export async function serveRegistry(
  options: Partial<Omit<RegistryServerOptions, 'registry' | 'log'>> = {},
): Promise<ServedRegistry> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-registry-'));
  const store = await createStore({ file: path.join(folder, 'registry.sqlite') });
  const settings = registrySettings(DEFAULT_SETTINGS.registry);
  const registry = createRegistry({
    tables: store.registry,
    settings: () => settings,
    now: Date.now,
    newUuid: () => systemIdentities.unique(),
  });
  const log: LogEntry[] = [];
  const server = await startRegistryServer({
    host: '127.0.0.1',
    port: 0,
    token: null,
    ...options,
    registry,
    log: createLeveledLog({ level: 'debug' }, (entry) => log.push(entry)),
  });
  onTestFinished(async () => {
    await server.close();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  const ask = async (where: string, { method, body, headers }: AskInit = {}): Promise<Asked> => {
    const response = await fetch(`${server.url}${where}`, {
      method: method ?? 'GET',
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true && text !== '';
    const parsed: unknown = isJson ? JSON.parse(text) : null;
    return { status: response.status, headers: response.headers, text, body: parsed };
  };
  return {
    registry,
    store,
    server,
    log,
    ask,
    post: (where, body) => ask(where, { method: 'POST', body: JSON.stringify(body) }),
  };
}
