import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { Surroundings } from './surroundings';

/** A real Electron with its one window. */
export interface OpenWindow {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly close: () => Promise<void>;
}

const CONSOLE = path.join(__dirname, '..', 'main', 'index.cjs');
const BLANK = path.join(__dirname, '..', '..', 'scripts', 'packaging', 'blank-window.cjs');
const WINDOW_SIZE = { width: 1366, height: 768 };

/** The built console in its real window, connected to a broker and a factory. @param dataDir a folder of its own */
export async function openConsoleWindow(
  { electron, amqpUrl }: Surroundings,
  { apiBase, dataDir }: { readonly apiBase: string; readonly dataDir: string },
): Promise<OpenWindow> {
  const opened = await launch(electron, [CONSOLE, '--data-dir', dataDir, '--amqp', amqpUrl, '--api', apiBase]);
  await opened.electron.evaluate(
    ({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
    WINDOW_SIZE,
  );
  await opened.page.getByText('Broker: Connected').waitFor();
  return opened;
}

/** The least that an Electron program is: a window with nothing in it. */
export function openBlankWindow({ electron }: Surroundings): Promise<OpenWindow> {
  return launch(electron, [BLANK]);
}

async function launch({ executable, switches }: Surroundings['electron'], args: readonly string[]): Promise<OpenWindow> {
  const electron = await _electron.launch({ executablePath: executable, args: [...switches, ...args] });
  const page = await electron.firstWindow();
  return { electron, page, close: () => electron.close() };
}
