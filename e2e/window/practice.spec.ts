import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from '@playwright/test';
import { SIMULATION_MARK } from '../../protocol/simulation';
import { messages } from '../../renderer/messages';
import { ConsolePage } from '../support/console-page';
import type { ConsoleWindow } from '../support/console-window';
import { DevicesPage } from '../support/devices-page';
import { pdfPages } from '../support/pdf-pages';
import { expect, test } from '../support/window-test';

/** What `npm run package -- --e2e` makes. */
const PACKAGED = path.resolve('dist/e2e/linux-unpacked/burnin-console');
const { names, status } = messages;

test('a newcomer does the whole job on the simulated rack, and every screen says what it is', async ({ openWindow }, info) => {
  expect(existsSync(PACKAGED), 'run "npm run package -- --e2e" first').toBe(true);
  const window = await openWindow({ practice: true, executable: PACKAGED });
  const { page, electron, dataDir } = window;
  const console = new ConsolePage(window);
  const title = await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  expect(title).toBe('Simulation – BurnIn Console');
  const look = (name: string): Promise<void> => lookAt(window, name, (file) => info.outputPath(file));

  await test.step('the labels are filled in, and Start is all there is to do', async () => {
    await expect(page.getByText(`${messages.header.broker}: ${messages.practice.link}`)).toBeVisible();
    await look('start');
    await console.button(`${names.startButton} ${messages.start.goCount({ count: 24 })}`).click();
    await expect(console.band).toBeVisible();
    await look('scanning');
    await console.untilClosed();
  });

  await test.step('the verdicts are those of the rack', async () => {
    const found = { [status.pass]: 16, [status.fail]: 3, [status.notRegistered]: 1, [status.conflict]: 1, [status.noAnswer]: 3 };
    for (const [tile, count] of Object.entries(found)) await expect(console.tile(tile)).toHaveText(new RegExp(`${count}$`));
    await look('results');
  });

  await test.step('a missing card is put back and passes', async () => {
    const missing = console.grid.getByRole('row').filter({ hasText: 'not found' }).first();
    await missing.click();
    await expect(console.review).toBeVisible();
    await look('review');
    await console.button(names.rescanDevice).click();
    await expect(console.tile(status.pass)).toHaveText(/17$/, { timeout: 30_000 });
    await console.untilClosed();
  });

  await test.step('what passed goes to the simulated Pair', async () => {
    await console.button(messages.pair.button.pair({ count: 17 })).click();
    await expect(console.dialog).toBeVisible();
    await look('pair');
    await console.dialog.getByRole('button', { name: messages.pair.confirm.pair({ count: 17 }) }).click();
    await expect(console.dialog.getByRole('region', { name: messages.pair.sent({ count: 17 }) })).toContainText('17 paired');
    await page.keyboard.press('Escape');
    await console.untilAllSent();
  });

  await test.step('what is exported says it', async () => {
    const file = info.outputPath('scan-log.json');
    await electron.evaluate(({ dialog }, filePath) => {
      const answer = async (...given: unknown[]) => {
        Reflect.set(
          globalThis,
          'suggested',
          given.map((one) => Reflect.get(Object(one), 'defaultPath') as unknown).find(Boolean),
        );
        return { canceled: false, filePath };
      };
      Reflect.set(dialog, 'showSaveDialog', answer);
    }, file);
    await console.save('scanLog');
    await expect(console.notices).toContainText('scan-log.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ simulation: SIMULATION_MARK });
    expect(await electron.evaluate(() => Reflect.get(globalThis, 'suggested') as unknown)).toMatch(/^simulation-scan-log-/);
    const report = info.outputPath('report.pdf');
    await console.answerSaveDialog(report);
    await console.save('pdf');
    await expect(console.notices).toContainText('report.pdf', { timeout: 30_000 });
    for (const sheet of await pdfPages(report)) expect(sheet).toContain(messages.practice.mark.toUpperCase());
  });

  await test.step('so do the other screens', async () => {
    const opened: Readonly<Record<string, Locator>> = {
      deliveries: console.header.getByRole('button', { name: new RegExp(`^${names.deliveries}`) }),
      history: console.button(names.history),
      health: console.button(new RegExp(`^${names.health}`)),
      settings: console.button(names.settings),
    };
    for (const [name, button] of Object.entries(opened)) {
      await button.click();
      await expect(console.dialog).toBeVisible();
      if (name === 'settings') {
        await page.getByRole('tab', { name: messages.settings.sections.broker }).click();
        await expect(console.dialog).toContainText(messages.practice.settings);
      }
      await look(name);
      await page.keyboard.press('Escape');
      await expect(console.dialog).toBeHidden();
    }
    await new DevicesPage(page).open();
    await look('devices');
  });

  await test.step('no socket is open, and its records lie apart', async () => {
    const sockets = await electron.evaluate(() => process.getActiveResourcesInfo().filter((name) => /TCP|UDP|Pipe/.test(name)));
    expect(sockets.filter((name) => !name.startsWith('Pipe'))).toEqual([]);
    expect(existsSync(path.join(dataDir, 'practice/burnin.sqlite'))).toBe(true);
    expect(existsSync(path.join(dataDir, 'burnin.sqlite'))).toBe(false);
  });

  await test.step('the way back opens the program without practice', async () => {
    await watchReopening(window);
    await page.getByRole('button', { name: messages.practice.leave }).click();
    await expect.poll(() => reopenedWith(window)).not.toBeNull();
    expect(await reopenedWith(window)).not.toContain('--practice');
    expect(await reopenedWith(window)).toContain('--data-dir');
  });
});

test('where there is no broker, the start screen offers the simulated rack', async ({ openWindow }) => {
  const window = await openWindow({ amqpUrl: 'amqp://127.0.0.1:9/', apiBase: 'http://127.0.0.1:9' });
  const console = new ConsolePage(window);
  await expect(window.page.getByText(messages.practice.mark, { exact: true })).toHaveCount(0);
  await watchReopening(window);
  await console.button(messages.practice.enter).click();
  await expect.poll(() => reopenedWith(window)).not.toBeNull();
  expect(await reopenedWith(window)).toContain('--practice');
});

/** Both themes at 1366 x 768: the mark stands at the top, whole, and nothing lies over it. */
async function lookAt(window: ConsoleWindow, name: string, fileOf: (name: string) => string): Promise<void> {
  const { page } = window;
  await window.resize(1366, 768);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const mark = page.locator('.simulation');
    await expect(mark.getByText(messages.practice.mark, { exact: true })).toBeInViewport({ ratio: 1 });
    const covered = await mark.evaluate((element) => {
      const { top, bottom, left, right } = element.getBoundingClientRect();
      const places = [left + 4, (left + right) / 2, right - 4].map((x) => document.elementFromPoint(x, (top + bottom) / 2));
      // Behind a dialog the page takes no pointer, the mark neither: then what is hit is the page itself.
      return places.some((place) => place !== null && !element.contains(place) && !place.contains(element));
    });
    expect(covered, `${name}, ${colorScheme}`).toBe(false);
    await page.screenshot({ path: fileOf(`${name}.${colorScheme}.png`), animations: 'disabled' });
  }
}

/** The program would end over it, and the test with it. */
async function watchReopening({ electron }: ConsoleWindow): Promise<void> {
  await electron.evaluate(({ app }) => {
    app.relaunch = (options) => void Reflect.set(globalThis, 'reopenedWith', options?.args ?? []);
    const quit = app.quit.bind(app);
    app.quit = () => void (app.quit = quit);
  });
}

function reopenedWith({ electron }: ConsoleWindow): Promise<string[] | null> {
  return electron.evaluate(() => (Reflect.get(globalThis, 'reopenedWith') as string[] | undefined) ?? null);
}
