import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { electronSwitches, locateElectron } from '../../scripts/electron/locate.mjs';

/** The real console in a real Electron window, with records of its own. */
export interface ConsoleWindow {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly dataDir: string;
  /** Everything that went wrong in the page: uncaught errors, console errors, content security violations. */
  readonly troubles: string[];
  /** Gives the page this much room, px. */
  resize(width: number, height: number): Promise<void>;
  close(): Promise<void>;
}

export interface WindowOptions {
  /** Where the broker and the factory are; neither in practice. */
  readonly amqpUrl?: string;
  readonly apiBase?: string;
  /** On the simulated rack inside the program. */
  readonly practice?: boolean;
  readonly station?: string;
  readonly width?: number;
  readonly height?: number;
  /** Records of an earlier run to go on with; otherwise new ones that `close` removes. */
  readonly dataDir?: string;
  /** What the desktop speaks, as a locale of POSIX; else what it does where the test runs. */
  readonly desktop?: string;
  /** A packaged console instead of the built one. */
  readonly executable?: string;
  /** A program that starts the Electron named in `BURNIN_ELECTRON` with all that it is given. */
  readonly launcher?: string;
}

/** Chromium says so of a directive of the standard that it does not know yet, and goes by the others. */
const UNKNOWN_DIRECTIVE = /^Unrecognized Content-Security-Policy directive 'webrtc'/;

export async function openConsoleWindow({
  amqpUrl,
  apiBase,
  practice = false,
  station = 'Line 2, station 3',
  width = 1366,
  height = 768,
  dataDir,
  desktop,
  executable,
  launcher,
}: WindowOptions): Promise<ConsoleWindow> {
  const here = locateElectron();
  if (here === undefined) throw new Error('Electron is not here yet: run "node scripts/setup.mjs" once.');
  const folder = dataDir ?? (await mkdtemp(path.join(os.tmpdir(), 'burnin-window-')));
  const electron = await _electron.launch({
    env: {
      ...ownEnvironment(),
      BURNIN_ELECTRON: here.executable,
      ...(desktop === undefined ? {} : { LANG: desktop, LC_ALL: desktop, LANGUAGE: desktop }),
    },
    executablePath: launcher ?? executable ?? here.executable,
    args: [
      ...electronSwitches(),
      ...(executable === undefined ? [path.resolve('out/main/index.cjs')] : []),
      '--data-dir',
      folder,
      ...(amqpUrl === undefined ? [] : ['--amqp', amqpUrl]),
      ...(apiBase === undefined ? [] : ['--api', apiBase]),
      ...(practice ? ['--practice'] : []),
      '--station',
      station,
    ],
  });
  const page = await electron.firstWindow();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !UNKNOWN_DIRECTIVE.test(message.text())) troubles.push(`console: ${message.text()}`);
  });
  const resize = (wide: number, high: number): Promise<void> =>
    electron.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.wide, size.high), {
      wide,
      high,
    });
  await resize(width, height);
  await page.getByRole('main').waitFor();
  return {
    electron,
    page,
    dataDir: folder,
    troubles,
    resize,
    close: async () => {
      await electron.close();
      if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
