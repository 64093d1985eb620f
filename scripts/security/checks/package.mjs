import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../lib/paths.mjs';
import { NOT_PACKED, pass, fail, note } from '../findings.mjs';

/** Majors of Electron that its makers mend; the oldest of them. */
const OLDEST_ELECTRON = 43;

/** @type {import('../findings.mjs').Section} */
export const PACKAGE = {
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
      title: `an Electron that still gets fixes (${OLDEST_ELECTRON} or later)`,
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
        const without = Object.entries(lock.packages).filter(([path, { integrity, link }]) => path !== '' && !integrity && !link);
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
};
