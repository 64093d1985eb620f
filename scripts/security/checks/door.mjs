import { SECURITY_SPEC, isMain, pass, fail, nowhere, onlyIn, has } from '../findings.mjs';
import { unboundedIn } from '../input-bounds.mjs';

/** @type {import('../findings.mjs').Section} */
export const DOOR = {
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
            /** @type {import('../input-bounds.mjs').JsonSchema} */ (
              toJSONSchema(input, { io: 'input', unrepresentable: 'any' })
            ),
          ).map((path) => `${name}: ${path}`),
        );
        return open.length === 0 ? pass(`${Object.keys(commands).length} commands`) : fail(open.join('; '));
      },
    },
    {
      title: 'every command names the role that it needs, and what changes the plant needs one',
      tested: 'main/app/people/sign-in-service.test.ts, e2e/window',
      check: ({ values: { commands, roles } }) => {
        const missing = Object.keys(commands).filter((name) => !(name in roles));
        const open = Object.entries(roles).filter(([name, role]) => role === null && !/^(app|person)\./.test(name));
        return missing.length + open.length === 0
          ? pass(`${Object.values(roles).filter((role) => role !== null).length} of ${Object.keys(roles).length} need a role`)
          : fail([...missing, ...open.map(([name]) => name)].join(', '));
      },
    },
    {
      title: 'heavy commands run one at a time',
      tested: 'main/app/support/one-at-a-time.test.ts',
      check: ({ values: { commands, weights }, sources }) => {
        const missing = Object.keys(commands).filter((name) => !(name in weights));
        if (missing.length > 0) return fail(missing.join(', '));
        const heavy = Object.values(weights).filter((weight) => weight !== 'light').length;
        return has(
          sources,
          'main/app/commands.ts',
          /createRouter\(withHeavyOnesInLine\(bindCommands\(COMMANDS,/,
          `${heavy} of them`,
        );
      },
    },
    {
      title: 'while nobody is signed in no rows and no settings leave main',
      tested: 'e2e/engine/signed-out.it.test.ts',
      check: ({ values: { signedOutSnapshot }, sources }) => {
        const hidden = 'not for everybody';
        const settings = { station: { name: hidden }, broker: { url: hidden }, window: { theme: 'dark' } };
        const rows = { session: hidden, devices: [hidden], deliveries: [hidden], connections: hidden, secrets: hidden };
        const told = JSON.stringify(signedOutSnapshot({ seq: 1, appVersion: '1', signIn: null, settings, ...rows }));
        if (told.includes(hidden)) return fail(told);
        return has(
          sources,
          'main/app/support/support-commands.ts',
          /'app\.snapshot': \{[^}]*handle: async \(\{ view \}\) => view\.forWindow\(\)/,
          'only how it is to look',
        );
      },
    },
    {
      title: 'answers carry no stack',
      tested: `main/ipc/router.test.ts, ${SECURITY_SPEC}`,
      check: ({ sources }) =>
        onlyIn(sources.filter(isMain), /\.stack\b/, ['main/adapters/log/redact.ts', 'main/cli/say-error.ts']),
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
};
