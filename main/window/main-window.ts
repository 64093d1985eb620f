import path from 'node:path';
import { app, BrowserWindow, nativeTheme } from 'electron';
import type { Settings } from '../../protocol/settings';
import { APP_PAGE } from './app-protocol';
import { HARDENED_WEB_PREFERENCES } from './hardening';

const PRODUCT = 'BurnIn Console';
const BACKGROUND = { light: '#eef1f5', dark: '#0e1318' } as const;

/** Opens the console's one window; it is shown when its first picture is ready. @param practice says in its title and its page that it is a simulation */
export function openMainWindow(outDir: string, theme: Settings['window']['theme'], practice: boolean): BrowserWindow {
  nativeTheme.themeSource = theme;
  const window = new BrowserWindow({
    title: practice ? `Simulation – ${PRODUCT}` : PRODUCT,
    width: 1366,
    height: 768,
    minWidth: 900,
    minHeight: 560,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    icon: path.join(outDir, 'renderer', 'icon.png'),
    webPreferences: {
      ...HARDENED_WEB_PREFERENCES,
      devTools: !app.isPackaged,
      preload: path.join(outDir, 'preload', 'index.cjs'),
    },
  });
  window.once('ready-to-show', () => window.show());
  // The page's own title does not say it.
  if (practice) window.on('page-title-updated', (event) => event.preventDefault());
  void window.loadURL(APP_PAGE + (practice ? '?practice' : ''));
  return window;
}
