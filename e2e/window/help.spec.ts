import { messages } from '../../renderer/messages';
import { axeViolations } from '../support/axe-violations';
import { ConsolePage } from '../support/console-page';
import { expect, test } from '../support/window-test';

const { names, about, help, keySheet, palette, tour } = messages;
/** Longer than a key must have stayed alone before and after, ms. */
const ALONE_MS = 600;

test('help, keys and palette on the simulated rack, by keyboard and beside a scanner', async ({ openWindow }) => {
  test.setTimeout(180_000);
  const window = await openWindow({ practice: true });
  const { page } = window;
  const console = new ConsolePage(window);
  const { keyboard } = page;
  const alone = async (key: string): Promise<void> => {
    await page.waitForTimeout(ALONE_MS);
    await keyboard.press(key);
    await page.waitForTimeout(ALONE_MS);
  };
  const look = async (state: string): Promise<void> => expect(await axeViolations(page), state).toEqual([]);
  const dialog = (name: string) => page.getByRole('dialog', { name, exact: true });
  const field = page.getByRole('combobox', { name: palette.field });

  await test.step('F1 opens the guide at the task, and Escape gives the focus back', async () => {
    await expect(console.operator).toBeFocused();
    await alone('F1');
    await expect(dialog(help.title).getByRole('heading', { name: 'Start a scan' })).toBeVisible();
    await look('help');
    const picture = dialog(help.title).getByRole('img').first();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(300);
    await dialog(help.title).getByRole('searchbox').fill('refused');
    await expect(dialog(help.title).getByRole('option', { name: 'Pair refused or unknown' })).toBeVisible();
    await dialog(help.title).getByRole('option', { name: 'Deliveries', exact: true }).click();
    await expect(dialog(help.title).getByRole('heading', { name: 'Deliveries' })).toBeVisible();
    await look('help, a table');
    await keyboard.press('Escape');
    await expect(dialog(help.title)).toBeHidden();
    await expect(console.operator).toBeFocused();
  });

  await test.step('the help leads to About and to the tour, which goes on by itself', async () => {
    await console.header.getByRole('button', { name: help.title }).click();
    await dialog(help.title).getByRole('button', { name: about.title }).click();
    await expect(dialog(about.title)).toContainText(/Electron \d+.* Node \d+/);
    await expect(dialog(about.title).getByText(/^[\da-f-]{36}$/)).toBeVisible();
    await look('about');
    await keyboard.press('Escape');
    await page.getByLabel(messages.practice.mark).getByRole('button', { name: tour.title }).click();
    await expect(page.getByText(tour.steps.list)).toBeVisible();
    await look('tour');
    await page.getByRole('button', { name: tour.next, exact: true }).click();
    await expect(page.getByText(tour.steps.start)).toBeVisible();
  });

  await test.step('F9 starts what Start would start', async () => {
    await expect(page.getByText(`${messages.header.broker}: ${messages.practice.link}`)).toBeVisible();
    await alone('F9');
    await expect(console.band).toBeVisible();
    await expect(page.getByText(tour.steps.result)).toBeVisible();
    await keyboard.press('Escape');
    await expect(page.getByText(tour.steps.result)).toBeHidden();
    await console.untilClosed();
  });

  await test.step('? lists the keys that are there', async () => {
    await console.button(names.newScan).focus();
    await alone('?');
    await expect(dialog(keySheet.title)).toContainText(`F8${messages.pair.button.pair({ count: 16 })}`);
    await look('keys');
    await keyboard.press('Escape');
    await expect(dialog(keySheet.title)).toBeHidden();
    await expect(console.button(names.newScan)).toBeFocused();
  });

  await test.step('no scan presses a key, whatever it is made of', async () => {
    for (const code of ['SIM008320', '?', '???SIM']) {
      await page.waitForTimeout(ALONE_MS);
      await console.scanCode(code);
      await page.waitForTimeout(ALONE_MS);
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    await Promise.all(['F8', ...Array.from('SIM008320'), 'F2', 'F6', 'Enter'].map((key) => keyboard.press(key)));
    await page.waitForTimeout(ALONE_MS);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await console.untilClosed();
  });

  await test.step('the palette finds a device, and goes there', async () => {
    await console.search.focus();
    await alone('Control+k');
    await expect(field).toBeFocused();
    await look('palette');
    await keyboard.type('834', { delay: 70 });
    await expect(page.getByRole('option', { selected: true })).toContainText('SIM008340');
    await look('palette, found');
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await look('palette, forced colours');
    await page.emulateMedia({ forcedColors: 'none' });
    await alone('Enter');
    await expect(dialog(palette.title)).toBeHidden();
    await expect(console.review.getByRole('heading', { name: 'SIM008340' })).toBeVisible();
    await expect(console.row('SIM008340').getByRole('rowheader')).toBeFocused();
  });

  await test.step('a scan in the palette is searched for, and does nothing', async () => {
    await alone('Control+k');
    await console.scanCode('SIM008321');
    await expect(field).toHaveValue('SIM008321');
    await page.waitForTimeout(ALONE_MS);
    await expect(dialog(palette.title)).toBeVisible();
    await console.scanCode(names.newScan);
    await page.waitForTimeout(ALONE_MS);
    await expect(dialog(palette.title)).toBeVisible();
    await keyboard.press('Escape');
  });

  await test.step('the palette opens the list for Pair and confirms nothing; help over it leaves it open', async () => {
    await alone('Control+k');
    await field.fill(messages.pair.title.pair);
    await alone('Enter');
    await expect(dialog(messages.pair.title.pair)).toBeVisible();
    await alone('F1');
    await expect(dialog(help.title).getByRole('heading', { name: 'Pair', exact: true })).toBeVisible();
    await keyboard.press('Escape');
    await expect(dialog(help.title)).toBeHidden();
    await expect(dialog(messages.pair.title.pair)).toBeVisible();
    await keyboard.press('Escape');
    await expect(console.button(messages.pair.button.pair({ count: 16 }))).toBeVisible();
  });

  await test.step('all of it fits the smallest window, in large type, too', async () => {
    for (const size of ['normal', 'large'] as const) {
      await page.evaluate((to) => globalThis.window.consoleApi.invoke('window.look', { theme: 'dark', size: to }), size);
      await expect(page.locator('html')).toHaveAttribute('data-size', size);
      await window.resize(900, 560);
      for (const [open, title] of [
        ['Shift+F1', keySheet.title],
        ['F1', help.title],
        ['Control+k', palette.title],
      ] as const) {
        await alone(open);
        await expect(dialog(title)).toBeVisible();
        await look(`${title}, ${size}`);
        const wide = await page.locator('.dialog-body').evaluate((body) => body.scrollWidth - body.clientWidth);
        expect(wide, `${title}, ${size}`).toBeLessThanOrEqual(0);
        await keyboard.press('Escape');
        await expect(dialog(title)).toBeHidden();
      }
    }
  });
});
