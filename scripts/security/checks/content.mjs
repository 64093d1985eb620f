import { SECURITY_SPEC, isMain, pass, fail, nowhere, has } from '../findings.mjs';

/** @type {import('../findings.mjs').Section} */
export const CONTENT = {
  name: 'Content',
  items: [
    {
      title: 'the page comes from its own scheme, never from a file or a server',
      tested: SECURITY_SPEC,
      check: ({ sources }) => {
        const elsewhere = nowhere(sources.filter(isMain), /loadFile\(|file:\/\/|loadURL\((?!APP_PAGE|REPORT_PAGE)/);
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
        const tricks = ['../main/index.cjs', '..%2fmain%2findex.cjs', '%2e%2e/x', '..%5cx', 'a/%00', '//etc/passwd', 'a/../../x'];
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
          "webrtc 'block'",
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
      tested: 'scripts/build/dev-page.test.ts, main/window/dev-policy.test.ts',
      check: ({ sources, packed }) => {
        const always = nowhere(sources.filter(isMain), /localhost:\d|VITE_|process\.env\['?(NODE_ENV|DEV)/);
        if (always.state !== 'pass') return always;
        if (packed === undefined)
          return has(
            sources,
            'main/index.ts',
            /if \(typeof __DEVELOPMENT__ === 'boolean' && __DEVELOPMENT__\) \{\s+const page = readDevPage\(/,
            'only where npm run dev has built it',
          );
        const inside = packed.files.filter((path) => path.endsWith('.cjs') && /--dev-page=/.test(packed.text(path.slice(1))));
        return inside.length === 0 ? pass('nothing of it is packed') : fail(inside.join(', '));
      },
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
};
