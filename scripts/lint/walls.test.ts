import { describe, expect, it } from 'vitest';
import { brokenWall } from './walls.mjs';

describe('the walls between the parts', () => {
  it.each([
    ['main/domain/compare/compare.ts', '../../../protocol/ids', []],
    ['main/domain/compare/compare.ts', './rows', []],
    ['main/domain/compare/compare.test.ts', 'fast-check', []],
    ['main/domain/roster/records.ts', 'csv-parse/browser/esm/sync', []],
    ['main/adapters/amqp/publisher.ts', 'amqplib', []],
    ['agent/broker.ts', 'amqplib', []],
    ['main/adapters/http/pair.ts', 'axios', []],
    ['main/adapters/store/schema.ts', 'kysely', ['Kysely']],
    ['main/adapters/amqp/publisher.ts', '../amqp/topology', []],
    ['main/adapters/amqp/publisher.ts', '../../domain/ports/bus', []],
    ['main/window/main-window.ts', 'electron', ['BrowserWindow']],
    ['main/ipc/electron-ipc.ts', 'electron', ['ipcMain']],
    ['main/preload/index.ts', 'electron', ['contextBridge', 'ipcRenderer']],
    ['main/preload/index.ts', '../../protocol/ipc', []],
    ['protocol/ids.ts', 'zod', []],
    ['e2e/electron/scan.spec.ts', 'amqplib', []],
  ])('lets %s import %s', (file, specifier, names) => {
    expect(brokenWall(file, specifier, names)).toBeUndefined();
  });

  it.each([
    ['main/domain/compare/compare.ts', 'zod', []],
    ['main/domain/compare/compare.ts', 'csv-parse/browser/esm/sync', []],
    ['main/domain/roster/records.ts', 'csv-parse/sync', []],
    ['main/domain/compare/compare.ts', 'node:fs', []],
    ['main/domain/compare/compare.ts', '../../adapters/store/store', []],
    ['main/app.ts', 'amqplib', []],
    ['main/adapters/http/pair.ts', 'amqplib', []],
    ['main/adapters/http/pair.ts', '../amqp/publisher', []],
    ['main/adapters/amqp/publisher.ts', 'axios', []],
    ['main/cli/index.ts', 'undici', []],
    ['main/app.ts', 'electron', []],
    ['renderer/scan/grid/DeviceGrid.tsx', 'electron', []],
    ['main/index.ts', 'electron', ['app', 'ipcMain']],
    ['main/window/main-window.ts', 'electron', ['ipcRenderer']],
    ['main/preload/index.ts', 'electron', ['ipcMain']],
    ['main/preload/index.ts', 'node:fs', []],
    ['protocol/ids.ts', 'zod', ['z']],
    ['main/app.test.ts', 'zod', ['z']],
  ])('stops %s from importing %s', (file, specifier, names) => {
    expect(brokenWall(file, specifier, names)).toMatch(/^\S.*\.$/);
  });
});
