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
    ['main/app/scan/engine.ts', '../delivery/pair-check', []],
    ['main/app/settings/settings-file.ts', '../files/unreadable-file', []],
    ['main/app/commands.ts', './scan/scan-commands', []],
    ['main/app/commands.ts', '../ipc/router', []],
    ['main/compose-console.ts', './app/scan/engine', []],
    ['main/app/scan/scan-service.test.ts', '../../compose-console', []],
    ['renderer/scan/grid/DeviceGrid.tsx', '../../store/order', []],
    ['renderer/scan/review/Review.tsx', '../../people/WaiveSheet', []],
    ['renderer/shell/Header.tsx', '../people/WhoIsHere', []],
    ['renderer/App.tsx', './scan/Results', []],
    ['renderer/dev/scenes.ts', '../scan/grid/row-picture', []],
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
    ['main/app/scan/scan-service.ts', '../../compose-console', []],
    ['main/app/scan/scan-service.ts', '../../adapters/store/create-store', []],
    ['main/app/scan/scan-service.ts', '../people/sign-in-service', []],
    ['main/app/connections/connection-manager.ts', '../scan/presence', []],
    ['main/compose-console.ts', './adapters/store/create-store', []],
    ['renderer/ui/Sheet.tsx', '../people/WaiveSheet', []],
    ['renderer/store/console.ts', '../scan/Results', []],
    ['renderer/text/format.ts', '../shell/Notices', []],
    ['renderer/deliveries/DeliveryDrawer.tsx', '../scan/grid/DeviceGrid', []],
    ['renderer/scan/Results.tsx', '../shell/Header', []],
    ['protocol/ids.ts', 'zod', ['z']],
    ['main/app.test.ts', 'zod', ['z']],
  ])('stops %s from importing %s', (file, specifier, names) => {
    expect(brokenWall(file, specifier, names)).toMatch(/^\S.*\.$/);
  });
});
