/** The window's page for development: Vite's server with hot reload, on the loopback address. */
import { join } from 'node:path';
import { createServer } from 'vite';
import { freePorts } from '../lib/free-ports.mjs';
import { PACKAGE, ROOT } from '../lib/paths.mjs';

/** Marks the scripts and styles that Vite writes into the page; `main/window/dev-policy.ts` allows what has it. */
const NONCE = 'development';
/** The page's own policy knows no server; in development main sends one that does. */
const POLICY = /<meta\s+http-equiv="Content-Security-Policy"[^>]*>/;

/** @returns {Promise<{ page: string, watcher: import('vite').FSWatcher }>} where it is (`http://127.0.0.1:5173`), and what sees files change */
export async function startPageServer() {
  const [port = 0] = await freePorts(1);
  const root = join(ROOT, 'renderer');
  const server = await createServer({
    configFile: join(root, 'vite.config.ts'),
    configLoader: 'runner',
    root,
    base: '/',
    cacheDir: join(ROOT, '.cache/vite'),
    define: { __APP_VERSION__: JSON.stringify(PACKAGE.version) },
    html: { cspNonce: NONCE },
    server: {
      host: '127.0.0.1',
      port,
      strictPort: true,
      // The page's address is the program's own, so it is told where the server is.
      hmr: { protocol: 'ws', host: '127.0.0.1', clientPort: port },
      fs: { allow: [ROOT] },
    },
    plugins: [{ name: 'policy', transformIndexHtml: { order: 'pre', handler: (html) => html.replace(POLICY, '') } }],
    logLevel: 'warn',
  });
  await server.listen();
  return { page: `http://127.0.0.1:${port}`, watcher: server.watcher };
}
