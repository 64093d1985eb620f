/** The console as a Debian package. Needs `dpkg-deb`, which every Debian and Ubuntu has. */
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { electronDependencies } from '../electron/system-libraries.mjs';
import { PACKAGE, ROOT } from '../lib/paths.mjs';
import { buildDeb, DEBIAN_ARCHITECTURES } from './build-deb.mjs';
import { templatesIn } from './templates.mjs';

const fill = templatesIn(fileURLToPath(new URL('deb', import.meta.url)));

/** Where the program lies. No blank: Chromium splits the path of its sandbox helper at blanks. */
export const PROGRAM_FOLDER = '/opt/burnin-console';
const SCRIPTS = ['preinst', 'postinst', 'postrm'];

/**
 * @param {object} parts
 * @param {string} parts.folder the packed program
 * @param {keyof typeof DEBIAN_ARCHITECTURES} parts.processor
 * @param {string} parts.outputFolder
 * @param {number} parts.level of the compression, 1 (quick) to 9 (small)
 * @returns {Promise<string>} the package's path
 */
export async function buildConsoleDeb({ folder, processor, outputFolder, level }) {
  const architecture = DEBIAN_ARCHITECTURES[processor];
  const { version } = PACKAGE;
  const root = mkdtempSync(join(tmpdir(), 'burnin-deb-'));
  try {
    /** @type {(path: string, content: string | Buffer, mode?: number) => void} */
    const put = (path, content, mode = 0o644) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
      chmodSync(join(root, path), mode);
    };
    cpSync(folder, join(root, PROGRAM_FOLDER), { recursive: true, verbatimSymlinks: true });
    // In the archive rather than set afterwards: so it is never another, and dpkg-statoverride has the last word.
    chmodSync(join(root, PROGRAM_FOLDER, 'chrome-sandbox'), 0o4755);
    mkdirSync(join(root, 'usr/bin'), { recursive: true });
    symlinkSync(`${PROGRAM_FOLDER}/burnin-console`, join(root, 'usr/bin/burnin-console'));
    put('usr/share/applications/burnin-console.desktop', fill('burnin-console.desktop'));
    placeIcons(root);
    put('usr/share/doc/burnin-console/copyright', fill('copyright'));
    put('usr/share/doc/burnin-console/changelog.gz', gzipSync(changelog(version), { level: 9 }));
    for (const script of SCRIPTS) put(`DEBIAN/${script}`, fill(script), 0o755);
    return await buildDeb({
      root,
      control: (installedSize) =>
        fill('control', {
          VERSION: version,
          ARCHITECTURE: architecture,
          INSTALLED_SIZE: String(installedSize),
          DEPENDS: electronDependencies().join(', '),
        }),
      output: join(outputFolder, `burnin-console_${version}_${architecture}.deb`),
      compression: 'xz',
      level,
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** @param {string} root */
function placeIcons(root) {
  const theme = join(root, 'usr/share/icons/hicolor');
  const icons = readdirSync(join(ROOT, 'build/icons')).map((name) => [`build/icons/${name}`, name.replace('.png', ''), '.png']);
  for (const [source = '', size = '', extension] of [...icons, ['build/icon.svg', 'scalable', '.svg']]) {
    mkdirSync(join(theme, size, 'apps'), { recursive: true });
    cpSync(join(ROOT, source), join(theme, size, 'apps', `burnin-console${extension}`));
  }
}

/** @param {string} version */
function changelog(version) {
  return `burnin-console (${version}) stable; urgency=medium\n\n  * Release ${version}.\n\n -- BurnIn Console <nobody@burnin-console.invalid>  Thu, 01 Jan 2026 00:00:00 +0000\n`;
}
