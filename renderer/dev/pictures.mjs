/**
 * Takes pictures of every scene of the scripted window under the policy of the real one, and says what the policy blocked.
 *
 *   npx vite build --config renderer/dev/vite.config.ts
 *   node renderer/dev/pictures.mjs [folder] [part of a picture's name] [language, or pseudo]
 *
 * It says, too, which words are cut off, what is too small for a finger in a glove (`targets.mjs`), and with `pseudo` which words come from no
 * catalogue.
 */
import { createReadStream, existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { LEAST_TARGET, smallTargets } from './targets.mjs';
import { messagesIn } from '../../scripts/lib/window-words.mjs';

const root = resolve(import.meta.dirname, '../../.cache/scripted-window');
const folder = resolve(process.argv[2] ?? '.cache/pictures');
const only = process.argv[3] ?? '';
const language = /** @type {'en' | 'zh-Hant' | 'zh-Hans' | 'pseudo'} */ (process.argv[4] ?? 'en');
const messages = await messagesIn(language);
const devices = messages.registry;
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'";

const { names, start } = messages;
const { sections } = messages.settings;
/** @type {(text: string) => RegExp} */
const startsWith = (text) => new RegExp(`^${text.replaceAll(/[[\]().*+?]/g, '\\$&')}`);

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
const toDevices = (page) => page.getByRole('radio', { name: startsWith(devices.names.devices) }).click();
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
  { name: 'rack', scene: 'rack' },
  {
    name: 'rack-review',
    scene: 'rack',
    act: [(page) => page.locator('[data-slot=B6]').click()],
  },
  {
    name: 'start-rack',
    scene: 'racksSaved',
    act: [
      (page) => page.getByRole('textbox', { name: names.operatorField }).fill('4711'),
      async (page) => {
        const field = page.locator('[data-serial-field]');
        for (const code of ['Q186I15801', 'Q186I15802', 'SLOT-B2', 'Q186I15803']) {
          await field.fill(code);
          await field.press('Enter');
        }
      },
    ],
  },
  {
    name: 'start-check',
    scene: 'racksSaved',
    act: [
      (page) => page.getByRole('textbox', { name: names.operatorField }).fill('4711'),
      async (page) => {
        const field = page.locator('[data-serial-field]');
        for (let unit = 15_801; unit < 15_825; unit += 1) {
          await field.fill(`Q186I${unit}`);
          await field.press('Enter');
        }
      },
      press(start.preflight.check),
    ],
  },
  {
    name: 'start-rack-new',
    scene: 'racksSaved',
    act: [press(start.rack.newRack)],
  },
  { name: 'rack-scanning', scene: 'rackScanning' },
  { name: 'rack-200', scene: 'largeRack' },
  { name: 'start', scene: 'idle' },
  {
    name: 'start-scan',
    scene: 'idle',
    act: [
      (page) => page.getByRole('textbox', { name: names.operatorField }).fill('4711'),
      source(start.sources.scan),
      async (page) => {
        for (const sn of ['Q186I15801', 'Q186I15802', 'Q186I15803', 'Q186I15802']) {
          await page.getByRole('textbox', { name: start.scanField }).fill(sn);
          await page.keyboard.press('Enter');
        }
      },
    ],
  },
  {
    name: 'start-paste',
    scene: 'idle',
    act: [
      source(start.sources.paste),
      (page) => page.getByRole('textbox', { name: start.pasteField }).fill('Q186I15801\n??\nQ186I15802\na b c'),
      (page) => page.getByText(start.rosterCount({ count: 2 })).waitFor(),
    ],
  },
  { name: 'start-offline', scene: 'idleOffline', act: [press(names.startButton)] },
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
      (page) => page.getByRole('textbox', { name: names.operatorField }).fill('4711'),
      source(start.sources.paste),
      (page) =>
        page
          .getByRole('textbox', { name: start.pasteField })
          .fill('Q186I15901\n1,23457E+11\nDefault string\nQ186I15902\nTotal: 4'),
      (page) =>
        page
          .getByText(start.problems({ count: 3 }))
          .first()
          .waitFor(),
    ],
  },
  { name: 'passed', scene: 'passed' },
  { name: 'silent', scene: 'silent' },
  { name: 'nobody', scene: 'nobody' },
  { name: 'offline', scene: 'offline' },
  { name: 'offline-signed-in', scene: 'operatorOffline' },
  { name: 'long', scene: 'long', act: [(page) => page.getByRole('row').nth(1).getByRole('rowheader').click()] },
  { name: 'ten', scene: 'tenDone' },
  { name: 'pair', scene: 'finished', act: [press(messages.pair.button.pair({ count: 20 }))] },
  { name: 'paired', scene: 'paired', act: [press(messages.pair.look({ count: 4 }))] },
  { name: 'deliveries', scene: 'offline', act: [press(startsWith(names.deliveries))] },
  { name: 'aside', scene: 'offline', act: [press(startsWith(messages.tiles.setAside))] },
  {
    name: 'settings',
    scene: 'finished',
    act: [press(names.settings), (page) => page.getByRole('tab', { name: sections.broker }).click()],
  },
  ...Object.entries(sections).map(([key, section]) => ({
    name: `settings-${key}`,
    scene: 'finished',
    act: [
      press(names.settings),
      (/** @type {import('@playwright/test').Page} */ page) => page.getByRole('tab', { name: section }).click(),
    ],
  })),
  { name: 'sign-in', scene: 'signIn' },
  {
    name: 'signed-in',
    scene: 'operator',
    act: [reviewRow, (page) => page.getByRole('button', { name: messages.waive.button }).last().click()],
  },
  {
    name: 'people',
    scene: 'finished',
    act: [press(names.settings), (page) => page.getByRole('tab', { name: sections.people }).click()],
  },
  {
    name: 'audit',
    scene: 'finished',
    act: [press(names.history), (page) => page.getByRole('tab', { name: messages.history.audit }).click()],
  },
  {
    name: 'health',
    scene: 'finished',
    act: [
      press(startsWith(names.health)),
      (page) => page.getByRole('region', { name: messages.health.groups.reports }).waitFor(),
    ],
  },
  { name: 'history', scene: 'finished', act: [press(names.history)] },
  {
    name: 'history-unit',
    scene: 'finished',
    act: [
      press(names.history),
      (page) => page.getByRole('searchbox', { name: messages.history.search }).fill('Q186I15901'),
      press('Q186I15901'),
    ],
  },
  { name: 'history-statistics', scene: 'finished', act: [press(names.history), tab(messages.history.statistics)] },
  {
    name: 'history-figures',
    scene: 'finished',
    act: [
      press(names.history),
      tab(messages.history.statistics),
      (page) => page.locator('.figures').last().scrollIntoViewIfNeeded(),
      (page) => page.locator('.dialog-body').evaluate((body) => body.scrollTo(0, 600)),
    ],
  },
  { name: 'not-found', scene: 'finished', act: [(page) => page.keyboard.type('Q999X00001\n')] },
  { name: 'devices', scene: 'finished', act: [toDevices] },
  { name: 'devices-many', scene: 'registered', act: [toDevices, (page) => page.getByRole('grid').press('End')] },
  { name: 'devices-none', scene: 'nothingRegistered', act: [toDevices] },
  { name: 'devices-filter', scene: 'finished', act: [toDevices, press(devices.filters.trading)] },
  { name: 'devices-selected', scene: 'finished', act: [toDevices, ...selectDevices] },
  { name: 'devices-acts', scene: 'finished', act: [toDevices, ...selectDevices, press(devices.list.actOn({ count: 3 }))] },
  { name: 'device', scene: 'finished', act: openDevice(0) },
  { name: 'device-photos', scene: 'finished', act: openDevice(1) },
  { name: 'device-parts', scene: 'finished', act: [...openDevice(0), tab(devices.page.tabs.composition)] },
  { name: 'device-events', scene: 'finished', act: [...openDevice(0), tab(startsWith(devices.page.tabs.events))] },
  { name: 'device-rating', scene: 'finished', act: [...openDevice(0), tab(devices.page.tabs.rating)] },
  { name: 'device-partial', scene: 'finished', act: [...openDevice(1), tab(devices.page.tabs.rating)] },
  {
    name: 'device-photo',
    scene: 'finished',
    act: [...openDevice(1), press(startsWith(devices.page.openPhoto({ name: 'Keyboard' })))],
  },
  { name: 'device-rate', scene: 'finished', act: [...openDevice(1), press(startsWith(devices.page.ratePhotos({ count: 2 })))] },
  { name: 'device-grade', scene: 'finished', act: [...openDevice(0), press(devices.page.acts.grade)] },
  { name: 'device-pictures', scene: 'finished', act: [...openDevice(0), press(devices.page.addPhotos)] },
  {
    name: 'device-tag',
    scene: 'finished',
    act: [...openDevice(0), press(devices.page.acts.tags), (page) => page.keyboard.type('RACK-20401')],
  },
  {
    name: 'devices-labels',
    scene: 'finished',
    act: [toDevices, ...selectDevices, press(devices.tags.print({ count: 3 }))],
  },
  {
    name: 'devices-sell',
    scene: 'finished',
    act: [
      toDevices,
      ...selectDevices,
      press(devices.list.actOn({ count: 3 })),
      (page) => page.getByRole('menuitem', { name: devices.act.names.Sell }).click(),
    ],
  },
  {
    name: 'devices-waste',
    scene: 'finished',
    act: [
      toDevices,
      ...selectDevices,
      press(devices.list.actOn({ count: 3 })),
      (page) => page.getByRole('menuitem', { name: devices.act.names.DisposeWaste }).click(),
      press(devices.act.addAgent),
    ],
  },
  {
    name: 'devices-files',
    scene: 'finished',
    act: [
      toDevices,
      async (page) => {
        const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(devices.list.openFiles)(page)]);
        await chooser.setFiles([
          { name: 'workbench-2018.json', mimeType: 'application/json', buffer: Buffer.from('{"type":"Snapshot"}') },
          { name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('{}') },
        ]);
        await page.getByText(devices.files.summary({ accepted: 1, refused: 1 })).waitFor();
      },
    ],
  },
  { name: 'devices-waiting', scene: 'finished', act: [toDevices, press(startsWith(devices.list.stalled({ count: 1 })))] },
  {
    name: 'filter',
    scene: 'everything',
    act: [press(startsWith(messages.status.fail)), press(startsWith(messages.status.noAnswer))],
  },
];

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

/**
 * Runs in the page.
 *
 * @param {boolean} pseudo whether every word of the window has to stand in brackets
 * @returns {string[]}
 */
function faultsOfWords(pseudo) {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.textContent?.trim() ?? '';
    const box = texts.currentNode.parentElement;
    if (text === '' || box === null || box.closest('.hidden-text, script, style') !== null) continue;
    if (
      pseudo &&
      /\p{L}{2}/u.test(text) &&
      !/^\W*\[.*\]\W*$/su.test(text) &&
      box.closest('bdi, input, textarea, .mono, [lang]:not(html)') === null
    )
      found.push(`not in the catalogue: ${text}`);
    const { overflowX, overflowY, textOverflow } = getComputedStyle(box);
    if (box.closest('bdi') === null && textOverflow !== 'clip' && box.scrollWidth > box.clientWidth + 1)
      found.push(`cut off: ${text}`);
    if (overflowX === 'hidden' && textOverflow === 'clip' && box.scrollWidth > box.clientWidth + 1)
      found.push(`cut off: ${text}`);
    if (overflowY === 'hidden' && box.scrollHeight > box.clientHeight * 1.3) found.push(`cut off below: ${text}`);
  }
  // Nothing scrolls the header: what is beside it cannot be pressed.
  for (const button of document.querySelectorAll('header.top button')) {
    const { left, right, width } = button.getBoundingClientRect();
    if (width > 0 && (left < 0 || right > innerWidth)) found.push(`off the screen: ${button.getAttribute('aria-label')}`);
  }
  return found;
}

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
      await page.goto(`http://127.0.0.1:${port}/?scene=${scene}&theme=${view.theme}&size=${view.size}&lang=${language}`);
      await page.getByRole('banner').waitFor();
      await page.evaluate(() => document.fonts.ready);
      for (const step of act) await step(page);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await page.screenshot({ path: join(folder, `${title}.png`) });
      for (const fault of await page.evaluate(faultsOfWords, language === 'pseudo')) faults.push(`${title}: ${fault}`);
      for (const fault of await page.evaluate(smallTargets, LEAST_TARGET)) faults.push(`${title}: ${fault}`);
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
