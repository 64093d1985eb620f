import path from 'node:path';
import { messages } from '../../renderer/messages';
import { Photographer } from '../support/photographer';
import { expect, test } from '../support/window-test';

const FOLDER = path.resolve(process.env['BURNIN_PICTURES'] ?? 'test-results/screenshots');
const { start } = messages;

test('a list with lines to correct, and one whose column nobody named', async ({ openStage }) => {
  const stage = await openStage({ count: 2 });
  const { console, page } = stage;
  const photographer = new Photographer(stage, FOLDER);
  await console.operator.fill('OP-4711');
  await page.getByText(start.sources.paste, { exact: true }).click();
  const list = page.getByRole('textbox', { name: start.pasteField });
  const rows = [
    'Delivery 4711;;',
    'Pos;Seriennummer;Modell',
    '1;Q186I15901;Router, 8-port',
    '2;1,23457E+11;Router, 8-port',
    '3;Default string;Gateway',
    '4;Q186I15902;Gateway',
    '5;Q186I15901;Gateway',
    ';;',
    'Total;4;',
  ];
  await list.fill(rows.join('\n'));
  await expect(page.getByText(start.problems(3))).toBeVisible();
  await page.getByText(start.harmless(1)).scrollIntoViewIfNeeded();
  await photographer.take('40-roster-problems');
  await page.getByRole('button', { name: start.takeOut }).click();
  await expect(page.getByText(start.rosterCount(2))).toBeVisible();
  await photographer.take('41-roster-settled');

  await list.fill('Name;Nr;Typ\npc-1;Q186I15901;X\npc-2;Q186I15902;X');
  await page.getByRole('button', { name: start.column(2) }).scrollIntoViewIfNeeded();
  await photographer.take('42-roster-column');
  await page.getByRole('button', { name: start.column(2) }).click();
  await expect(page.getByText(start.rosterCount(2))).toBeVisible();
});
