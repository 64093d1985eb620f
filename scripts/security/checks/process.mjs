import { SECURITY_SPEC, pass, fail, nowhere, onlyIn, has } from '../findings.mjs';

/** @type {import('../findings.mjs').Section} */
export const PROCESS = {
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
        const said = has(
          sources,
          'main/adapters/secrets/electron-secrets.ts',
          /describe: \(\) => \[text\('secrets\.noKeychain'\)/,
          '',
        );
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
      title:
        "no shell; one helper program, the agent's own child and the console that prints for the command, with lists of arguments",
      tested: 'agent/collect/ip-link.test.ts, agent/hanging-hardware.test.ts',
      check: ({ sources }) => {
        const shell = nowhere(sources, /shell: true|execSync|\bexec\b.*child_process/);
        return shell.state === 'fail'
          ? shell
          : onlyIn(sources, /child_process/, [
              'agent/collect/ip-link.ts',
              'agent/collect/read-aside.ts',
              'main/cli/print-by-console.ts',
            ]);
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
};
