import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { LANGUAGES } from '../../protocol/languages';
import { messages } from '../../renderer/messages';
import { ConsolePage } from '../support/console-page';
import { expect, test } from '../support/window-test';

/** The pictures in the guides, which the window shows, too: of the simulated rack, in every language. */
const FOLDER = path.resolve('docs/images/help');
const WIDTH = 1_180;
/** In so high a window a review is seen with its first ports. */
const HIGH = 1_020;

test('the pictures of the guides', async ({ openWindow }) => {
  const window = await openWindow({ practice: true, width: WIDTH, height: 720 });
  const { page } = window;
  const console = new ConsolePage(window);
  await mkdir(FOLDER, { recursive: true });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const take = (name: string, part: Locator, most: number, open?: Locator): Promise<void> =>
    inEveryLanguage(page, { name, part, most, open });

  const start = console.button(`${messages.names.startButton} ${messages.start.goCount({ count: 24 })}`);
  await expect(start).toBeVisible();
  await take('start', page.locator('main.start'), 640);
  await start.click();
  await console.untilClosed();
  await window.resize(WIDTH, HIGH);
  await take('result', page.locator('main.results'), 440);
  await console.grid.getByRole('row').filter({ hasText: 'not found' }).first().click();
  await expect(console.review).toBeVisible();
  await take('review', page.locator('.review'), 620);
  await page.keyboard.press('Escape');
  await console.scanCode('SIM999999');
  await expect(console.band.getByText('SIM999999')).toBeVisible();
  await take('unknown', page.locator('.band'), 200);
  await console.band.getByRole('button', { name: messages.names.close }).click();
  await window.resize(WIDTH, 720);
  await take('pair', page.locator('.sheet'), 620, page.locator('.band-acts button').first());
});

interface Picture {
  readonly name: string;
  readonly part: Locator;
  /** No higher than this, px. */
  readonly most: number;
  /** What opens the part: another language draws the window again. */
  readonly open: Locator | undefined;
}

async function inEveryLanguage(page: Page, { name, part, most, open }: Picture): Promise<void> {
  for (const language of LANGUAGES) {
    await page.evaluate(
      (to) => globalThis.window.consoleApi.invoke('window.look', { theme: 'light', size: 'normal', language: to }),
      language,
    );
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await page.evaluate(() => document.fonts.ready);
    await open?.click();
    const box = await part.boundingBox();
    if (box === null) throw new Error(`There is no ${name}.`);
    const file = path.join(FOLDER, `${name}${language === 'en' ? '' : `.${language}`}.png`);
    await page.screenshot({ path: file, animations: 'disabled', clip: { ...box, height: Math.min(box.height, most) } });
  }
  await page.evaluate(() =>
    globalThis.window.consoleApi.invoke('window.look', { theme: 'light', size: 'normal', language: 'en' }),
  );
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
}
