import { messages } from '../../renderer/messages';
import { withAnyCount } from '../../scripts/lib/any-count.mjs';
import { axeViolations } from '../support/axe-violations';
import { expect, test } from '../support/window-test';

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the main states, ${theme}`, async ({ openStage }) => {
    test.setTimeout(240_000);
    const { console, fleet, window } = await openStage({
      count: 24,
      macs: 4,
      seed: 5,
      spreadMs: 500,
      faults: { wrongMac: 2, silent: 1, conflict: 1, unregistered: 1, sharedMac: 1, pairRejected: 1, legacy: 1 },
    });
    const { page } = window;
    const look = async (state: string): Promise<void> => expect(await axeViolations(page), state).toEqual([]);
    if (theme === 'dark') await console.button(messages.names.darkTheme).click();
    await look('first start');
    await page.getByText(messages.start.sources.paste, { exact: true }).click();
    await page.getByRole('textbox', { name: messages.start.pasteField }).fill(`${fleet.roster[0]}\nDefault string`);
    await expect(page.getByText(messages.start.problems({ count: 1 }))).toBeVisible();
    await look('lines to correct');
    await console.button(messages.start.keep.save).click();
    await expect(page.getByRole('region', { name: messages.start.keep.title })).toBeHidden();
    await look('start');
    await console.startScan({ operation: `axe ${theme}`, roster: fleet.roster });
    await look('scanning');
    await console.untilClosed();
    await look('closed');
    for (const width of [1_180, 900]) {
      await window.resize(width, 768);
      await look(`closed, ${width} px wide`);
    }
    await window.resize(1_366, 768);
    for (const fault of ['wrongMac', 'conflict', 'unregistered', 'sharedMac', 'silent', 'legacy'] as const) {
      await console.reviewDevice(fleet.oracle.find((one) => one.fault === fault)?.serial ?? '');
      await look(`review of ${fault}`);
    }
    await console.scanCode('NOT-ON-THIS-RACK');
    await look('unknown unit');
    await console.band.getByRole('button', { name: messages.names.close }).click();
    await console.button(withAnyCount(messages.pair.button.pair)).click();
    await expect(console.dialog).toBeVisible();
    await look('pair sheet');
    await console.dialog.getByRole('button', { name: withAnyCount(messages.pair.confirm.pair) }).click();
    await expect(console.dialog).toContainText(messages.pair.summary.pair.rejected({ count: 1 }));
    await look('pair sheet, sent');
    await page.keyboard.press('Escape');
    await look('refused');
    await console.header.getByRole('button', { name: new RegExp(`^${messages.names.deliveries} `) }).click();
    await look('deliveries');
    await page.keyboard.press('Escape');
    await console.button(messages.names.history).click();
    await expect(console.dialog).toBeVisible();
    await look('earlier operations');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: new RegExp(`^${messages.health.title}`) }).click();
    await expect(console.dialog).toContainText(messages.health.bundle);
    await look('health');
    await page.keyboard.press('Escape');
    await console.button(messages.names.settings).click();
    // All of them are made of the same fields.
    const sections = Object.values(messages.settings.sections);
    for (const section of theme === 'light' ? sections : sections.slice(-1)) {
      await console.dialog.getByRole('tab', { name: section, exact: true }).click();
      await look(`settings, ${section}`);
    }
  });
}

test('large type at 1366 px shows the reason of a device without scrolling sideways, and six lines at least', async ({
  openStage,
}) => {
  const { console, fleet, page } = await openStage({ count: 24, macs: 2, seed: 6, spreadMs: 500, faults: { wrongMac: 3 } });
  await console.button(messages.names.largeType).click();
  await console.startScan({ operation: 'large', roster: fleet.roster });
  await console.untilClosed();
  const grid = await console.grid.boundingBox();
  const reason = await page.getByRole('columnheader', { name: messages.grid.columns.reason }).boundingBox();
  if (grid === null || reason === null) throw new Error('The grid is not there.');
  expect(reason.x + reason.width).toBeLessThanOrEqual(grid.x + grid.width);
  expect(grid.height / reason.height).toBeGreaterThan(7);
});

test('a notice on the start form covers neither what a scan depends on nor Start', async ({ openStage }) => {
  const { console, page, window } = await openStage({ count: 1, macs: 1 });
  await console.button(messages.names.settings).click();
  await console.dialog.getByRole('button', { name: messages.settings.save, exact: true }).click();
  const notice = await console.notices.locator('.notice').boundingBox();
  const needed = [page.getByRole('region', { name: messages.start.ready }), console.startButton, console.operator];
  for (const box of await Promise.all(needed.map((one) => one.boundingBox()))) {
    if (box === null || notice === null) throw new Error('Something is not there.');
    const apart =
      notice.y + notice.height <= box.y ||
      box.y + box.height <= notice.y ||
      notice.x + notice.width <= box.x ||
      box.x + box.width <= notice.x;
    expect(apart).toBe(true);
  }
  expect(window.troubles).toEqual([]);
});
