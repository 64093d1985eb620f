import path from 'node:path';
import { app, BrowserWindow, nativeTheme } from 'electron';
import { firstLanguageOf } from '../../protocol/languages';
import type { Settings } from '../../protocol/settings';
import { APP_PAGE } from './app-protocol';
import { HARDENED_WEB_PREFERENCES } from './hardening';

const PRODUCT = 'BurnIn Console';
const BACKGROUND = { light: '#eef1f5', dark: '#0e1318' } as const;

/** Opens the console's one window; it is shown when its first picture is ready. @param practice says in its title and its page that it is a simulation */
export function openMainWindow(outDir: string, { theme, language }: Settings['window'], practice: boolean): BrowserWindow {
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
  void window.loadURL(APP_PAGE + queryOf(language, practice));
  return window;
}

/** What the page knows before it has the settings. It cannot tell the desktop's language itself: Electron has texts in English only. */
function queryOf(language: Settings['window']['language'], practice: boolean): string {
  const system = firstLanguageOf(app.getPreferredSystemLanguages());
  const query = new URLSearchParams({ lang: language === 'system' ? system : language, system });
  if (practice) query.set('practice', '');
  return `?${query.toString()}`;
}
