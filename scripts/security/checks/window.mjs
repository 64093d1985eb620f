import {
  SECURITY_SPEC,
  MAIN_WINDOW,
  REPORT_PRINTER,
  HARDENING,
  NOT_PACKED,
  pass,
  fail,
  note,
  nowhere,
  onlyIn,
  has,
} from '../findings.mjs';
import { placesOf } from '../product-sources.mjs';

/** @type {import('../findings.mjs').Section} */
export const WINDOW = {
  name: 'Window',
  items: [
    {
      title: 'pages are isolated, sandboxed and without Node, in so many words',
      tested: SECURITY_SPEC,
      check: ({ values: { webPreferences }, sources }) => {
        const wanted = {
          contextIsolation: true,
          sandbox: true,
          nodeIntegration: false,
          nodeIntegrationInWorker: false,
          nodeIntegrationInSubFrames: false,
          webviewTag: false,
          webSecurity: true,
          allowRunningInsecureContent: false,
        };
        const wrong = Object.entries(wanted).filter(([name, value]) => Reflect.get(webPreferences, name) !== value);
        if (wrong.length > 0) return fail(wrong.map(([name]) => name).join(', '));
        const printer = has(sources, REPORT_PRINTER, /\.\.\.HARDENED_WEB_PREFERENCES/, '');
        if (printer.state !== 'pass') return printer;
        return has(sources, MAIN_WINDOW, /\.\.\.HARDENED_WEB_PREFERENCES/, 'the window and the page that is printed take them');
      },
    },
    {
      title: 'one window is made, in one place, and one page that is printed and never shown',
      tested: SECURITY_SPEC,
      check: ({ sources }) => onlyIn(sources, /new (BrowserWindow|BrowserView|WebContentsView)\(/, [MAIN_WINDOW, REPORT_PRINTER]),
    },
    {
      title: 'nothing on a page that is printed runs, and nothing is fetched from elsewhere',
      tested: 'renderer/print/print.test.tsx',
      check: ({ sources }) =>
        has(
          sources,
          REPORT_PRINTER,
          /default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'[^]*session\.fromPartition\(/,
          'no script in its policy, and a session of its own',
        ),
    },
    {
      title: 'nothing weakens the page',
      tested: 'oxlint',
      check: ({ sources }) =>
        nowhere(
          sources,
          /webSecurity: false|allowRunningInsecureContent: true|enableBlinkFeatures|experimentalFeatures|@electron\/remote|contextIsolation: false|sandbox: false|nodeIntegration\w*: true|<webview/,
        ),
    },
    {
      title: 'the preload is one CommonJS file that needs electron only and shows one object',
      tested: SECURITY_SPEC,
      check: ({ packed, sources }) => {
        const exposed = placesOf(sources, /exposeInMainWorld\(/);
        if (exposed.length !== 1) return fail(`exposeInMainWorld stands at ${exposed.join(', ')}`);
        if (packed === undefined) return NOT_PACKED;
        const code = packed.text('out/preload/index.cjs');
        const needs = Array.from(code.matchAll(/\brequire\(\s*["']([^"']+)["']\s*\)/g), ([, name]) => name);
        if (/^\s*(import|export)\s/m.test(code)) return fail('it is no CommonJS');
        return needs.every((name) => name === 'electron') ? pass(`${code.length} bytes`) : fail(`it needs ${needs.join(', ')}`);
      },
    },
    {
      title: 'pages open no windows, go nowhere, attach no webviews',
      tested: SECURITY_SPEC,
      check: ({ sources }) =>
        has(
          sources,
          HARDENING,
          /web-contents-created[^]*setWindowOpenHandler\(\(\) => \(\{ action: 'deny' \}\)\)[^]*'will-navigate'[^]*'will-redirect'[^]*'will-attach-webview'/,
          'for every page, before the first',
        ),
    },
    {
      title: 'permissions are denied: requests, checks and devices',
      tested: SECURITY_SPEC,
      check: ({ sources }) =>
        has(
          sources,
          HARDENING,
          /setPermissionRequestHandler[^]*setPermissionCheckHandler[^]*setDevicePermissionHandler\(\(\) => false\)/,
          'but for copying text',
        ),
    },
    {
      title: 'WebRTC finds no address and connects to nobody',
      tested: SECURITY_SPEC,
      check: ({ sources }) =>
        has(
          sources,
          HARDENING,
          /setWebRTCIPHandlingPolicy\('disable_non_proxied_udp'\)/,
          'for a Chromium without the directive too',
        ),
    },
    {
      title: 'downloads are refused',
      tested: SECURITY_SPEC,
      check: ({ sources }) =>
        has(sources, HARDENING, /'will-download', \(event\) => event\.preventDefault\(\)/, 'files leave by dialogs only'),
    },
    {
      title: 'no address is given to the system to open',
      tested: 'there is no such call',
      check: ({ sources }) => nowhere(sources, /openExternal|openPath|shell\.open/),
    },
    {
      title: 'no developer tools and no debugger in a packed program',
      tested: 'here, on the packed program',
      check: ({ sources, debuggers: { release, forTests } }) => {
        const closed = has(sources, MAIN_WINDOW, /devTools: !app\.isPackaged/, '');
        if (closed.state !== 'pass') return closed;
        if (release === undefined) return note('not tried: needs the packed program and a display');
        if (release.page || release.node) return fail(`${release.page ? 'the page’s' : 'Node’s'} debugger answers`);
        // A knock that nobody ever answers proves nothing.
        if (forTests !== undefined && !(forTests.page && forTests.node))
          return fail('the probe finds no debugger in the package for tests either');
        return pass(forTests === undefined ? 'nothing answers' : 'nothing answers; in the package for tests both do');
      },
    },
  ],
};
