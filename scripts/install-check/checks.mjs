/** What must hold of the console's packages in a system where nothing else is installed. */
import assert from 'node:assert/strict';
import { existsSync, lstatSync, mkdirSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../lib/run-command.mjs';
import { PROGRAM_FOLDER } from '../packaging/console-deb.mjs';
import { USER } from './bare-system.mjs';
import { FIRST_FOLDER } from './first-layout.mjs';
import { startConsole } from './started-console.mjs';

/**
 * @typedef {object} Subject
 * @property {import('./bare-system.mjs').BareSystem} system
 * @property {string} deb
 * @property {string} firstLayout the package that is there before
 * @property {string} archive the tar.gz
 *
 * @typedef {{ readonly title: string, readonly check: (subject: Subject) => Promise<string> }} Check says what it saw
 */

const PROGRAM = `${PROGRAM_FOLDER}/burnin-console`;
const HELPER = `${PROGRAM_FOLDER}/chrome-sandbox`;
const COMMAND = '/usr/bin/burnin-console';
const PROFILE = '/etc/apparmor.d/burnin-console';
const UNPACKED = `/home/${USER.name}/console`;

/** In this order: each begins where the one before ended. @type {readonly Check[]} */
export const CHECKS = [
  {
    title: 'the deb goes in over the first packages, and nothing of theirs stays',
    async check({ system, firstLayout, deb }) {
      await system.install(firstLayout);
      assert.ok(existsSync(inside(system, FIRST_FOLDER)));
      await system.install(deb);
      assert.ok(!existsSync(inside(system, FIRST_FOLDER)), `${FIRST_FOLDER} is still there`);
      assert.ok(!has(system, '/etc/alternatives/burnin-console'), 'the alternative is still there');
      assert.equal(readlinkSync(inside(system, COMMAND)), PROGRAM);
      return `${COMMAND} is ${PROGRAM}`;
    },
  },
  {
    title: 'every library that its programs are linked with is there',
    async check({ system }) {
      const listed = await system.asRoot('sh', '-c', `cd ${PROGRAM_FOLDER} && ldd burnin-console chrome_crashpad_handler *.so*`);
      assert.doesNotMatch(listed, /not found/);
      return `${listed.split('=>').length - 1} links`;
    },
  },
  {
    title: 'an ordinary user starts it: user namespaces allowed',
    check: ({ system }) => opens(system, COMMAND, true),
  },
  {
    title: 'an ordinary user starts it: user namespaces forbidden',
    check: ({ system }) => opens(system, COMMAND, false),
  },
  {
    title: 'what dpkg-statoverride says of the sandbox helper stays so',
    async check({ system, deb }) {
      await system.asRoot('dpkg-statoverride', '--update', '--add', 'root', 'root', '0755', HELPER);
      await system.install(deb, ['--reinstall']);
      assert.equal(mode(system, HELPER), 0o755);
      await system.asRoot('dpkg-statoverride', '--remove', HELPER);
      await system.install(deb, ['--reinstall']);
      assert.equal(mode(system, HELPER), 0o4755);
      return '0755 while it is asked for, 4755 afterwards';
    },
  },
  {
    title: 'the tar.gz, unpacked by an ordinary user, starts where user namespaces are allowed',
    async check({ system, archive }) {
      mkdirSync(inside(system, UNPACKED));
      await run('tar', ['-xzf', archive, '--strip-components=1', '--no-same-permissions', '-C', inside(system, UNPACKED)], {
        failure: 'The tar.gz cannot be unpacked',
      });
      await system.asRoot('chown', '-R', `${USER.name}:${USER.name}`, UNPACKED);
      return opens(system, `${UNPACKED}/burnin-console`, true);
    },
  },
  {
    title: 'elsewhere it says what is missing, and INSTALL.txt beside it what to do; so it then starts',
    async check({ system }) {
      const started = await startConsole(system, `${UNPACKED}/burnin-console`, { namespaces: false });
      assert.ok(!started.opened, 'it opened without a sandbox');
      assert.match(started.said, /SUID sandbox helper binary was found, but is not configured correctly/);
      await system.asRoot('chown', '-R', 'root:root', UNPACKED);
      await system.asRoot('chmod', '4755', `${UNPACKED}/chrome-sandbox`);
      return opens(system, `${UNPACKED}/burnin-console`, false);
    },
  },
  {
    title: 'the menu entry is valid and its icon is there',
    async check({ system }) {
      await system.asRoot('apt-get', '-q', '-y', 'install', 'desktop-file-utils');
      await system.asRoot('desktop-file-validate', '/usr/share/applications/burnin-console.desktop');
      const icons = inside(system, '/usr/share/icons/hicolor');
      const sizes = readdirSync(icons, { recursive: true, encoding: 'utf8' }).flatMap(
        (path) => /^([^/]+)\/apps\/burnin-console\.(?:png|svg)$/.exec(path)?.[1] ?? [],
      );
      assert.ok(sizes.includes('scalable') && sizes.includes('48x48') && sizes.includes('256x256'), sizes.join(' '));
      return `icons ${sizes.join(' ')}`;
    },
  },
  {
    title: "AppArmor's profile is there where this AppArmor can read it, and only there",
    async check({ system, deb }) {
      await system.asRoot('apt-get', '-q', '-y', 'install', 'apparmor');
      await system.install(deb, ['--reinstall']);
      const reads = has(system, '/etc/apparmor.d/abi/4.0');
      assert.equal(has(system, PROFILE), reads);
      if (reads) await system.asRoot('apparmor_parser', '--skip-kernel-load', '--skip-cache', PROFILE);
      return reads ? 'installed, and read without complaint' : 'not installed: this AppArmor is too old for it';
    },
  },
  {
    title: 'removed and purged, it leaves nothing',
    async check({ system }) {
      await system.asRoot('apt-get', '-q', '-y', 'purge', 'burnin-console');
      const kept = ['/home/*', '/root/*'].flatMap((path) => ['-not', '-path', path]);
      const left = await system.asRoot('find', '/', '-xdev', '-iname', '*burnin*', ...kept);
      assert.equal(left, '');
      return 'nothing left';
    },
  },
];

/**
 * @param {import('./bare-system.mjs').BareSystem} system
 * @param {string} program
 * @param {boolean} namespaces
 */
async function opens(system, program, namespaces) {
  const started = await startConsole(system, program, { namespaces });
  assert.ok(started.opened, started.opened ? '' : `it ended by itself: ${started.said}`);
  assert.deepEqual(started.sandbox, { filtered: true, ownProcesses: true, byHelper: !namespaces });
  return `window drawn in ${started.colours} colours, page sandboxed by ${namespaces ? 'user namespaces' : 'the helper'}`;
}

/**
 * @param {import('./bare-system.mjs').BareSystem} system
 * @param {string} path there
 */
function inside(system, path) {
  return join(system.root, path);
}

/** @type {(system: import('./bare-system.mjs').BareSystem, path: string) => boolean} */
function has(system, path) {
  return lstatSync(inside(system, path), { throwIfNoEntry: false }) !== undefined;
}

/** @type {(system: import('./bare-system.mjs').BareSystem, path: string) => number} */
function mode(system, path) {
  return lstatSync(inside(system, path)).mode & 0o7777;
}
