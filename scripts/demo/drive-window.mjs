/** Works the console's real window as an operator would, by the names that a screen reader hears. */
import { once } from 'node:events';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { electronSwitches, locateElectron } from '../electron/locate.mjs';
import { guardGroup } from '../lib/child-processes.mjs';
import { ROOT } from '../lib/paths.mjs';
import { anyOf, messages, withAnyCount } from '../lib/window-words.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ readonly app: import('@playwright/test').ElectronApplication, readonly page: Page }} OpenConsole */

const { names, outcome, pair, report, start, tiles } = messages;
const OPERATOR = 'OP-4711';
/** As long as a scan may take at most, and a little more. */
const SCAN_LIMIT_MS = 150_000;
const POLL_MS = 100;

/**
 * Opens the built console on its own data folder.
 *
 * @param {{ amqpUrl: string, apiBase: string, folder: string, display?: string }} options
 * @returns {Promise<OpenConsole>}
 */
export async function openConsole({ amqpUrl, apiBase, folder, display }) {
  const electron = locateElectron();
  if (electron === undefined) throw new Error('Electron is not here: run "node scripts/setup.mjs" once.');
  const flags = { amqp: amqpUrl, api: apiBase, station: 'Line 4, rack 2', 'data-dir': folder };
  const app = await _electron.launch({
    executablePath: electron.executable,
    args: [...electronSwitches(), ROOT, ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value])],
    env: { ...process.env, ...(display === undefined ? {} : { DISPLAY: display }) },
  });
  const { pid } = app.process();
  if (pid !== undefined) guardGroup(pid);
  try {
    return { app, page: await app.firstWindow() };
  } catch (error) {
    throw new Error(
      `The console's window did not open. Run the demo again with --keep, and look at the log in demo-output/data/console/logs.`,
      { cause: error },
    );
  }
}

/**
 * Starts a scan of the devices on a roster, once the broker is connected.
 *
 * @param {Page} page
 * @param {string} rosterText one serial number per line
 */
export async function startScan(page, rosterText) {
  const size = rosterText.trim().split('\n').length;
  await page.getByRole('textbox', { name: names.operatorField }).fill(OPERATOR);
  await page.getByText(start.sources.paste).click();
  await enterAtOnce(page.getByRole('textbox', { name: start.pasteField }), rosterText);
  await page.getByText(`${messages.header.broker}: ${messages.link.up}`).waitFor();
  await page.getByText(new RegExp(`^${messages.header.agents}: [1-9]`)).waitFor();
  await page.getByRole('button', { name: `${names.startButton} ${start.goCount({ count: size })}` }).click();
  await page.getByRole('region', { name: names.scanRegion, exact: true }).waitFor();
}

/**
 * Puts a long text into a text area as one change. Playwright's own way types it line by line, which takes a minute for 2,000 lines;
 * the clipboard belongs to the person at the screen.
 *
 * @param {import('@playwright/test').Locator} field
 * @param {string} text
 */
async function enterAtOnce(field, text) {
  await field.evaluate((element, value) => {
    const descriptor = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
    descriptor?.set?.call(element, value);
    element.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
}

/**
 * Waits until half of the devices are checked, so that a picture shows a scan at work.
 *
 * @param {Page} page
 */
export async function untilHalfWay(page) {
  const deadline = Date.now() + SCAN_LIMIT_MS;
  for (;;) {
    const { [tiles.expected]: expected = 0, [messages.status.waiting]: waiting = 0 } = await readCounts(page);
    if (waiting <= expected / 2) return;
    if (Date.now() > deadline) throw new Error(`Half of the devices did not answer within ${SCAN_LIMIT_MS / 1000} s.`);
    await page.waitForTimeout(POLL_MS);
  }
}

/** @param {Page} page */
export async function untilClosed(page) {
  const closed = anyOf(pair.nothing.pair, withAnyCount(pair.button.pair));
  await page.getByRole('button', { name: closed }).waitFor({ timeout: SCAN_LIMIT_MS });
}

/**
 * Reads the counts that the operator sees.
 *
 * @param {Page} page
 * @returns {Promise<Readonly<Record<string, number>>>} by the words on the tiles, such as `Not registered`
 */
export async function readCounts(page) {
  const tiles = await page.getByRole('group', { name: names.tiles }).getByRole('button').allTextContents();
  return Object.fromEntries(
    tiles.map((tile) => {
      const [, name = tile, count = ''] = /^(.*?)\s*([\d,]+)$/.exec(tile.trim()) ?? [];
      return [name.trim(), Number(count.replaceAll(',', ''))];
    }),
  );
}

/**
 * @param {Page} page
 * @param {'light' | 'dark'} theme
 */
export async function useTheme(page, theme) {
  const toLight = page.getByRole('button', { name: names.lightTheme });
  const toDark = page.getByRole('button', { name: names.darkTheme });
  const [wanted, other] = theme === 'dark' ? [toDark, toLight] : [toLight, toDark];
  if (!(await other.isVisible())) await wanted.click();
  await other.waitFor();
}

/**
 * Looks a device up as if its label had been scanned, which opens its review.
 *
 * @param {Page} page
 * @param {string} serial
 */
export async function reviewDevice(page, serial) {
  const search = page.getByRole('searchbox', { name: names.search });
  await search.fill(serial);
  await search.press('Enter');
  await page.getByRole('complementary', { name: names.review }).getByText(serial).first().waitFor();
  await search.fill('');
}

/**
 * Exports the scan log to a file. The system's own save dialog cannot be worked from here, so it is answered for it.
 *
 * @param {OpenConsole} console
 * @param {string} file
 */
export async function exportScanLog({ app, page }, file) {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await page.getByRole('button', { name: report.save.title, exact: true }).click();
  await page.getByRole('menuitem', { name: report.save.scanLog, exact: true }).click();
  await page.getByText(messages.files.saved({ path: file })).waitFor();
  await page.getByRole('button', { name: messages.notice.dismiss }).first().click();
}

/** @param {Page} page */
export async function openPairSheet(page) {
  await page
    .getByRole('button', { name: anyOf(pair.sheet.pair, withAnyCount(pair.button.pair), withAnyCount(pair.look)) })
    .click();
  await page.getByRole('dialog').getByRole('region').first().waitFor();
}

/** @param {Page} page */
export async function closeSheet(page) {
  await page.getByRole('dialog').getByRole('button', { name: names.close }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/**
 * Confirms the sheet, and waits until the factory has answered for every serial number.
 *
 * @param {Page} page
 */
export async function confirmPair(page) {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: withAnyCount(pair.confirm.pair) }).click();
  // A region has the heading's words for its name, and nothing beside them.
  await dialog.getByRole('region', { name: withAnyCount(pair.sent) }).waitFor();
  const { queued, sending } = pair.summary.pair;
  const inSummary = [queued, sending].map((text) => withAnyCount(text).source.slice(1, -1));
  await dialog
    .getByText(new RegExp(`${anyOf(outcome.queued, outcome.sending).source}|${inSummary.join('|')}`))
    .first()
    .waitFor({ state: 'hidden' });
}

/**
 * @param {Page} page
 * @param {string} folder
 * @param {string} name without ending
 */
export async function takePicture(page, folder, name) {
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

/**
 * Waits until the person has closed the window.
 *
 * @param {OpenConsole} console
 */
export async function untilClosedByHand({ app }) {
  const electron = app.process();
  if (electron.exitCode === null && electron.signalCode === null) await once(electron, 'exit');
}
