import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, type ElectronApplication, type Page } from '@playwright/test';

const SIZES = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;
const THEMES = ['light', 'dark'] as const;
/** Large type is looked at in the theme that shows more. */
const LARGE_IN = 'light';

/** Takes each picture in two sizes and two themes, and in large type: `<name>.1366.light.png`, `<name>.1366.large.png`, … */
export class Photographer {
  readonly #page: Page;
  readonly #electron: ElectronApplication;
  readonly #folder: string;

  constructor({ page, electron }: { readonly page: Page; readonly electron: ElectronApplication }, folder: string) {
    this.#page = page;
    this.#electron = electron;
    this.#folder = folder;
  }

  async take(name: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    for (const size of SIZES) {
      await this.#resize(size);
      for (const theme of THEMES) {
        await this.#page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        await this.#shoot(`${name}.${size.width}.${theme}`);
      }
    }
    await this.#resize(SIZES[0]);
  }

  /** The same, and in large type. */
  async takeAll(name: string): Promise<void> {
    await this.take(name);
    await this.#page.emulateMedia({ colorScheme: LARGE_IN, reducedMotion: 'reduce' });
    await this.#typeSize('large');
    for (const size of SIZES) {
      await this.#resize(size);
      await this.#shoot(`${name}.${size.width}.large`);
    }
    await this.#typeSize('normal');
    await this.#resize(SIZES[0]);
  }

  async #shoot(name: string): Promise<void> {
    await this.#page.screenshot({ path: path.join(this.#folder, `${name}.png`), animations: 'disabled' });
  }

  /** Not by its switch, which an open sheet covers. */
  async #typeSize(size: 'normal' | 'large'): Promise<void> {
    const look = { theme: 'system', size, language: 'system' } as const;
    await this.#page.evaluate((to) => window.consoleApi.invoke('window.look', to), look);
    await expect(this.#page.locator('html')).toHaveAttribute('data-size', size);
  }

  async #resize(size: { readonly width: number; readonly height: number }): Promise<void> {
    await this.#electron.evaluate(
      ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setContentSize(to.width, to.height),
      size,
    );
    await this.#page.waitForFunction((to) => innerWidth === to.width && innerHeight === to.height, size);
  }
}
