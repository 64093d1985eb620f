import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { startRegistryServer } from '../../adapters/registry-http/registry-server';
import { fixture, openTestRegistry, type TestRegistry } from '../../adapters/store/registry/testing/test-registry';
import { RegistryService } from './registry-service';
import { HandClock } from '../testing/hand-clock';

const silent = (): void => undefined;

describe('the HTTP service of the console', () => {
  let folder = '';
  let opened: TestRegistry;
  let service: RegistryService;
  let clock: HandClock;
  let changes = 0;
  let isScanning = false;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-registry-'));
    opened = await openTestRegistry(path.join(folder, 'registry.sqlite'));
    clock = new HandClock(Date.UTC(2026, 0, 2));
    changes = 0;
    isScanning = false;
    service = new RegistryService({
      registry: opened.registry,
      // Any free port, so that tests do not meet.
      serve: (options) => startRegistryServer({ ...options, port: 0 }),
      log: { debug: silent, info: silent, warn: silent, error: silent },
      notice: silent,
      clock,
      isScanning: () => isScanning,
      onChanged: () => {
        changes += 1;
      },
    });
    await service.apply({ ...DEFAULT_SETTINGS.registry, httpEnabled: true }, null);
  });
  afterEach(async () => {
    await service.apply({ ...DEFAULT_SETTINGS.registry, httpEnabled: false }, null);
    await opened.store.close();
    await rm(folder, { recursive: true, force: true });
  });

  const post = async (where: string, body: unknown): Promise<number> => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${service.url ?? ''}${where}`, { method: 'POST', headers, body: JSON.stringify(body) });
    await response.text();
    return response.status;
  };

  it('takes nothing large while a scan is under way', async () => {
    const large = { type: 'Snapshot', note: 'x'.repeat(256 * 1024) };
    isScanning = true;
    expect(await post('/snapshots/', large)).toBe(503);
    expect(await post('/snapshots/', fixture('workbench-netbook-2018'))).toBe(201);
    isScanning = false;
    expect(await post('/snapshots/', large)).toBe(422);
  });

  it('notifies of what is written, at once and then at most twice a second, and of nothing else', async () => {
    expect(await post('/snapshots/', { type: 'Snapshot' })).not.toBe(201);
    expect((await fetch(`${service.url ?? ''}/devices/`)).status).toBe(200);
    expect(changes).toBe(0);
    expect(await post('/snapshots/', fixture('workbench-netbook-2018'))).toBe(201);
    expect(changes).toBe(1);
    expect(await post('/tags/', { ids: ['RACK-1'] })).toBe(201);
    expect(await post('/agents/', { type: 'Person', name: 'Ada' })).toBe(201);
    expect(await post('/events/', { type: 'ToRepair', devices: [1] })).toBe(201);
    expect(changes).toBe(1);
    clock.pass(499);
    expect(changes).toBe(1);
    clock.pass(1);
    expect(changes).toBe(2);
    clock.pass(500);
    await vi.waitFor(() => expect(clock.waiting).toBe(0));
    expect(await post('/events/', { type: 'Repair', devices: [1] })).toBe(201);
    expect(changes).toBe(3);
  });
});
