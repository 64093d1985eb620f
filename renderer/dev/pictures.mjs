/**
 * Takes pictures of every scene of the scripted window under the policy of the real one, and says what the policy blocked.
 *
 *   npx vite build --config renderer/dev/vite.config.ts
 *   node renderer/dev/pictures.mjs [folder] [part of a picture's name]
 */
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { chromium } from '@playwright/test';

const root = resolve(import.meta.dirname, '../../.cache/scripted-window');
const folder = resolve(process.argv[2] ?? '.cache/pictures');
const only = process.argv[3] ?? '';
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'";

/** @typedef {(page: import('@playwright/test').Page) => Promise<unknown>} Act */

/** @type {(name: string | RegExp) => Act} */
const press = (name) => (page) => page.getByRole('button', { name }).first().click();
/** @type {Act} */
const openRow = async (page) => {
  const row = page.getByRole('row', { name: /Q186I15812/ }).first();
  await row.getByRole('rowheader').locator('[data-act=expand]').click();
};
/** @type {Act} */
const reviewRow = async (page) => {
  await page
    .getByRole('row', { name: /Q186I15812/ })
    .first()
    .getByRole('rowheader')
    .click();
};
/** @type {(name: string) => Act} */
const source = (name) => (page) => page.getByText(name, { exact: true }).click();

/** @type {Act} */
const toDevices = (page) => page.getByRole('radio', { name: /^Devices/ }).click();
/** @type {(name: string | RegExp) => Act} */
const tab = (name) => (page) => page.getByRole('tab', { name }).click();
/** @type {(place: number) => readonly Act[]} */
const openDevice = (place) => [
  toDevices,
  (page) =>
    page
      .getByRole('grid')
      .getByRole('row')
      .nth(place + 1)
      .getByRole('rowheader')
      .click(),
];
/** @type {readonly Act[]} */
const selectDevices = [2, 3, 5].map(
  (place) => (page) => page.getByRole('grid').getByRole('row').nth(place).locator('[data-act=select]').click(),
);

/** @type {ReadonlyArray<{ name: string, scene: string, act?: readonly Act[] }>} */
const PICTURES = [
  { name: 'start', scene: 'idle' },
  {
    name: 'start-scan',
    scene: 'idle',
    act: [
      (page) => page.getByRole('textbox', { name: 'Operator' }).fill('4711'),
      source('Scan serials'),
      async (page) => {
        for (const sn of ['Q186I15801', 'Q186I15802', 'Q186I15803', 'Q186I15802']) {
          await page.getByRole('textbox', { name: 'Serial number' }).fill(sn);
          await page.keyboard.press('Enter');
        }
      },
    ],
  },
  {
    name: 'start-paste',
    scene: 'idle',
    act: [
      source('Paste a list'),
      (page) => page.getByRole('textbox', { name: /one per line/ }).fill('Q186I15801\n??\nQ186I15802\na b c'),
      (page) => page.getByText('2 serial numbers').waitFor(),
    ],
  },
  { name: 'start-offline', scene: 'idleOffline', act: [press('Start scan')] },
  { name: 'waiting', scene: 'waiting' },
  { name: 'scanning', scene: 'scanning' },
  { name: 'finished', scene: 'finished' },
  { name: 'opened', scene: 'finished', act: [openRow] },
  { name: 'review', scene: 'finished', act: [openRow, reviewRow] },
  { name: 'everything', scene: 'everything' },
  {
    name: 'conflict',
    scene: 'everything',
    act: [
      (page) =>
        page
          .getByRole('row', { name: /Q186I15843/ })
          .first()
          .getByRole('rowheader')
          .click(),
    ],
  },
  {
    name: 'on-hold',
    scene: 'everything',
    act: [(page) => page.keyboard.type('Q186I15844\n')],
  },
  { name: 'renamed', scene: 'renamed' },
  { name: 'refused', scene: 'refused' },
  { name: 'refused-pair', scene: 'refusedPair' },
  { name: 'earlier', scene: 'earlier' },
  { name: 'first-start', scene: 'firstStart' },
  { name: 'two', scene: 'two' },
  {
    name: 'start-problems',
    scene: 'idle',
    act: [
      (page) => page.getByRole('textbox', { name: 'Operator' }).fill('4711'),
      source('Paste a list'),
      (page) =>
        page
          .getByRole('textbox', { name: /one per line/ })
          .fill(readFileSync(join(import.meta.dirname, 'roster-with-problems.csv'), 'utf8')),
      (page) =>
        page
          .getByText(/to correct/)
          .first()
          .waitFor(),
    ],
  },
  { name: 'passed', scene: 'passed' },
  { name: 'silent', scene: 'silent' },
  { name: 'nobody', scene: 'nobody' },
  { name: 'offline', scene: 'offline' },
  { name: 'long', scene: 'long', act: [(page) => page.getByRole('row').nth(1).getByRole('rowheader').click()] },
  { name: 'ten', scene: 'tenDone' },
  { name: 'pair', scene: 'finished', act: [press('Pair 20 devices')] },
  { name: 'paired', scene: 'paired', act: [press(/^Pair/)] },
  { name: 'deliveries', scene: 'offline', act: [press(/Deliveries/)] },
  { name: 'aside', scene: 'offline', act: [press(/Ignored messages/)] },
  { name: 'settings', scene: 'finished', act: [press('Settings'), (page) => page.getByRole('tab', { name: 'Broker' }).click()] },
  ...['Station', 'Labels', 'Factory APIs', 'Scan', 'Records', 'Registry'].map((section) => ({
    name: `settings-${section.toLowerCase().replace(' ', '-')}`,
    scene: 'finished',
    act: [
      press('Settings'),
      (/** @type {import('@playwright/test').Page} */ page) => page.getByRole('tab', { name: section }).click(),
    ],
  })),
  { name: 'sign-in', scene: 'signIn' },
  {
    name: 'signed-in',
    scene: 'operator',
    act: [reviewRow, (page) => page.getByRole('button', { name: /Waive/ }).last().click()],
  },
  { name: 'people', scene: 'finished', act: [press('Settings'), (page) => page.getByRole('tab', { name: 'People' }).click()] },
  {
    name: 'audit',
    scene: 'finished',
    act: [press('Earlier operations'), (page) => page.getByRole('tab', { name: 'Audit trail' }).click()],
  },
  {
    name: 'health',
    scene: 'finished',
    act: [press(/^Health/), (page) => page.getByRole('region', { name: 'Reports' }).waitFor()],
  },
  { name: 'history', scene: 'finished', act: [press('Earlier operations')] },
  { name: 'not-found', scene: 'finished', act: [(page) => page.keyboard.type('Q999X00001\n')] },
  { name: 'devices', scene: 'finished', act: [toDevices] },
  { name: 'devices-many', scene: 'registered', act: [toDevices, (page) => page.getByRole('grid').press('End')] },
  { name: 'devices-none', scene: 'nothingRegistered', act: [toDevices] },
  { name: 'devices-filter', scene: 'finished', act: [toDevices, press('Trade')] },
  { name: 'devices-selected', scene: 'finished', act: [toDevices, ...selectDevices] },
  { name: 'devices-acts', scene: 'finished', act: [toDevices, ...selectDevices, press(/^Actions for/)] },
  { name: 'device', scene: 'finished', act: openDevice(0) },
  { name: 'device-photos', scene: 'finished', act: openDevice(1) },
  { name: 'device-parts', scene: 'finished', act: [...openDevice(0), tab('Parts over time')] },
  { name: 'device-events', scene: 'finished', act: [...openDevice(0), tab(/^Events/)] },
  { name: 'device-rating', scene: 'finished', act: [...openDevice(0), tab('Rating and price')] },
  { name: 'device-partial', scene: 'finished', act: [...openDevice(1), tab('Rating and price')] },
  { name: 'device-photo', scene: 'finished', act: [...openDevice(1), press('Show Keyboard')] },
  { name: 'device-rate', scene: 'finished', act: [...openDevice(1), press(/^Rate/)] },
  { name: 'device-grade', scene: 'finished', act: [...openDevice(0), press('Grade')] },
  { name: 'device-pictures', scene: 'finished', act: [...openDevice(0), press('Add pictures')] },
  { name: 'device-tag', scene: 'finished', act: [...openDevice(0), press('Tag'), (page) => page.keyboard.type('RACK-20401')] },
  {
    name: 'devices-labels',
    scene: 'finished',
    act: [toDevices, ...selectDevices, press(/^Print/)],
  },
  {
    name: 'devices-sell',
    scene: 'finished',
    act: [toDevices, ...selectDevices, press(/^Actions for/), (page) => page.getByRole('menuitem', { name: 'Sell' }).click()],
  },
  {
    name: 'devices-waste',
    scene: 'finished',
    act: [
      toDevices,
      ...selectDevices,
      press(/^Actions for/),
      (page) => page.getByRole('menuitem', { name: 'Dispose as waste' }).click(),
      press('Add somebody'),
    ],
  },
  {
    name: 'devices-files',
    scene: 'finished',
    act: [
      toDevices,
      async (page) => {
        const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(/^Open files/)(page)]);
        await chooser.setFiles([
          { name: 'workbench-2018.json', mimeType: 'application/json', buffer: Buffer.from('{"type":"Snapshot"}') },
          { name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('{}') },
        ]);
        await page.getByText('1 accepted, 1 refused').waitFor();
      },
    ],
  },
  { name: 'devices-waiting', scene: 'finished', act: [toDevices, press(/stalled/)] },
  { name: 'filter', scene: 'everything', act: [press(/^Fail/), press(/^No answer/)] },
];

const VIEWS = [
  { name: 'small-light', width: 1366, height: 768, theme: 'light', size: 'normal' },
  { name: 'small-dark', width: 1366, height: 768, theme: 'dark', size: 'normal' },
  { name: 'small-large', width: 1366, height: 768, theme: 'light', size: 'large' },
  { name: 'least', width: 900, height: 640, theme: 'light', size: 'normal' },
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
  for (const { name, scene, act = [] } of PICTURES) {
    const title = `${name}.${view.name}`;
    if (!title.includes(only)) continue;
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(`${title}: ${message.text()}`);
    });
    page.on('pageerror', (error) => faults.push(`${title}: ${error.message}`));
    try {
      await page.goto(`http://127.0.0.1:${port}/?scene=${scene}&theme=${view.theme}&size=${view.size}`);
      await page.getByRole('banner').waitFor();
      await page.evaluate(() => document.fonts.ready);
      for (const step of act) await step(page);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await page.screenshot({ path: join(folder, `${title}.png`) });
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
