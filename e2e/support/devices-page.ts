import { expect, type Locator, type Page } from '@playwright/test';
import { deviceMessages } from '../../renderer/registry/messages';
import type { WorkbenchFile } from './workbench-files';

const { names, list, files, page: words } = deviceMessages;
/** What a sheet of files says in the end of some that were refused. */
const SOME_REFUSED = new RegExp(files.summary({ accepted: 7, refused: 8 }).replace('7', '[\\d,]+').replace('8', '[1-9][\\d,]*'));

/** The devices screens as an operator meets them. */
export class DevicesPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.getByRole('radio', { name: new RegExp(`^${names.devices}`) }).click();
    await expect(this.grid).toBeVisible();
  }

  get grid(): Locator {
    return this.page.getByRole('grid', { name: names.grid });
  }

  get sheet(): Locator {
    return this.page.getByRole('dialog');
  }

  /** The line of one device. */
  row(serialNumber: string): Locator {
    return this.grid.getByRole('row').filter({ hasText: serialNumber });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  tab(name: keyof typeof words.tabs): Locator {
    return this.page.getByRole('tab', { name: new RegExp(`^${words.tabs[name]}`) });
  }

  /** Gives files to the window as a person does who chooses them; the sheet with the answers stays open. */
  async chooseFiles(given: readonly Pick<WorkbenchFile, 'name' | 'text'>[]): Promise<void> {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.button(list.openFiles).click()]);
    await chooser.setFiles(given.map(({ name, text }) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) })));
    await expect(
      this.sheet.getByText(files.summary({ accepted: given.length, refused: 0 })).or(this.sheet.getByText(SOME_REFUSED)),
    ).toBeVisible({
      timeout: 60_000,
    });
  }

  async closeSheet(): Promise<void> {
    // Only a sheet that has the focus hears the key; half a second after it opened it is without for a frame, when it takes it once more.
    await expect(async () => {
      if ((await this.sheet.count()) === 0) return;
      await expect(this.page.locator('[role="dialog"]:focus, [role="dialog"] :focus')).toHaveCount(1);
      await this.page.keyboard.press('Escape');
      await expect(this.sheet).toHaveCount(0, { timeout: 1_000 });
    }).toPass({ timeout: 10_000 });
  }

  /** Gives many files without choosing them one by one. */
  async submitAll(given: readonly Pick<WorkbenchFile, 'name' | 'text'>[]): Promise<void> {
    for (let at = 0; at < given.length; at += 100) {
      const refused = await this.page.evaluate(
        async (some) => {
          const sentences: string[] = [];
          for (const { name, text } of some) {
            const reply = await window.consoleApi.invoke('registry.submitFile', { fileName: name, text });
            if (!reply.ok || !reply.value.accepted) sentences.push(JSON.stringify(reply));
          }
          return sentences;
        },
        given.slice(at, at + 100).map(({ name, text }) => ({ name, text })),
      );
      expect(refused).toEqual([]);
    }
  }

  /** Opens the page of a device from the list. */
  async openDevice(serialNumber: string): Promise<void> {
    await this.row(serialNumber).getByRole('rowheader').click();
    await expect(this.button(words.back)).toBeVisible();
  }
}
