import { messages } from '../../renderer/messages';
import { axeViolations } from '../support/axe-violations';
import { expect, test } from '../support/window-test';

const { history, statistics } = messages;

test('history finds a device, shows its attempts with their addresses, opens the operation, and statistics say what they count', async ({
  openStage,
}) => {
  const { console, fleet, page } = await openStage({
    count: 12,
    macs: 2,
    seed: 5,
    spreadMs: 300,
    faults: { wrongMac: 2, silent: 1 },
  });
  const look = async (state: string): Promise<void> => expect(await axeViolations(page), state).toEqual([]);
  await console.startScan({ operation: 'HISTORY-1', roster: fleet.roster });
  await console.untilClosed();
  const failed = fleet.oracle.find(({ fault }) => fault === 'wrongMac')?.serial ?? '';

  await console.button(messages.names.history).click();
  const list = console.dialog.getByRole('list', { name: history.title });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list).toContainText(history.statusCount({ status: messages.status.pass, count: 9 }));
  await expect(list).toContainText(history.statusCount({ status: messages.status.fail, count: 2 }));
  await look('operations');

  const field = console.dialog.getByRole('searchbox', { name: history.search });
  await field.fill('no such thing');
  await expect(console.dialog).toContainText(history.noMatch);
  await field.fill(failed);
  await console.dialog.getByRole('button', { name: failed, exact: true }).click();
  await expect(console.dialog).toContainText(history.attempts({ count: 1 }));
  await expect(console.dialog).toContainText(messages.verdict.mismatch);
  await console.dialog.getByText(history.macs, { exact: true }).click();
  await expect(console.dialog.locator('.history-macs li')).toHaveCount(2);
  await look('attempts of a device');

  await console.dialog.getByRole('tab', { name: history.statistics }).click();
  const yields = console.dialog.locator('.yield-tile');
  await expect(yields.filter({ hasText: statistics.first })).toContainText(statistics.of({ part: 9, whole: 11 }));
  await expect(yields.filter({ hasText: statistics.report })).toContainText(statistics.of({ part: 9, whole: 11 }));
  await console.button(statistics.meaning({ name: statistics.first })).click();
  await expect(page.getByText(statistics.help.first)).toBeVisible();
  await look('what a yield means');
  await page.keyboard.press('Escape');
  const reasons = console.dialog.getByRole('row', { name: messages.verdict.mismatch });
  await expect(reasons).toContainText(statistics.of({ part: 2, whole: 3 }));
  await look('statistics');

  await console.dialog.getByRole('tab', { name: history.operations }).click();
  await console.dialog.getByRole('button', { name: history.openName({ operationId: 'HISTORY-1' }) }).click();
  await expect(console.dialog).toBeHidden();
  await expect(console.band).toBeVisible();
});
