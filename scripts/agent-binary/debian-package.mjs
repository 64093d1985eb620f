/** The agent as a Debian package with a systemd service. Needs `dpkg-deb`, which every Debian and Ubuntu has. */
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { LICENCES } from '../build/bundles.mjs';
import { buildDeb, DEBIAN_ARCHITECTURES } from '../packaging/build-deb.mjs';
import { templatesIn } from '../packaging/templates.mjs';
import { DIST, OUT, PACKAGE } from '../lib/paths.mjs';
import { nodeRuntime } from './node-runtimes.mjs';

const fill = templatesIn(fileURLToPath(new URL('deb', import.meta.url)));

/** Where each template goes. Paths ending in `.gz` are compressed on the way, as Debian wants it. */
const FILES = {
  'burnin-agent.service': 'lib/systemd/system/burnin-agent.service',
  'burnin-agent.default': 'etc/default/burnin-agent',
  'agent.json': 'etc/burnin-agent/agent.json',
  'burnin-agent.8': 'usr/share/man/man8/burnin-agent.8.gz',
  copyright: 'usr/share/doc/burnin-agent/copyright',
};
const CONFIGURATION = ['/etc/default/burnin-agent', '/etc/burnin-agent/agent.json'];
const SCRIPTS = ['postinst', 'prerm', 'postrm'];

/**
 * @param {string} executable the agent
 * @param {import('./node-runtimes.mjs').Processor} processor
 * @returns {Promise<string>} the package's path
 */
export async function buildAgentDeb(executable, processor) {
  const architecture = DEBIAN_ARCHITECTURES[processor];
  const { licence } = await nodeRuntime(processor);
  const root = mkdtempSync(join(tmpdir(), 'burnin-agent-deb-'));
  try {
    /** @type {(path: string, content: string | Buffer, mode?: number) => void} */
    const put = (path, content, mode = 0o644) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), path.endsWith('.gz') ? gzipSync(content, { level: 9 }) : content);
      chmodSync(join(root, path), mode);
    };
    for (const [template, path] of Object.entries(FILES)) put(path, fill(template, { VERSION: PACKAGE.version }));
    put('usr/share/doc/burnin-agent/node-licenses.txt.gz', readFileSync(licence));
    put('usr/share/doc/burnin-agent/packages-licenses.txt.gz', readFileSync(join(OUT, 'agent', LICENCES)));
    put('DEBIAN/conffiles', CONFIGURATION.map((path) => `${path}\n`).join(''));
    for (const script of SCRIPTS) put(`DEBIAN/${script}`, fill(script, {}), 0o755);
    mkdirSync(join(root, 'usr/bin'));
    copyFileSync(executable, join(root, 'usr/bin/burnin-agent'));
    chmodSync(join(root, 'usr/bin/burnin-agent'), 0o755);
    return await buildDeb({
      root,
      control: (installedSize) =>
        fill('control', { VERSION: PACKAGE.version, ARCHITECTURE: architecture, INSTALLED_SIZE: String(installedSize) }),
      output: join(DIST, 'agent', `burnin-agent_${PACKAGE.version}_${architecture}.deb`),
      compression: 'xz',
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
