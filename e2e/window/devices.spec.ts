import { readFile } from 'node:fs/promises';
import { deviceMessages } from '../../renderer/registry/messages';
import { messages } from '../../renderer/messages';
import { axeViolations } from '../support/axe-violations';
import { DevicesPage } from '../support/devices-page';
import { smallPicture } from '../support/small-picture';
import { expect, test } from '../support/window-test';
import { workbenchFile } from '../support/workbench-files';

const { act, composition, files, grade, list, page: words, pictures, rate, rating, tags } = deviceMessages;
const NETBOOK = 'protocol/fixtures/registry/workbench-netbook-2018.json';
/** Keys that follow closer than this are those of a barcode scanner. */
const A_PERSONS_PAUSE_MS = 160;
const ALONE = { count: 1, macs: 1, seed: 3 } as const;

test('files of a Workbench become devices, and a refused one says why', async ({ openStage }) => {
  const { console, page } = await openStage(ALONE);
  const devices = new DevicesPage(page);
  await devices.open();
  await expect(page.getByText(list.empty)).toBeVisible();
  const nameless = workbenchFile({ number: 9 }).text.replace('"manufacturer":"Acer"', '"manufacturer":null');
  await devices.chooseFiles([
    { name: 'netbook.json', text: await readFile(NETBOOK, 'utf8') },
    { name: 'nameless.json', text: nameless },
    { name: 'torn.json', text: '{"type":"Snapshot"' },
    workbenchFile({ number: 1 }),
  ]);
  await expect(devices.sheet.getByText(files.summary({ accepted: 2, refused: 2 }))).toBeVisible();
  const answers = devices.sheet.getByRole('listitem');
  await expect(answers.filter({ hasText: 'torn.json' })).toContainText(
    'The file is not JSON: it breaks at line 1, column 19, where it ends.',
  );
  await expect(answers.filter({ hasText: 'nameless.json' })).toContainText(files.refused);
  await devices.closeSheet();
  await expect(devices.row('B8OAAS048286')).toBeVisible();
  await expect(devices.row('WB100001')).toBeVisible();

  // A label scanned from anywhere opens the device, a part of it too.
  await page.locator('body').click({ position: { x: 5, y: 400 } });
  await console.scanCode('E2024242CV86HJ');
  await expect(page.getByRole('heading', { name: /HTS54322/ })).toBeVisible();
  await expect(page.getByRole('region', { name: words.inside })).toContainText('1001PXD');
});

test('a disk that moved is seen on both sides', async ({ openStage }) => {
  const { page } = await openStage(ALONE);
  const devices = new DevicesPage(page);
  await devices.open();
  await devices.chooseFiles([
    workbenchFile({ number: 1 }),
    workbenchFile({ number: 2 }),
    workbenchFile({ number: 2, disk: 'DISK1' }),
  ]);
  await devices.closeSheet();
  await devices.openDevice('WB100001');
  await devices.tab('composition').click();
  const stay = page.getByRole('row').filter({ hasText: 'DISK1' });
  await expect(stay).not.toContainText(composition.stillHere);
  await stay.getByRole('button', { name: 'WB100002' }).click();
  await expect(page.getByRole('heading', { name: 'ThinkPad T430' })).toBeVisible();
  await devices.tab('events').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Snapshot' })).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: /HP Compaq/ })).toBeVisible();
});

test('grades and pictures by keyboard change the rating', async ({ openStage }) => {
  const { page } = await openStage(ALONE);
  const devices = new DevicesPage(page);
  await devices.open();
  await devices.chooseFiles([workbenchFile({ number: 1 })]);
  await devices.closeSheet();
  await devices.openDevice('WB100001');
  await devices.tab('rating').click();
  const result = page.getByRole('region', { name: rating.result });
  await expect(result).toContainText(rating.grade({ letter: 'B' }));

  await devices.button(words.acts.grade).click();
  await expect(devices.sheet.getByRole('radio', { checked: true }).first()).toBeFocused();
  await page.keyboard.type('zd', { delay: A_PERSONS_PAUSE_MS });
  await expect(devices.button(grade.confirm)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(devices.sheet).toHaveCount(0);
  await expect(result).toContainText(rating.grade({ letter: 'Z' }));
  await expect(result).toContainText(rating.grade({ letter: 'D' }));

  await devices.button(words.acts.photos).click();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), devices.button(pictures.choose).click()]);
  await chooser.setFiles([
    { name: 'front.png', mimeType: 'image/png', buffer: smallPicture(320, 200, [90, 120, 150]) },
    { name: 'back.png', mimeType: 'image/png', buffer: smallPicture(200, 320, [150, 120, 90]) },
    { name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no picture') },
  ]);
  await expect(devices.sheet.getByRole('alert')).toContainText(pictures.notPicture({ name: 'notes.png' }));
  await devices.button(pictures.confirm({ count: 2 })).click();
  await expect(devices.sheet.getByRole('heading', { name: rate.title })).toBeVisible();
  for (const last of [false, true]) {
    await expect(devices.sheet.getByRole('img')).toBeVisible();
    await expect(devices.sheet.getByRole('radio', { name: '1' }).first()).toBeFocused();
    await page.keyboard.type('445544332', { delay: A_PERSONS_PAUSE_MS });
    await expect(devices.button(last ? rate.confirmLast : rate.confirm)).toBeFocused();
    await page.keyboard.press('Enter');
  }
  await expect(devices.sheet).toHaveCount(0);
  await expect(result).toContainText(rating.appearancePhotos({ count: 2 }));
});

test('devices are sold, and tagged, labelled and disposed of', async ({ openStage }) => {
  const { electron, page } = await openStage(ALONE);
  const devices = new DevicesPage(page);
  await devices.open();
  await devices.chooseFiles([1, 2, 3].map((number) => workbenchFile({ number })));
  await devices.closeSheet();
  for (const serialNumber of ['WB100001', 'WB100002']) await devices.row(serialNumber).locator('[data-act=select]').click();
  await devices.button(list.actOn({ count: 2 })).click();
  await page.getByRole('menuitem', { name: act.names.Sell, exact: true }).click();
  const confirm = devices.button(act.confirm({ act: act.names.Sell, count: 2 }));
  await expect(confirm).toBeDisabled();
  await devices.button(act.addAgent).click();
  await page.getByRole('textbox', { name: act.agentName }).fill('Schools of the town');
  await devices.button(act.add).click();
  await expect(devices.sheet.getByRole('radio', { name: /Schools of the town/ })).toBeChecked();
  await page.getByRole('textbox', { name: act.invoice }).fill('2026-117');
  await page.getByLabel(act.shippingDate, { exact: true }).fill('2026-02-28');
  await page.getByRole('textbox', { name: act.price({ currency: 'EUR' }) }).fill('25,50');
  await confirm.click();
  await expect(devices.sheet).toHaveCount(0);
  await expect(devices.row('WB100001')).toContainText(deviceMessages.trading.Sold);
  await expect(devices.row('WB100002')).toContainText(deviceMessages.trading.Sold);
  await expect(devices.row('WB100003')).not.toContainText(deviceMessages.trading.Sold);

  await devices.openDevice('WB100003');
  await devices.button(words.acts.tags).click();
  await page.getByRole('textbox', { name: tags.field }).fill('RACK-000017');
  await devices.button(tags.confirm).click();
  await expect(devices.sheet.getByRole('heading', { name: tags.printTitle })).toBeVisible();
  await expect(devices.sheet.getByRole('img', { name: tags.barcodeOf({ tag: 'RACK-000017' }) })).toBeVisible();
  const pdf = await electron.evaluate(async ({ BrowserWindow }) => {
    const printed = await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({ preferCSSPageSize: true });
    return printed?.toString('latin1') ?? '';
  });
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.locator('.on-paper .label')).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await devices.sheet.getByRole('button', { name: messages.names.close }).last().click();
  await expect(devices.sheet).toHaveCount(0);

  await devices.button(words.acts.act).click();
  await page.getByRole('menuitem', { name: act.names.ToDispose, exact: true }).click();
  await devices.button(act.confirm({ act: act.names.ToDispose, count: 1 })).click();
  await expect(devices.sheet).toHaveCount(0);
  await expect(page.getByText(deviceMessages.trading.ToBeDisposed, { exact: true })).toBeVisible();
  await devices.button(words.back).click();
  await page.getByRole('searchbox').fill('RACK-000017');
  await expect(devices.grid.getByRole('row')).toHaveCount(2);
});

test('materials that are recovered name the new product by its label', async ({ openStage }) => {
  const { console, page } = await openStage(ALONE);
  const devices = new DevicesPage(page);
  await devices.open();
  await devices.chooseFiles([1, 2].map((number) => workbenchFile({ number })));
  await devices.closeSheet();
  await devices.openDevice('WB100001');
  await devices.button(words.acts.act).click();
  await page.getByRole('menuitem', { name: act.names.Recover, exact: true }).click();
  await devices.button(act.addAgent).click();
  await page.getByRole('textbox', { name: act.agentName }).fill('Green Loop');
  await devices.button(act.add).click();
  await expect(devices.sheet.getByRole('radio', { name: /Green Loop/ })).toBeChecked();

  const field = page.getByRole('textbox', { name: act.product.field });
  await field.fill('NOTHING');
  await field.press('Enter');
  await expect(devices.sheet.getByRole('alert')).toContainText('NOTHING');
  await field.fill('WB100001');
  await devices.button(act.product.find).click();
  await expect(devices.sheet.getByRole('alert')).toHaveText(act.product.itself({ code: 'WB100001' }));
  await devices.sheet.getByRole('heading', { name: act.names.Recover }).click();
  await console.scanCode('WB100002');
  await expect(devices.sheet.getByRole('radio', { name: /ThinkPad T430/ })).toBeChecked();
  await expect(devices.sheet.getByRole('alert')).toHaveCount(0);
  expect(await axeViolations(page)).toEqual([]);
  await devices.button(act.confirm({ act: act.names.Recover, count: 1 })).click();
  await expect(devices.sheet).toHaveCount(0);
  await expect(page.getByText(deviceMessages.trading.Recovered, { exact: true })).toBeVisible();
  await devices.tab('events').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Recover' })).toContainText(/product/i);
});

test('a file that is dropped on the screen is registered', async ({ openStage }) => {
  const { page } = await openStage(ALONE);
  const devices = new DevicesPage(page);
  await devices.open();
  const { name, text, serialNumber } = workbenchFile({ number: 3 });
  const dropped = await page.evaluateHandle(
    (file) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([file.text], file.name, { type: 'application/json' }));
      return transfer;
    },
    { name, text },
  );
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.locator('.devices-drop').dispatchEvent(type, { dataTransfer: dropped });
  await expect(devices.sheet.getByText(files.summary({ accepted: 1, refused: 0 }))).toBeVisible();
  await devices.closeSheet();
  await expect(devices.row(serialNumber)).toBeVisible();
});

test('a snapshot that waits is shown with what is still to come', async ({ openStage }) => {
  const { page } = await openStage(ALONE);
  const devices = new DevicesPage(page);
  await devices.open();
  await devices.chooseFiles([workbenchFile({ number: 4, expectedEvents: ['TestDataStorage', 'StressTest', 'Install'] })]);
  await devices.closeSheet();
  await expect(devices.row('WB100004')).toContainText(list.waiting);
  await devices.openDevice('WB100004');
  const expected = page.getByRole('region', { name: words.open }).getByRole('listitem');
  await expect(expected.filter({ hasText: words.met })).toHaveText([/Test data storage/]);
  await expect(expected.filter({ hasText: words.notMet })).toHaveText([/Stress test/, /Install/]);
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the devices screens, ${theme}`, async ({ openStage }) => {
    const { console, page } = await openStage(ALONE);
    const devices = new DevicesPage(page);
    const look = async (state: string): Promise<void> => expect(await axeViolations(page), state).toEqual([]);
    if (theme === 'dark') await console.button(messages.names.darkTheme).click();
    await devices.open();
    await look('empty');
    await devices.submitAll(Array.from({ length: 6 }, (_, number) => workbenchFile({ number })));
    await expect(devices.row('WB100005')).toBeVisible();
    await look('list');
    await devices.row('WB100005').locator('[data-act=select]').click();
    await look('selected');
    await devices.button(list.actOn({ count: 1 })).click();
    await page.getByRole('menuitem', { name: act.names.DisposeProduct, exact: true }).click();
    await look('act');
    await devices.closeSheet();
    await devices.openDevice('WB100005');
    for (const tab of ['overview', 'composition', 'events', 'rating'] as const) {
      await devices.tab(tab).click();
      await look(tab);
    }
    await devices.button(words.acts.grade).click();
    await look('grade');
    await devices.closeSheet();
    await devices.button(words.acts.photos).click();
    await look('pictures');
  });
}
