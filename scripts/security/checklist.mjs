/** The security checklist of the console: what Electron's own guide asks for, and what this product asks of itself. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../lib/paths.mjs';
import { unboundedIn } from './input-bounds.mjs';
import { placesOf } from './product-sources.mjs';

/**
 * @typedef {object} Context
 * @property {readonly import('./product-sources.mjs').Source[]} sources
 * @property {import('./product-values.mjs').ProductValues} values
 * @property {import('./packed-app.mjs').PackedApp | undefined} packed nothing if the console is not packed
 * @property {{ readonly release: import('./checklist.mjs').Answers | undefined, readonly forTests: import('./checklist.mjs').Answers | undefined }} debuggers who answered; nothing if it was not tried
 *
 * @typedef {{ readonly page: boolean, readonly node: boolean }} Answers
 *
 * @typedef {object} Finding
 * @property {'pass' | 'fail' | 'note'} state `note`: cannot be told here, and why
 * @property {string} detail
 *
 * @typedef {object} Item
 * @property {string} title
 * @property {string} tested where a test tries it on the running program, or what else watches over it
 * @property {(context: Context) => Finding} check
 */

/** Majors of Electron that its makers mend; the oldest of them. */
const OLDEST_ELECTRON = 43;
const SECURITY_SPEC = 'e2e/window/security.spec.ts';
const MAIN_WINDOW = 'main/window/main-window.ts';
const HARDENING = 'main/window/hardening.ts';
const NOT_PACKED = note('not packed: run "npm run package"');

/** @type {ReadonlyArray<{ readonly name: string, readonly items: readonly Item[] }>} */
export const CHECKLIST = [
  {
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
          return has(sources, MAIN_WINDOW, /\.\.\.HARDENED_WEB_PREFERENCES/, 'the one window takes them');
        },
      },
      {
        title: 'one window is made, in one place',
        tested: SECURITY_SPEC,
        check: ({ sources }) => onlyIn(sources, /new (BrowserWindow|BrowserView|WebContentsView)\(/, [MAIN_WINDOW]),
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
  },
  {
    name: 'Content',
    items: [
      {
        title: 'the page comes from its own scheme, never from a file or a server',
        tested: SECURITY_SPEC,
        check: ({ sources }) => {
          const elsewhere = nowhere(sources.filter(isMain), /loadFile\(|file:\/\/|loadURL\((?!APP_PAGE)/);
          return elsewhere.state === 'pass'
            ? has(
                sources,
                'main/window/app-protocol.ts',
                /registerSchemesAsPrivileged[^]*standard: true, secure: true/,
                'app://console',
              )
            : elsewhere;
        },
      },
      {
        title: 'that scheme serves what was built and nothing beside it',
        tested: `main/window/app-files.test.ts, ${SECURITY_SPEC}`,
        check: ({ values: { resolveAppFile } }) => {
          const root = '/opt/console/renderer';
          const tricks = [
            '../main/index.cjs',
            '..%2fmain%2findex.cjs',
            '%2e%2e/x',
            '..%5cx',
            'a/%00',
            '//etc/passwd',
            'a/../../x',
          ];
          const strangers = ['app://other/index.html', 'file:///etc/passwd', 'http://console/index.html'];
          const served = [...tricks.map((path) => `app://console/${path}`), ...strangers].filter((url) => {
            const file = resolveAppFile(root, url);
            return file !== null && !file.startsWith(`${root}/`);
          });
          if (resolveAppFile(root, 'app://console/index.html') !== `${root}/index.html`) return fail('not even its page');
          return served.length === 0 ? pass(`${tricks.length + strangers.length} tricks refused`) : fail(served.join(', '));
        },
      },
      {
        title: 'a strict content security policy, as header and in the page',
        tested: SECURITY_SPEC,
        check: ({ values: { contentSecurityPolicy }, sources }) => {
          const wanted = [
            "default-src 'none'",
            "script-src 'self'",
            "object-src|default-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
          ];
          const missing = wanted.filter((one) => !one.split('|').some((part) => contentSecurityPolicy.includes(part)));
          if (missing.length > 0 || /unsafe|\*|https?:/.test(contentSecurityPolicy)) return fail(contentSecurityPolicy);
          return has(
            sources,
            'renderer/index.html',
            /Content-Security-Policy"\s+content="default-src 'none'; script-src 'self';/,
            'no inline code, no other host',
          );
        },
      },
      {
        title: 'no development server in the program',
        tested: 'there is no such code',
        check: ({ sources }) => nowhere(sources.filter(isMain), /localhost:\d|VITE_|process\.env\['?(NODE_ENV|DEV)/),
      },
      {
        title: 'text of others is never markup or code',
        tested: 'oxlint (react/no-danger)',
        check: ({ sources }) =>
          nowhere(
            sources,
            /dangerouslySetInnerHTML|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(/,
          ),
      },
    ],
  },
  {
    name: 'Door between window and main',
    items: [
      {
        title: 'only the main frame of app://console is answered',
        tested: SECURITY_SPEC,
        check: ({ sources }) =>
          has(
            sources,
            'main/ipc/electron-ipc.ts',
            /frame !== null && frame\.parent === null && frame\.origin === APP_ORIGIN/,
            'by origin, not by address',
          ),
      },
      {
        title: 'every input is checked, with known keys only and nothing without bounds',
        tested: `main/ipc/router.test.ts, fuzz/targets/ipc-command.ts, ${SECURITY_SPEC}`,
        check: ({ values: { commands, toJSONSchema } }) => {
          const open = Object.entries(commands).flatMap(([name, { input }]) =>
            unboundedIn(
              /** @type {import('./input-bounds.mjs').JsonSchema} */ (
                toJSONSchema(input, { io: 'input', unrepresentable: 'any' })
              ),
            ).map((path) => `${name}: ${path}`),
          );
          return open.length === 0 ? pass(`${Object.keys(commands).length} commands`) : fail(open.join('; '));
        },
      },
      {
        title: 'every command names the role that it needs, and what changes the plant needs one',
        tested: 'main/app/sign-in-desk.test.ts, e2e/window',
        check: ({ values: { commands, roles } }) => {
          const missing = Object.keys(commands).filter((name) => !(name in roles));
          const open = Object.entries(roles).filter(([name, role]) => role === null && !/^(app|person)\./.test(name));
          return missing.length + open.length === 0
            ? pass(`${Object.values(roles).filter((role) => role !== null).length} of ${Object.keys(roles).length} need a role`)
            : fail([...missing, ...open.map(([name]) => name)].join(', '));
        },
      },
      {
        title: 'answers carry no stack',
        tested: `main/ipc/router.test.ts, ${SECURITY_SPEC}`,
        check: ({ sources }) => onlyIn(sources.filter(isMain), /\.stack\b/, ['main/adapters/log/redact.ts', 'main/cli/index.ts']),
      },
      {
        title: 'one channel each way, nothing synchronous',
        tested: 'oxlint (house/walls)',
        check: ({ sources }) => {
          const synchronous = nowhere(sources, /sendSync|returnValue|ipcMain\.on\(/);
          if (synchronous.state === 'fail') return synchronous;
          return onlyIn(sources, /\bipc(Main|Renderer)\b/, ['main/ipc/electron-ipc.ts', 'main/preload/index.ts']);
        },
      },
    ],
  },
  {
    name: 'Process and secrets',
    items: [
      {
        title: 'one instance, before the records are opened; what the second was told is not read',
        tested: 'e2e/window',
        check: ({ sources }) =>
          has(
            sources,
            'main/index.ts',
            /requestSingleInstanceLock\(\)[^]*second-instance', \(\) =>[^]*boot/,
            'the lock comes first',
          ),
      },
      {
        title: 'secrets are known to main only, and kept by the system’s keychain where there is one',
        tested: 'main/adapters/secrets/secrets.test.ts, ' + SECURITY_SPEC,
        check: ({ sources }) => {
          const homes = ['main/adapters/secrets/electron-secrets.ts'];
          const elsewhere = onlyIn(sources, /safeStorage/, homes);
          if (elsewhere.state === 'fail') return elsewhere;
          const old = nowhere(sources, /setUsePlainTextEncryption/);
          if (old.state === 'fail') return old;
          return has(
            sources,
            homes[0] ?? '',
            /encryptStringAsync[^]*decryptStringAsync|isAsyncEncryptionAvailable/,
            'async where Electron has it',
          );
        },
      },
      {
        title: 'where Linux has no keychain, a file for this user only, and it is said',
        tested: 'main/adapters/secrets/secrets.test.ts',
        check: ({ sources }) => {
          const said = has(sources, 'main/adapters/secrets/electron-secrets.ts', /has no keychain that can be used/, '');
          return said.state === 'pass' ? has(sources, 'main/adapters/secrets/secret-file.ts', /0o600/, 'mode 0600') : said;
        },
      },
      {
        title: 'no secret in a log or on a command line',
        tested: 'main/adapters/log/redact.test.ts, e2e/engine/support-bundle.it.test.ts',
        check: ({ sources }) => {
          const environment = nowhere(sources, /JSON\.stringify\(process\.env\)|log\.\w+\([^)]*process\.env\b(?!\[)/);
          return environment.state === 'fail'
            ? environment
            : has(sources, 'main/adapters/log/leveled-log.ts', /createRedactor/, 'every line goes through the redactor');
        },
      },
      {
        title: 'RabbitMQ over TLS with an own authority, names and certificates always checked',
        tested: 'main/adapters/amqp/own-broker.it.test.ts, agent/tls.it.test.ts',
        check: ({ sources }) => nowhere(sources, /rejectUnauthorized|checkServerIdentity|NODE_TLS_REJECT/),
      },
      {
        title: 'no shell; one helper program, with a list of arguments',
        tested: 'agent/collect/ip-link.test.ts',
        check: ({ sources }) => {
          const shell = nowhere(sources, /shell: true|execSync|\bexec\b.*child_process/);
          return shell.state === 'fail' ? shell : onlyIn(sources, /child_process/, ['agent/collect/ip-link.ts']);
        },
      },
      {
        title: 'the sandbox is on for every process',
        tested: 'packed program as an ordinary user',
        check: ({ sources, packed }) => {
          const on = has(sources, 'main/index.ts', /app\.enableSandbox\(\)/, '');
          if (on.state === 'fail') return on;
          const off = nowhere(sources, /appendSwitch\(['"]no-sandbox/);
          if (off.state === 'fail' || packed === undefined) return off;
          return packed.hasSandboxHelper ? pass('chrome-sandbox is in the package') : fail('chrome-sandbox is missing');
        },
      },
    ],
  },
  {
    name: 'Package',
    items: [
      {
        title: 'fuses',
        tested: 'npm run check:fuses',
        check: ({ packed }) => {
          if (packed === undefined) return NOT_PACKED;
          const wrong = packed.fuses.filter(({ right }) => !right);
          return wrong.length === 0
            ? pass(`${packed.fuses.length} stand right`)
            : fail(wrong.map(({ name, on }) => `${name} is ${on ? 'on' : 'off'}`).join(', '));
        },
      },
      {
        title: 'an archive with the built product and nothing else: no sources, maps, packages, .env',
        tested: 'e2e/window/packaged.spec.ts',
        check: ({ packed }) => {
          if (packed === undefined) return NOT_PACKED;
          const scripts = packed.files.filter((path) => /\.(cjs|js|css|html)$/.test(path));
          const mapped = scripts.filter((path) => /[#@] sourceMappingURL=/.test(packed.text(path.slice(1))));
          const wrong = [...packed.strangers, ...mapped.map((path) => `${path} names a source map`)];
          return wrong.length === 0 && scripts.length > 3 ? pass(`${packed.files.length} entries`) : fail(wrong.join(', '));
        },
      },
      {
        title: 'no password, key or address of the makers inside',
        tested: 'here',
        check: ({ packed }) => {
          if (packed === undefined) return NOT_PACKED;
          const found = packed.files.filter(
            (path) =>
              /\.(cjs|js|css|html|json)$/.test(path) &&
              /-----BEGIN [A-Z ]*PRIVATE KEY|\/(home|root|Users)\/\w+|npm_\w{36}|ghp_\w{36}/.test(packed.text(path.slice(1))),
          );
          return found.length === 0 ? pass('none found') : fail(found.join(', '));
        },
      },
      {
        title: `an Electron that is still mended (${OLDEST_ELECTRON} or later)`,
        tested: 'package-lock.json',
        check: ({ packed }) => {
          const lock = /** @type {{ packages: Record<string, { version?: string } | undefined> }} */ (
            JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
          );
          const version = lock.packages['node_modules/electron']?.version ?? '0';
          if (Number.parseInt(version, 10) < OLDEST_ELECTRON) return fail(`the product depends on ${version}`);
          if (packed !== undefined && Number.parseInt(packed.electron, 10) < OLDEST_ELECTRON)
            return note(
              `the product depends on ${version}, but this package was made with the stand-in ${packed.electron}: not for release`,
            );
          return pass(packed === undefined ? version : packed.electron);
        },
      },
      {
        title: 'the lock file is there with a hash for every package, and installing runs no scripts of others',
        tested: 'npm ci --ignore-scripts',
        check: () => {
          const lock = /** @type {{ packages: Record<string, { integrity?: string, link?: boolean, optional?: boolean }> }} */ (
            JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
          );
          const without = Object.entries(lock.packages).filter(
            ([path, { integrity, link }]) => path !== '' && !integrity && !link,
          );
          const needed = without.filter(([, { optional }]) => optional !== true);
          if (needed.length > 0) return fail(needed.map(([path]) => path).join(', '));
          const all = `${Object.keys(lock.packages).length - 1} packages`;
          // npm learns the hash of what another system needs when it is first installed there.
          return pass(without.length === 0 ? all : `${all}; ${without.length} build tools of other systems have none yet`);
        },
      },
      {
        title: 'licences of everything inside go along, and there is a list of it all',
        tested: 'npm run licences, npm run sbom',
        check: ({ packed }) => {
          if (packed === undefined) return NOT_PACKED;
          if (!packed.hasLicences) return fail('licence texts are missing beside the program');
          return existsSync(join(ROOT, 'dist/sbom.cdx.json')) ? pass('dist/sbom.cdx.json') : note('run "npm run sbom"');
        },
      },
      {
        title: 'installers are signed, and updates only signed',
        tested: 'by whoever publishes',
        check: () => note('the program updates nothing by itself; packages are signed where they are published'),
      },
    ],
  },
];

/** @param {import('./product-sources.mjs').Source} source */
function isMain({ path }) {
  return path.startsWith('main/');
}

/** @param {string} detail */
function pass(detail) {
  return /** @type {const} */ ({ state: 'pass', detail });
}

/** @param {string} detail */
function fail(detail) {
  return /** @type {const} */ ({ state: 'fail', detail });
}

/** @param {string} detail */
function note(detail) {
  return /** @type {const} */ ({ state: 'note', detail });
}

/**
 * @param {readonly import('./product-sources.mjs').Source[]} sources
 * @param {RegExp} pattern
 */
function nowhere(sources, pattern) {
  if (sources.length === 0) return fail('no sources were looked at');
  const places = placesOf(sources, pattern);
  return places.length === 0 ? pass(`${sources.length} files`) : fail(places.join(', '));
}

/**
 * @param {readonly import('./product-sources.mjs').Source[]} sources
 * @param {RegExp} pattern
 * @param {readonly string[]} homes
 */
function onlyIn(sources, pattern, homes) {
  const places = placesOf(sources, pattern);
  const strayed = places.filter((place) => !homes.some((home) => place.startsWith(`${home}:`)));
  if (strayed.length > 0) return fail(strayed.join(', '));
  return places.length > 0 ? pass(`in ${homes.join(', ')}`) : fail('it is nowhere');
}

/**
 * @param {readonly import('./product-sources.mjs').Source[]} sources
 * @param {string} file
 * @param {RegExp} pattern
 * @param {string} detail
 */
function has(sources, file, pattern, detail) {
  const source = sources.find(({ path }) => path === file);
  if (source === undefined) return fail(`there is no ${file}`);
  return pattern.test(source.code) ? pass(detail) : fail(`not in ${file}`);
}
