import inspector from 'node:inspector';
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

/** Chromium's own ways to attach a debugger; no fuse closes them. */
const DEBUGGING_SWITCHES = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address', 'remote-allow-origins'];

/**
 * Lets nobody attach a debugger to the packed program's page; to be called before the app is ready. Where Node's inspector is
 * open, its fuse is not closed: that is the package that tests drive, or a program that is not packed.
 */
export function refuseDebuggers(): void {
  if (!app.isPackaged || inspector.url() !== undefined) return;
  for (const name of DEBUGGING_SWITCHES) app.commandLine.removeSwitch(name);
}

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
    (_contents, permission, origin) => ALLOWED_PERMISSIONS.has(permission) && origin.replace(/\/$/, '') === APP_ORIGIN,
  );
  defaultSession.setDevicePermissionHandler(() => false);
  // Files leave the console through its own dialogs only.
  defaultSession.on('will-download', (event) => event.preventDefault());
}

function hardenOne(contents: WebContents): void {
  // Chromium 130 does not know the directive `webrtc 'block'` of the page's policy yet; without UDP and a proxy nothing connects.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  if (app.isPackaged) contents.on('devtools-opened', () => contents.closeDevTools());
}
