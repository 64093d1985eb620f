import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { messages } from '../../renderer/messages';
import { expect, test } from '../support/window-test';

const { names, start } = messages;

test('a barcode scanner fills in the form and cannot start a scan by accident', async ({ openStage }) => {
  const { console, factory, fleet, page } = await openStage({ count: 3, macs: 2 });
  await expect(console.operator).toBeFocused();

  const operation = page.getByRole('textbox', { name: names.operationField });
  const labels = page.getByLabel(start.scannedList).getByRole('listitem');

  await test.step('the badge goes to the operator, the cursor to the next field; Enter twice does no more', async () => {
    await console.scanCode('OP-4711', ['Enter', 'Enter']);
    await expect(console.operator).toHaveValue('OP-4711');
    await expect(operation).toHaveValue('');
    await expect(operation).toBeFocused();
  });

  await test.step('at the change of shift another badge takes the place of the first', async () => {
    await console.operator.focus();
    await console.scanCode('OP-9999');
    await expect(console.operator).toHaveValue('OP-9999');
  });

  await test.step('a label goes to the list wherever the cursor stands, whether the scanner ends with Enter, Tab or nothing', async () => {
    const places = [operation, console.operator, page.getByRole('textbox', { name: start.scanField }), console.startButton];
    for (const [index, ends] of ([['Enter'], ['Tab'], ['Enter', 'Enter'], []] as const).entries()) {
      await places[index]?.focus();
      await console.scanCode(`LABEL-000${index}`, ends);
      await expect(labels.first()).toHaveText(`LABEL-000${index}`);
    }
    await expect(labels).toHaveCount(4);
    await expect(operation).toHaveValue('');
    await expect(console.operator).toHaveValue('OP-9999');
    await expect(page.getByRole('textbox', { name: start.scanField })).toHaveValue('');
    await expect(console.band).toBeHidden();
    for (let count = 0; count < 4; count += 1) await console.button(start.undo).click();
  });

  await test.step('an operation number goes to its field', async () => {
    await page.getByRole('textbox', { name: start.scanField }).focus();
    await console.scanCode('WO-20817', ['Tab']);
    await expect(operation).toHaveValue('WO-20817');
    await expect(page.getByRole('textbox', { name: start.scanField })).toHaveValue('');
  });

  await test.step('what is no serial number is named and put nowhere', async () => {
    for (const code of [
      '4006381333931',
      'e0:18:7d:2e:ca:68',
      'https://maker.example/p/17',
      'To be filled by O.E.M.',
      'SN:A1,SN:B2',
    ]) {
      await console.scanCode(code);
      await expect(page.getByRole('alert').filter({ hasText: start.notAdded })).toBeVisible();
      await expect(labels).toHaveCount(0);
    }
  });

  await test.step('labels are scanned one after the other; one that was scanned before is told', async () => {
    await page.getByRole('textbox', { name: start.scanField }).focus();
    for (const sn of [...fleet.roster, fleet.roster[0] ?? '']) await console.scanCode(sn);
    await expect(page.getByText(start.duplicate({ sn: fleet.roster[0] ?? '' }))).toBeVisible();
    await expect(page.getByLabel(start.scannedList).getByRole('listitem')).toHaveText(fleet.roster.toReversed());
    // The focus is somewhere else: the label still lands on the list, and nothing is pressed.
    await console.startButton.focus();
    await console.scanCode('ONE-MORE-LABEL');
    await expect(page.getByLabel(start.scannedList).getByRole('listitem').first()).toHaveText('ONE-MORE-LABEL');
    await console.button(start.undo).click();
    await expect(page.getByLabel(start.scannedList).getByRole('listitem')).toHaveCount(3);
  });

  await test.step('only pressing Start starts', async () => {
    await expect(console.band).toBeHidden();
    expect(await page.evaluate(() => window.consoleApi.invoke('app.snapshot', {}))).toMatchObject({
      ok: true,
      value: { session: null },
    });
    // The last label was typed by hand, and nobody pressed Enter.
    await console.button(start.undo).click();
    await page.getByRole('textbox', { name: start.scanField }).fill(fleet.roster[2] ?? '');
    await console.startButton.click();
    await console.untilClosed();
    await expect(console.tile(messages.status.pass)).toHaveText(/3$/);
    await console.untilAllSent();
    expect(factory.received('logs')).toHaveLength(1);
  });
});

test('what is missing or wrong is said in a sentence, where it is', async ({ openStage }) => {
  const { console, fleet, page } = await openStage({ count: 2, macs: 2 });
  await expect(page.getByText(`${messages.header.broker}: ${messages.link.up}`)).toBeVisible();

  await console.startButton.click();
  await expect(page.getByText(start.operatorMissing)).toBeVisible();
  await expect(console.operator).toBeFocused();

  await console.operator.fill('OP-4711');
  await page.getByText(start.sources.paste, { exact: true }).click();
  await console.startButton.click();
  await expect(page.getByRole('alert').filter({ hasText: start.rosterMissing })).toBeVisible();

  const pasted = page.getByRole('textbox', { name: start.pasteField });
  await pasted.fill(`serial;slot\n${fleet.roster[0]};1\nDefault string;2\n${fleet.roster[0]};3\n${fleet.roster[1]};4\n`);
  await expect(page.getByText(start.rosterCount({ count: 2 }))).toBeVisible();
  await expect(page.getByText('"Default string" is a placeholder, not a serial number.')).toBeVisible();
  await expect(page.getByText(`${fleet.roster[0]} is already on line 2.`)).toBeVisible();
  await console.startButton.click();
  await expect(page.getByRole('alert').filter({ hasText: start.unsettled })).toBeVisible();

  // A serial number that stands there twice is told and keeps nobody from starting.
  await console.button(start.takeOut).click();
  await expect(page.getByText(start.problems({ count: 1 }))).toBeHidden();
  await console.startButton.click();
  await console.untilClosed();
  await expect(console.tile(messages.status.pass)).toHaveText(/2$/);
});

test('a roster comes from a file; one that is no roster is refused with a sentence', async ({ openStage }) => {
  const { console, fleet, page, electron } = await openStage({ count: 3, macs: 2 });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-roster-'));
  const choose = async (name: string, bytes: Uint8Array): Promise<void> => {
    const file = path.join(folder, name);
    await writeFile(file, bytes);
    await electron.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, file);
    await console.button(new RegExp(`^(${start.chooseFile}|${start.otherFile})$`)).click();
  };
  try {
    await console.operator.fill('OP-4711');
    await page.getByText(start.sources.file, { exact: true }).click();
    await choose('photo.csv', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0x00]));
    await expect(console.notices).toContainText('photo.csv is a picture, not text. Save the list as CSV (UTF-8)');
    await choose('huge.txt', new Uint8Array(2 * 1024 * 1024 + 1).fill(0x41));
    await expect(console.notices).toContainText('huge.txt has more than 2048 KiB, so it is no roster.');
    await choose('rack-7.csv', Buffer.from(`\uFEFFslot,Serial Number\n1,${fleet.roster.join('\n2,')}\n`));
    await expect(page.getByText('rack-7.csv')).toBeVisible();
    await expect(page.getByText(start.rosterCount({ count: 3 }))).toBeVisible();
    await console.button(`${names.startButton} ${start.goCount({ count: 3 })}`).click();
    await console.untilClosed();
    await expect(console.tile(messages.status.pass)).toHaveText(/3$/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
