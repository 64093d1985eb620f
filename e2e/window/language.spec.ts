import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import hans from '../../messages/zh-Hans.json';
import hant from '../../messages/zh-Hant.json';
import { LANGUAGE_NAMES, type Language } from '../../protocol/languages';
import { messages } from '../../renderer/messages';
import { expect, test } from '../support/window-test';

const WORDS = { en: messages, 'zh-Hant': hant.window, 'zh-Hans': hans.window };

async function speaks(page: Page, language: Language): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await expect(page.getByRole('button', { name: WORDS[language].names.settings })).toBeVisible();
  await expect(page.getByRole('heading', { name: WORDS[language].start.title })).toBeVisible();
}

/** Chinese fonts of which a part was read. */
function chineseFonts(page: Page): Promise<string[]> {
  return page.evaluate(() => [
    ...new Set(
      [...document.fonts]
        .filter(({ family, status }) => family.includes('Noto Sans') && status === 'loaded')
        .map(({ family }) => family.replaceAll('"', '')),
    ),
  ]);
}

test('speaks what the desktop does, changes while it runs, and remembers it; fonts are read when they are needed', async ({
  openWindow,
}) => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'burnin-language-'));
  const first = await openWindow({ practice: true, desktop: 'zh_TW.UTF-8', dataDir });
  await speaks(first.page, 'zh-Hant');
  await expect(first.page.getByText(hant.window.practice.lead)).toBeVisible();
  await expect.poll(() => chineseFonts(first.page)).toEqual(['Noto Sans TC Variable']);
  await first.page.getByRole('button', { name: hant.window.names.language }).click();
  await first.page.getByRole('menuitemradio', { name: LANGUAGE_NAMES['zh-Hans'] }).click();
  await speaks(first.page, 'zh-Hans');
  await expect(first.page.getByText(hans.window.practice.lead)).toBeVisible();
  await expect.poll(() => chineseFonts(first.page)).toContain('Noto Sans SC Variable');
  await first.close();

  const again = await openWindow({ practice: true, desktop: 'en_US.UTF-8', dataDir });
  await speaks(again.page, 'zh-Hans');
  await again.close();
  await rm(dataDir, { recursive: true, force: true });
});

test('reads no Chinese font where nothing Chinese is shown', async ({ openWindow }) => {
  const { page } = await openWindow({ practice: true, desktop: 'de_DE.UTF-8' });
  await speaks(page, 'en');
  await page.evaluate(() => document.fonts.ready);
  expect(await chineseFonts(page)).toEqual([]);
  await page.getByRole('button', { name: messages.names.language }).click();
  await expect.poll(() => chineseFonts(page)).not.toEqual([]);
});
