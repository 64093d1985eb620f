/**
 * Takes pictures of every scene of the scripted window under the policy of the real one, and says what the policy blocked.
 *
 *   npx vite build --config renderer/dev/vite.config.ts
 *   node renderer/dev/pictures.mjs [folder] [part of a picture's name] [language, or pseudo]
 *
 * It says, too, which words are cut off, what is too small for a finger in a glove (`targets.mjs`), which buttons of a
 * dialog are out of reach (`dialog-faults.mjs`), and with `pseudo` which words come from no catalogue.
 */
import { createReadStream, existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { LEAST_TARGET, smallTargets } from './targets.mjs';
import { faultsOfDialog } from './dialog-faults.mjs';
import { messagesIn } from '../../scripts/lib/window-words.mjs';
import { picturesIn } from './picture-list.mjs';
import { faultsOfWords } from './word-faults.mjs';

const root = resolve(import.meta.dirname, '../../.cache/scripted-window');
const folder = resolve(process.argv[2] ?? '.cache/pictures');
const only = process.argv[3] ?? '';
const language = /** @type {'en' | 'zh-Hant' | 'zh-Hans' | 'pseudo'} */ (process.argv[4] ?? 'en');
const messages = await messagesIn(language);
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'";

const VIEWS = [
  { name: 'small-light', width: 1366, height: 768, theme: 'light', size: 'normal' },
  { name: 'small-dark', width: 1366, height: 768, theme: 'dark', size: 'normal' },
  { name: 'small-large', width: 1366, height: 768, theme: 'light', size: 'large' },
  { name: 'least', width: 900, height: 560, theme: 'light', size: 'normal' },
  { name: 'least-large', width: 900, height: 560, theme: 'light', size: 'large' },
  { name: 'full-light', width: 1920, height: 1080, theme: 'light', size: 'normal' },
  { name: 'full-dark', width: 1920, height: 1080, theme: 'dark', size: 'normal' },
  { name: 'full-large', width: 1920, height: 1080, theme: 'dark', size: 'large' },
];

const server = createServer((request, response) => {
  const path = normalize(new URL(request.url ?? '/', 'http://scripted').pathname);
  const file = join(root, path === '/' ? 'index.html' : path);
  if (!existsSync(file)) {
    response.writeHead(path.endsWith('.ico') ? 204 : 404).end();
    return;
  }
  const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(file))] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY });
  createReadStream(file).pipe(response);
});
await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const faults = [];
for (const view of VIEWS) {
  const context = await browser.newContext({ viewport: { width: view.width, height: view.height }, reducedMotion: 'reduce' });
  for (const { name, scene, act = [] } of picturesIn(messages)) {
    const title = `${name}.${view.name}`;
    if (!title.includes(only)) continue;
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(`${title}: ${message.text()}`);
    });
    page.on('pageerror', (error) => faults.push(`${title}: ${error.message}`));
    try {
      await page.goto(`http://127.0.0.1:${port}/?scene=${scene}&theme=${view.theme}&size=${view.size}&lang=${language}`);
      // Whoever has to sign in sees no header.
      await page.locator('.app, main.whole').first().waitFor();
      await page.evaluate(() => document.fonts.ready);
      for (const step of act) await step(page);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await page.screenshot({ path: join(folder, `${title}.png`) });
      for (const fault of await page.evaluate(faultsOfWords, language === 'pseudo')) faults.push(`${title}: ${fault}`);
      for (const fault of await page.evaluate(smallTargets, LEAST_TARGET)) faults.push(`${title}: ${fault}`);
      for (const fault of await page.evaluate(faultsOfDialog)) faults.push(`${title}: ${fault}`);
    } catch (error) {
      faults.push(`${title}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    }
    await page.close();
  }
  await context.close();
}
await browser.close();
server.close();
process.stdout.write(faults.length === 0 ? 'No fault.\n' : `${[...new Set(faults)].join('\n')}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
