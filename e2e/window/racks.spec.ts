import { messages } from '../../renderer/messages';
import { axeViolations } from '../support/axe-violations';
import { expect, test } from '../support/window-test';

const { start, status, rack } = messages;

test('a rack is saved and filled by scanning; its scan is shown slot by slot, and each slot leads to the review', async ({
  openStage,
}) => {
  const { console, fleet, page } = await openStage({ count: 6, macs: 2, seed: 5, faults: { wrongMac: 1, silent: 1 } });
  const { roster } = fleet;
  const [first = '', second = ''] = roster;
  const slotOf = (sn: string): string => ['A1', 'A2', 'A3', 'B1', 'B2', 'B3'][roster.indexOf(sn)] ?? '';
  const serialOf = (fault: string): string => fleet.oracle.find((one) => one.fault === fault)?.serial ?? '';
  const map = page.getByRole('grid', { name: rack.map({ rack: 'Rack 7' }) });
  const cell = (sn: string, word: string) =>
    map.getByRole('gridcell', { name: rack.cell({ slot: slotOf(sn), sn, status: word }), exact: true });
  const look = async (state: string): Promise<void> => expect(await axeViolations(page), state).toEqual([]);

  await test.step('a rack of two rows is saved', async () => {
    await page.getByText(start.sources.rack, { exact: true }).click();
    await console.button(start.rack.newRack).click();
    const { dialog } = console;
    await dialog.getByRole('textbox', { name: start.rack.name }).fill('Rack 7');
    await dialog.getByRole('textbox', { name: start.rack.rows }).fill('2');
    await dialog.getByRole('textbox', { name: start.rack.columns }).fill('3');
    await dialog.getByRole('button', { name: start.rack.make }).click();
    await expect(dialog.getByText(start.rack.count({ slots: 6, rows: 2 }))).toBeVisible();
    await look('the sheet of a rack');
    await dialog.getByRole('button', { name: start.rack.save, exact: true }).click();
    await expect(dialog).toBeHidden();
  });

  await test.step('its slots are filled unit after unit, and kept', async () => {
    await console.scanCode('OP-4711');
    for (const sn of roster) {
      await console.scanCode(sn);
      await expect(page.getByText(start.rack.placed({ slot: slotOf(sn), sn }))).toBeVisible();
    }
    await expect(page.getByText(start.rack.filled({ units: 6, slots: 6 }))).toBeVisible();
    await look('a filled rack');
    await console.button(start.rack.saveUnits).click();
    await expect(page.getByText(start.rack.saved({ rack: 'Rack 7' }))).toBeVisible();
  });

  await test.step('before it starts, list and factory are tried', async () => {
    await console.button(start.preflight.check).click();
    await expect(page.getByText(start.preflight.allRegistered({ count: 6 }))).toBeVisible();
    await expect(page.getByText(`${start.preflight.log}: ${start.preflight.reachable}`)).toBeVisible();
    await expect(page.getByText(`${start.preflight.pair}: ${start.preflight.reachable}`)).toBeVisible();
    await look('checked');
  });

  await test.step('the scan is shown slot by slot', async () => {
    await console.startButton.click();
    await expect(map).toBeVisible();
    await console.untilClosed();
    await expect(cell(serialOf('wrongMac'), status.fail)).toBeVisible();
    await expect(cell(serialOf('silent'), status.noAnswer)).toBeVisible();
    await look('the map');
  });

  await test.step('a slot leads to the review, by pointer and by key', async () => {
    await cell(serialOf('wrongMac'), status.fail).click();
    await expect(console.review.getByRole('heading', { name: serialOf('wrongMac') })).toBeVisible();
    await expect(console.review.getByText(slotOf(serialOf('wrongMac')), { exact: true }).first()).toBeVisible();
    await page.keyboard.press('Control+Home');
    await expect(console.review.getByRole('heading', { name: first })).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await expect(console.review.getByRole('heading', { name: second })).toBeVisible();
    await look('the map with the review');
    await page.keyboard.press('Escape');
    await expect(console.review).toBeHidden();
  });

  await test.step('a unit in the wrong slot is found by the labels of slot and unit', async () => {
    await console.scanCode(`SLOT-${slotOf(first)}`);
    await console.scanCode(second);
    await expect(
      page.getByText(rack.placedElsewhere({ sn: second, expected: slotOf(second), found: slotOf(first) })),
    ).toBeVisible();
    await expect(map.getByRole('gridcell', { name: rack.expectedIn({ slot: slotOf(second) }) })).toBeVisible();
    await look('two in the wrong slots');
  });

  await test.step('the list is one press away', async () => {
    await page.getByRole('radio', { name: rack.asGrid }).click();
    await expect(console.grid.getByRole('row').filter({ hasText: second })).toContainText(slotOf(first));
    await page.getByRole('radio', { name: rack.asRack }).click();
    await expect(map).toBeVisible();
  });
});
