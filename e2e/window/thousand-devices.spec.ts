import { messages } from '../../renderer/messages';
import { recountRows } from '../support/rows-of-page';
import { seenSums, watchSums } from '../support/watched-sums';
import { expect, test } from '../support/window-test';

test('a thousand devices with eight MACs each stream through the window, and the sums close in every frame and patch', async ({
  openStage,
}) => {
  test.setTimeout(180_000);
  const { console, fleet, window } = await openStage({
    count: 1_000,
    macs: 8,
    seed: 11,
    spreadMs: 4_000,
    faults: { wrongMac: 20, absent: 20, silent: 10, unregistered: 5, duplicate: 4, swapped: 10 },
    window: { width: 1920, height: 1080 },
  });
  await watchSums(window.page);
  await console.startScan({ operation: 'thousand', roster: fleet.roster });
  await console.grid.hover();
  for (let step = 0; step < 40; step += 1) await window.page.mouse.wheel(0, step % 2 === 0 ? 4_000 : -2_500);
  await console.untilClosed();
  const { broken, frames, patches } = await seenSums(window.page);
  expect(broken).toEqual([]);
  expect(frames).toBeGreaterThan(50);
  expect(patches).toBeGreaterThan(20);
  const { counts, rows } = await recountRows(window.page);
  expect(rows).toBe(1_000);
  expect(await console.counts()).toMatchObject({
    [messages.tiles.expected]: 1_000,
    [messages.status.pass]: counts.pass,
    [messages.status.fail]: counts.fail,
    [messages.status.noAnswer]: 10,
    [messages.status.notRegistered]: 5,
  });
  await console.grid.getByRole('row').nth(1).getByRole('rowheader').click();
  await window.page.keyboard.press('Control+End');
  await expect(console.grid.locator('[aria-rowindex="1001"]')).toBeVisible();
});
