import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';

const SIZES = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;
const THEMES = ['light', 'dark'] as const;

/** Takes each picture in two sizes and two themes: `<name>.1366.light.png`, … */
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
        await this.#page.screenshot({
          path: path.join(this.#folder, `${name}.${size.width}.${theme}.png`),
          animations: 'disabled',
        });
      }
    }
    await this.#resize(SIZES[0]);
  }

  async #resize(size: { readonly width: number; readonly height: number }): Promise<void> {
    await this.#electron.evaluate(
      ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setContentSize(to.width, to.height),
      size,
    );
    await this.#page.waitForFunction((to) => innerWidth === to.width && innerHeight === to.height, size);
  }
}
