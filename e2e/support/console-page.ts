import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { messages } from '../../renderer/messages';
import { anyOf, withAnyCount } from '../../scripts/lib/any-count.mjs';

const { names, pair } = messages;
/** What the button for Pair may say once a scan is closed and its sheet is read. */
const CLOSED = anyOf(pair.nothing.pair, pair.sheet.pair, withAnyCount(pair.button.pair), withAnyCount(pair.look));
/** A scan with everything that a test does to it. */
const SCAN_LIMIT_MS = 60_000;

/** The console's window as an operator meets it: parts by the names that a screen reader says, acts as hands do them. */
export class ConsolePage {
  readonly page: Page;
  readonly #electron: ElectronApplication;

  constructor({ page, electron }: { readonly page: Page; readonly electron: ElectronApplication }) {
    this.page = page;
    this.#electron = electron;
  }

  get header(): Locator {
    return this.page.getByRole('banner');
  }

  get band(): Locator {
    return this.page.getByRole('region', { name: names.scanRegion, exact: true });
  }

  get grid(): Locator {
    return this.page.getByRole('treegrid', { name: names.grid });
  }

  get search(): Locator {
    return this.page.getByRole('searchbox', { name: names.search });
  }

  get review(): Locator {
    return this.page.getByRole('complementary', { name: names.review });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  get notices(): Locator {
    return this.page.getByLabel(names.notices);
  }

  get operator(): Locator {
    return this.page.getByRole('textbox', { name: names.operatorField });
  }

  get startButton(): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${names.startButton}`) });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  /** Saves what is on the screen as this kind of file. The system's own dialog is answered beforehand. */
  async save(kind: 'pdf' | 'csv' | 'scanLog' | 'evidence'): Promise<void> {
    // A dialog stands behind all else in the page.
    await this.button(messages.report.save.title).last().click();
    await this.page.getByRole('menuitem', { name: messages.report.save[kind], exact: true }).click();
  }

  /** One device's line in the grid. */
  row(sn: string): Locator {
    return this.grid.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: sn, exact: true }) });
  }

  /**
   * Types as a barcode scanner does: all keys at once, whether the page keeps up or not, and the end keys last.
   */
  async scanCode(code: string, ends: readonly ('Enter' | 'Tab')[] = ['Enter']): Promise<void> {
    const keys = [...Array.from(code), ...ends];
    const { keyboard } = this.page;
    // A press that waited for the page would be as slow as the page, and then a person's.
    await Promise.all(keys.flatMap((key) => [keyboard.down(key), keyboard.up(key)]));
  }

  /** Pastes from the system's clipboard over what is there; Playwright's own way to fill in takes a minute for 2,000 lines. */
  async paste(field: Locator, text: string): Promise<void> {
    await field.selectText();
    await this.#electron.evaluate(({ clipboard, BrowserWindow }, copied) => {
      void clipboard.writeText(copied);
      BrowserWindow.getAllWindows()[0]?.webContents.paste();
    }, text);
    await expect(field).toHaveValue(text);
  }

  /** Fills in the form with a pasted roster and presses Start. */
  async startScan({
    operator = 'OP-4711',
    operation = '',
    roster,
  }: {
    operator?: string;
    operation?: string;
    roster: readonly string[];
  }): Promise<void> {
    await this.operator.fill(operator);
    if (operation !== '') await this.page.getByRole('textbox', { name: names.operationField }).fill(operation);
    await this.page.getByText(messages.start.sources.paste, { exact: true }).click();
    await this.paste(this.page.getByRole('textbox', { name: messages.start.pasteField }), roster.join('\n'));
    await expect(this.page.getByText(`${messages.header.broker}: ${messages.link.up}`)).toBeVisible();
    await this.button(`${names.startButton} ${messages.start.goCount({ count: roster.length })}`).click();
    await expect(this.band).toBeVisible();
  }

  /** Waits until the scan is closed and the sheet of what may be paired has been read. */
  async untilClosed(): Promise<void> {
    await expect(this.button(CLOSED)).toBeVisible({
      timeout: SCAN_LIMIT_MS,
    });
  }

  async untilAllSent(): Promise<void> {
    await expect(this.header.getByRole('button', { name: `${names.deliveries} ${messages.header.deliveriesOk}` })).toBeVisible();
  }

  /** The tile of one count: `Pass`, `No answer`, … */
  tile(name: string): Locator {
    return this.page.getByLabel(names.tiles).getByRole('button', { name: new RegExp(`^${name} [\\d,]+$`) });
  }

  /** The counts as they stand on the tiles, read in one go. */
  async counts(): Promise<Readonly<Record<string, number>>> {
    const tiles = await this.page.getByLabel(names.tiles).getByRole('button').allTextContents();
    return Object.fromEntries(
      tiles.map((tile) => {
        const [, name = tile, count = ''] = /^(.*?)\s*([\d,]+)$/.exec(tile.trim()) ?? [];
        return [name.trim(), Number(count.replaceAll(',', ''))];
      }),
    );
  }

  /** Opens the review of one device as if its label had been scanned. */
  async reviewDevice(sn: string): Promise<void> {
    await this.scanCode(sn);
    await expect(this.review.getByRole('heading', { name: sn })).toBeVisible();
  }

  /** Moves the focus with Tab, and with the right arrow inside the toolbar that holds the control, until the control has it. */
  async tabTo(control: Locator): Promise<void> {
    for (let presses = 0; presses < 80; presses += 1) {
      const place = await control.evaluate((element) => {
        if (element === document.activeElement) return 'there';
        return element.closest('[role="toolbar"]')?.contains(document.activeElement) === true ? 'sameToolbar' : 'elsewhere';
      });
      if (place === 'there') return;
      await this.page.keyboard.press(place === 'sameToolbar' ? 'ArrowRight' : 'Tab');
    }
    throw new Error('80 presses of the Tab key did not reach it');
  }

  /** Answers Electron's own save dialog, which no test can reach, with a path. */
  async answerOpenDialog(filePath: string): Promise<void> {
    await this.#electron.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, filePath);
  }

  async answerSaveDialog(filePath: string): Promise<void> {
    await this.#electron.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
    }, filePath);
  }
}
