import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { messages } from '../../renderer/messages';
import { Photographer } from '../support/photographer';
import { expect, test } from '../support/window-test';

const FOLDER = path.resolve(process.env['BURNIN_PICTURES'] ?? 'test-results/screenshots');
/** A delivery note as a spreadsheet saves it: a title, a sum, three lines to correct and one that repeats another. */
const ROSTER = path.resolve('renderer/dev/roster-with-problems.csv');
const { start } = messages;

test('a list with lines to correct, and one whose column nobody named', async ({ openStage }) => {
  const stage = await openStage({ count: 2 });
  const { console, page } = stage;
  const photographer = new Photographer(stage, FOLDER);
  await console.operator.fill('OP-4711');
  await page.getByText(start.sources.paste, { exact: true }).click();
  const list = page.getByRole('textbox', { name: start.pasteField });
  await list.fill(await readFile(ROSTER, 'utf8'));
  await expect(page.getByText(start.problems({ count: 3 }))).toBeVisible();
  await page.getByText(start.harmless({ count: 1 })).scrollIntoViewIfNeeded();
  await photographer.take('40-roster-problems');
  await page.getByRole('button', { name: start.takeOut }).click();
  await expect(page.getByText(start.rosterCount({ count: 2 }))).toBeVisible();
  await photographer.take('41-roster-settled');

  await list.fill('Name;Nr;Typ\npc-1;Q186I15901;X\npc-2;Q186I15902;X');
  await page.getByRole('button', { name: start.column({ column: 2 }) }).scrollIntoViewIfNeeded();
  await photographer.take('42-roster-column');
  await page.getByRole('button', { name: start.column({ column: 2 }) }).click();
  await expect(page.getByText(start.rosterCount({ count: 2 }))).toBeVisible();
});
