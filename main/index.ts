import { english } from '../messages/english';
import path from 'node:path';
import { app, dialog, nativeTheme, type BrowserWindow } from 'electron';
import { createFileLog } from './adapters/log/file-log';
import { createElectronSecrets } from './adapters/secrets/electron-secrets';
import { createEnvSecrets } from './adapters/secrets/env-secrets';
import { startRegistryServer } from './adapters/registry-http/registry-server';
import { type BurnInConsole, composeConsole } from './compose-console';
import { filesOfSettings, keptFiles } from './app/files/taken-files';
import { AppError } from './domain/errors';
import { sendEvent, serveCommands } from './ipc/electron-ipc';
import { argumentsAnew, readLaunchOptions } from './launch-options';
import { openScanRecords, recordsOf } from './open-records';
import { createPractice, partsOf, practiceDialogs } from './practice';
import { systemPlatform } from './system-platform';
import { registerAppScheme, serveApp } from './window/app-protocol';
import { serveDevPage } from './window/dev-page';
import { readDevPage } from './window/dev-policy';
import { systemFileDialogs } from './window/file-dialogs';
import { denyPermissions, hardenWebContents, refuseDebuggers } from './window/hardening';
import { openMainWindow } from './window/main-window';
import { printAlone } from './window/print-alone';
import { createReportPrinter } from './window/report-printer';
import { installMenu } from './window/menu';

/** Put in by the bundler: true in what `npm run dev` builds, false in every other build, which has nothing of what follows it. */
declare const __DEVELOPMENT__: boolean | undefined;

/** The bundles lie beside each other: out/main, out/preload, out/renderer. */
const OUT_DIR = path.join(__dirname, '..');
/** Everything that matters is on disk already; a broker that does not answer must not keep the window's program alive. */
const MAX_STOP_MS = 8_000;
const options = readLaunchOptions(process.argv.slice(1));
// A broker URL among the words may hold a password, which every user of the machine could read in the list of processes.
process.title = 'burnin-console';

if (options.dataDir !== null) app.setPath('userData', path.resolve(options.dataDir));
// Everything of practice lies apart: records, settings, log, and what Chromium keeps.
if (options.practice !== null) app.setPath('userData', path.join(app.getPath('userData'), 'practice'));
refuseDebuggers();
registerAppScheme();
hardenWebContents();
// Chromium refuses its sandbox to root, who has to say --no-sandbox (CI, containers); enableSandbox would undo that word and end in crashes.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

let window: BrowserWindow | null = null;
let consoleApp: BurnInConsole | null = null;

if (options.print !== null) printAlone(OUT_DIR, options.print);
else if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    const running = consoleApp;
    if (running === null) return;
    consoleApp = null;
    event.preventDefault();
    const atTheLatest = setTimeout(() => app.exit(), MAX_STOP_MS);
    void running.stop().finally(() => {
      clearTimeout(atTheLatest);
      app.exit();
    });
  });
  void app.whenReady().then(boot);
} else {
  process.stderr.write('BurnIn Console is running already with these records; its window is in front now.\n');
  app.quit();
}

/** The window's page: out of the program's own files, or in a development build from Vite's server, where that is named. */
function servePage(): void {
  if (typeof __DEVELOPMENT__ === 'boolean' && __DEVELOPMENT__) {
    const page = readDevPage(process.argv.slice(1), app.isPackaged);
    if (page !== null) {
      serveDevPage(page);
      return;
    }
  }
  serveApp(path.join(OUT_DIR, 'renderer'));
}

async function boot(): Promise<void> {
  const dataDir = app.getPath('userData');
  const logFile = path.join(dataDir, 'logs', 'console.log');
  const log = createFileLog({ file: logFile, secrets: () => consoleApp?.settings.secretTexts() ?? [] });
  process.on('uncaughtException', (error) => log.error('Uncaught error.', { error }));
  process.on('unhandledRejection', (error) => log.error('Unhandled rejection.', { error }));
  try {
    denyPermissions();
    servePage();
    installMenu(!app.isPackaged);
    const system = systemPlatform(log, logFile);
    const practice = options.practice === null ? null : createPractice(system.clock, options.practice);
    const recordsFile = path.join(dataDir, 'burnin.sqlite');
    const store = await openScanRecords(recordsFile, practice !== null);
    const dialogs = systemFileDialogs(
      () => window,
      () => [
        ...keptFiles(recordsFile, logFile, path.join(dataDir, 'secrets.json'), path.join(dataDir, 'secrets.encrypted.json')),
        ...filesOfSettings(consoleApp?.settings.current ?? {}),
      ],
    );
    const running = composeConsole({
      ...system,
      ...recordsOf(store, practice === null ? recordsFile : null),
      printer: createReportPrinter(OUT_DIR),
      locale: app.getSystemLocale(),
      settingsOverride: options.settingsOverride,
      launchAddresses: options.launchAddresses,
      ...(practice === null
        ? {
            serveRegistry: startRegistryServer,
            secrets: createEnvSecrets(await createElectronSecrets({ dir: dataDir })),
            dialogs,
          }
        : {
            ...partsOf(practice),
            settingsOverride: { ...options.settingsOverride, ...practice.settings },
            dialogs: practiceDialogs(dialogs),
          }),
      reopen: (inPractice) => {
        app.relaunch({ args: argumentsAnew(process.argv.slice(1), inPractice) });
        app.quit();
      },
      emit: (name, payload) => {
        if (name === 'state.patched' && 'settings' in payload && payload.settings !== undefined)
          nativeTheme.themeSource = payload.settings.window.theme;
        sendEvent(window?.webContents ?? null, name, payload);
      },
    });
    consoleApp = running;
    const route = running.door((command, error) => log.error('A command failed inside.', { command, error }));
    serveCommands(route, (origin) => log.warn('A command of a strange page was refused.', { origin }));
    await running.start();
    window = openMainWindow(OUT_DIR, running.settings.current.window, practice !== null);
    window.on('closed', () => {
      window = null;
    });
  } catch (error) {
    log.error('The console could not start.', { error });
    dialog.showErrorBox(
      'BurnIn Console cannot start',
      error instanceof AppError ? english(error.texts) : `Something went wrong inside. Details are in ${logFile}.`,
    );
    app.exit(2);
  }
}
