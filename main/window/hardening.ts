import { app, session, type WebContents, type WebPreferences } from 'electron';
import { APP_ORIGIN } from './app-files';

/** Written out even where Electron's defaults agree, so that a changed default cannot open the window. */
export const HARDENED_WEB_PREFERENCES = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  spellcheck: false,
} as const satisfies WebPreferences;

/** Copying a cell is the one thing that the page may ask the system for. */
const ALLOWED_PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Closes what every web page of this app could otherwise do; to be called before the first window. */
export function hardenWebContents(): void {
  app.on('web-contents-created', (_event, contents) => hardenOne(contents));
}

/** Denies what pages may ask of the system; to be called when the app is ready. */
export function denyPermissions(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((contents, permission, decide) => {
    decide(ALLOWED_PERMISSIONS.has(permission) && contents.getURL().startsWith(`${APP_ORIGIN}/`));
  });
  defaultSession.setPermissionCheckHandler(
    (_contents, permission, origin) => ALLOWED_PERMISSIONS.has(permission) && origin.startsWith(APP_ORIGIN),
  );
  defaultSession.setDevicePermissionHandler(() => false);
}

function hardenOne(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  if (app.isPackaged) contents.on('devtools-opened', () => contents.closeDevTools());
}
