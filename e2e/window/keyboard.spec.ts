import { messages } from '../../renderer/messages';
import { attemptOf, countOracle } from '../../simulator/faults/oracle';
import { bodies } from '../support/received';
import { expect, test } from '../support/window-test';

const { names, start, status } = messages;
/** As quick as a quick person; quicker is a scanner. */
const BY_HAND = { delay: 70 };

test('the whole job with the keyboard alone', async ({ openStage }) => {
  const { console, factory, fleet, page } = await openStage({
    count: 8,
    macs: 3,
    seed: 5,
    faults: { recovering: 1, wrongMac: 1, silent: 1 },
  });
  const { keyboard } = page;
  const truth = countOracle(fleet.oracle, 60_000);
  const serialWith = (fault: string): string => fleet.oracle.find((one) => one.fault === fault)?.serial ?? '';

  await test.step('form', async () => {
    await expect(console.operator).toBeFocused();
    await keyboard.type('OP-4711', BY_HAND);
    await keyboard.press('Enter');
    await keyboard.type('keys only', BY_HAND);
    await keyboard.press('Enter');
    await expect(page.getByRole('radio', { name: start.sources.anyone })).toBeFocused();
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: start.sources.paste })).toBeChecked();
    const pasted = page.getByRole('textbox', { name: start.pasteField });
    await console.tabTo(pasted);
    await keyboard.insertText(fleet.roster.join('\n'));
    const go = console.button(`${names.startButton} ${start.goCount({ count: 8 })}`);
    await expect(go).toBeVisible();
    await expect(page.getByText(`${messages.header.broker}: ${messages.link.up}`)).toBeVisible();
    await console.tabTo(go);
    await keyboard.press('Enter');
    await expect(console.band).toBeVisible();
  });

  await test.step('finish', async () => {
    await expect(console.tile(status.waiting)).toHaveText(/1$/);
    await console.tabTo(console.button(names.finish));
    await keyboard.press('Space');
    await console.untilClosed();
    await expect(console.tile(status.pass)).toHaveText(new RegExp(`${truth.pass}$`));
  });

  await test.step('look for a device, open it, walk through it, copy a cell', async () => {
    await keyboard.press('/');
    await expect(console.search).toBeFocused();
    const serial = serialWith('wrongMac');
    await keyboard.type(serial.slice(0, -2) + serial.slice(-1), BY_HAND);
    await keyboard.press('ArrowLeft');
    await keyboard.type(serial.slice(-2, -1), BY_HAND);
    await expect(console.search).toHaveValue(serial);
    await keyboard.press('Enter');
    await expect(console.row(serialWith('wrongMac')).getByRole('rowheader')).toBeFocused();
    await expect(console.review.getByRole('heading', { name: serialWith('wrongMac') })).toBeVisible();
    await keyboard.press('ArrowRight');
    await expect(console.row(serialWith('wrongMac'))).toHaveAttribute('aria-expanded', 'true');
    await keyboard.press('ArrowDown');
    await expect(console.grid.getByRole('row', { level: 2 }).first().getByRole('rowheader')).toBeFocused();
    await keyboard.press('ArrowLeft');
    await keyboard.press('ArrowLeft');
    await expect(console.row(serialWith('wrongMac'))).toHaveAttribute('aria-expanded', 'false');
    await keyboard.press('Control+C');
    await expect(page.getByRole('contentinfo')).toContainText(messages.grid.copied({ text: serialWith('wrongMac') }));
    await keyboard.press('Control+Home');
    await expect(console.grid.getByRole('row', { level: 1 }).first().getByRole('gridcell').first()).toBeFocused();
    await keyboard.press('Escape');
    await expect(console.review).toBeHidden();
  });

  await test.step('tick a device and scan it again', async () => {
    await keyboard.press('/');
    await keyboard.press('Control+A');
    await keyboard.type(serialWith('recovering'), BY_HAND);
    await keyboard.press('Enter');
    await expect(console.row(serialWith('recovering')).getByRole('rowheader')).toBeFocused();
    await keyboard.press('Space');
    await expect(console.row(serialWith('recovering'))).toHaveAttribute('aria-selected', 'true');
    await console.tabTo(console.button(messages.grid.rescanSelected({ count: 1 })));
    await keyboard.press('Enter');
    await expect(console.row(serialWith('recovering'))).toContainText(status.pass, { timeout: 20_000 });
    await console.untilClosed();
  });

  await test.step('Pair', async () => {
    const ready = fleet.oracle.filter((one) => attemptOf(one, 2).status === 'pass').map(({ serial }) => serial);
    const pair = console.button(messages.pair.button.pair({ count: ready.length }));
    await expect(pair).toBeVisible();
    await console.tabTo(pair);
    await keyboard.press('Enter');
    const confirm = console.dialog.getByRole('button', { name: messages.pair.confirm.pair({ count: ready.length }) });
    await console.tabTo(confirm);
    await keyboard.press('Enter');
    await expect(console.dialog.getByRole('region', { name: messages.pair.sent({ count: ready.length }) })).toContainText(
      messages.pair.summary.pair.accepted({ count: ready.length }),
    );
    await keyboard.press('Escape');
    await expect(console.dialog).toBeHidden();
    await console.untilAllSent();
    expect(bodies(factory, 'pairs')).toEqual([{ snArray: ready, operationId: 'keys only' }]);
  });
});
