/** A package as the first ones were: in a folder with a blank in its name, the command as an alternative. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../lib/paths.mjs';
import { buildDeb } from '../packaging/build-deb.mjs';

/** They were made by electron-builder, with these maintainer scripts of its own. */
const SCRIPTS = join(ROOT, 'node_modules/app-builder-lib/templates/linux');
const NAMES = { executable: 'burnin-console', sanitizedProductName: 'BurnIn Console' };

export const FIRST_FOLDER = '/opt/BurnIn Console';

/**
 * @param {string} folder where to put it
 * @returns {Promise<string>} the package's path
 */
export async function buildFirstLayout(folder) {
  const root = mkdtempSync(join(tmpdir(), 'burnin-first-layout-'));
  try {
    /** @type {(path: string, text: string, mode?: number) => void} */
    const put = (path, text, mode = 0o644) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
      chmodSync(join(root, path), mode);
    };
    for (const program of ['burnin-console', 'chrome-sandbox']) put(join(FIRST_FOLDER, program), '#!/bin/sh\n', 0o755);
    put(join(FIRST_FOLDER, 'resources/apparmor-profile'), script('apparmor-profile.tpl'));
    put('usr/share/applications/burnin-console.desktop', '[Desktop Entry]\n');
    put('DEBIAN/postinst', script('after-install.tpl'), 0o755);
    put('DEBIAN/postrm', script('after-remove.tpl'), 0o755);
    return await buildDeb({
      root,
      control: () =>
        'Package: burnin-console\nVersion: 0.0.1\nArchitecture: all\nMaintainer: BurnIn Console <nobody@burnin-console.invalid>\nDescription: as it was\n',
      output: join(folder, 'burnin-console_0.0.1_all.deb'),
      compression: 'none',
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** @param {string} template */
function script(template) {
  return readFileSync(join(SCRIPTS, template), 'utf8').replaceAll(
    /\$\{(executable|sanitizedProductName)\}/g,
    (_whole, name) => NAMES[/** @type {keyof typeof NAMES} */ (name)],
  );
}
